"""Addresses."""

from django.urls import path

from werkstatt.concepts.views import corrections, deeds, editor, imports, organisations, papers, versions

app_name = "concepts"
CONCEPT = "werkstatt/<slug:slug>/konzept"
IMPORT = f"{CONCEPT}/einlesen/<int:pk>"
EDIT = f"{CONCEPT}/bearbeiten"
WHO = f"{CONCEPT}/zustaendige"

urlpatterns = [
    path(f"{CONCEPT}/", versions.versions, name="versions"),
    path(f"{CONCEPT}/<int:ordinal>/veroeffentlichen/", versions.publish, name="publish"),
    path(f"{WHO}/", organisations.meant, name="meant"),
    path(f"{WHO}/sagen/", organisations.name, name="name"),
    path(f"{WHO}/alle/", organisations.name_all, name="name_all"),
    path(f"{WHO}/zuruecknehmen/<uuid:act>/", organisations.unname, name="unname"),
    path(f"{WHO}/<int:number>/", organisations.organisation, name="organisation"),
    path(f"{CONCEPT}/einlesen/", imports.upload, name="upload"),
    path(f"{IMPORT}/", imports.check, name="check"),
    path(f"{IMPORT}/teile/", imports.lines, name="lines"),
    path(f"{IMPORT}/e/<slug:uid>/", corrections.element, name="check_element"),
    path(f"{IMPORT}/neu/", corrections.add, name="check_add"),
    path(f"{IMPORT}/titel/", corrections.frame, name="check_frame"),
    path(f"{IMPORT}/ersetzen/", corrections.swap, name="check_swap"),
    path(f"{IMPORT}/tun/", deeds.deed, name="deed"),
    path(f"{IMPORT}/blatt/<int:number>/", papers.sheet, name="sheet"),
    path(f"{IMPORT}/seite/<int:number>.png", papers.picture_of, name="picture"),
    path(f"{IMPORT}/hinweis/<int:block>/", papers.hint, name="hint"),
    path(f"{IMPORT}/ohne-platz/", imports.left_out, name="left_out"),
    path(f"{IMPORT}/unterschiede/", imports.difference, name="difference"),
    path(f"{IMPORT}/vergleichen/", imports.compare, name="compare"),
    path(f"{IMPORT}/verwerfen/", imports.discard, name="discard"),
    path(f"{IMPORT}/uebernehmen/", imports.apply, name="apply"),
    path(f"{EDIT}/", editor.edit, name="edit"),
    path(f"{EDIT}/neu/", editor.add, name="edit_add"),
    path(f"{EDIT}/titel/", editor.frame, name="edit_frame"),
    path(f"{EDIT}/zuruecknehmen/<int:pk>/", editor.withdraw, name="withdraw"),
    path(f"{EDIT}/<slug:uid>/", editor.edit_element, name="edit_element"),
    path(f"{EDIT}/<slug:uid>/streichen/", editor.drop, name="edit_drop"),
]
