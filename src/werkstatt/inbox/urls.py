"""Addresses."""

from django.urls import path

from werkstatt.inbox.views import entering, letter, letters, mailbox, portal

app_name = "inbox"
OFFICE = "werkstatt/<slug:slug>/posteingang/"
LETTER = OFFICE + "schreiben/<uuid:key>/"
PORTAL = OFFICE + "portal/<slug:name>/"
EXPORT = PORTAL + "<uuid:key>/"
urlpatterns = [
    path(OFFICE, letters.letters, name="letters"),
    path(OFFICE + "aufnehmen/", letters.take_in, name="take_in"),
    path(OFFICE + "erfassen/", entering.choose, name="choose"),
    path(OFFICE + "erfassen/<slug:name>/", entering.enter, name="enter"),
    path(OFFICE + "erfassen/<slug:name>/<int:number>/zuruecknehmen/", entering.take_back, name="take_entry_back"),
    path(OFFICE + "portal/", portal.choose, name="choose_portal"),
    path(PORTAL, portal.portal, name="portal"),
    path(EXPORT, portal.export, name="export"),
    path(EXPORT + "spalten/", portal.columns, name="columns"),
    path(EXPORT + "uebernehmen/", portal.take, name="take"),
    path(EXPORT + "noch-einmal/", portal.try_again, name="try_export_again"),
    path(EXPORT + "zuruecknehmen/", portal.take_back, name="take_export_back"),
    path(OFFICE + "postfach/", mailbox.mailbox, name="mailbox"),
    path(OFFICE + "postfach/abrufen/", mailbox.fetch, name="fetch"),
    path(OFFICE + "postfach/entfernen/", mailbox.forget, name="forget_mailbox"),
    path(LETTER, letter.letter, name="letter"),
    path(LETTER + "schritt/", letter.step, name="step"),
    path(LETTER + "genanntes/", letter.settle_named, name="settle_named"),
    path(LETTER + "schritt-zurueck/", letter.undo, name="undo"),
    path(LETTER + "angaben/", letter.address, name="address"),
    path(LETTER + "uebernehmen/", letter.take_over, name="take_over"),
    path(LETTER + "zuruecknehmen/", letter.take_back, name="take_back"),
    path(LETTER + "weglegen/", letter.discard, name="discard"),
    path(LETTER + "datei/<int:number>/", letter.file, name="file"),
]
