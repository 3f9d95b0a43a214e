"""Addresses."""

from django.urls import path

from werkstatt.conferences.views import capture, minutes, office, people, printing, public, tables

app_name = "conferences"
OFFICE = "werkstatt/<slug:slug>/konferenzen/"
ONE = OFFICE + "<slug:name>/"
PUBLIC = "<slug:slug>/konferenz/"
ROUND = "werkstatt/<slug:slug>/protokolle/<slug:name>/"
PUBLIC_ROUND = "<slug:slug>/protokoll/<slug:name>/"
PAGE = PUBLIC + "<slug:name>/"
TABLE = PAGE + "tisch/<str:token>/"
urlpatterns = [
    path(OFFICE, office.conferences, name="conferences"),
    path(OFFICE + "neu/", office.plan, name="plan"),
    path(ONE, office.page, name="page"),
    path(ONE + "aendern/", office.change, name="change"),
    path(ONE + "ankuendigen/", office.announce, name="announce"),
    path(ONE + "absagen/", office.call_off, name="call_off"),
    path(ONE + "personen/", people.people, name="people"),
    path(ONE + "personen/eintragen/", people.register, name="on_behalf"),
    path(ONE + "personen/loeschen/", people.erase, name="erase"),
    path(ONE + "personen/<int:number>/abmelden/", people.cancel, name="cancel"),
    path(ONE + "tische/", tables.tables, name="tables"),
    path(ONE + "tische/anlegen/", tables.lay, name="lay"),
    path(ONE + "tische/neu/", tables.add, name="add_table"),
    path(ONE + "tische/<int:number>/", tables.change, name="table"),
    path(ONE + "tische/<int:number>/entfernen/", tables.drop, name="drop_table"),
    path(ONE + "plaetze/", tables.seats, name="seats"),
    path(ONE + "plaetze/verteilen/", tables.assign, name="assign"),
    path(ONE + "plaetze/<int:number>/", tables.move, name="move"),
    path(ONE + "plaetze/<int:number>/<int:ordinal>/loesen/", tables.release, name="release"),
    path(ONE + "unterlagen/", printing.papers, name="papers"),
    path(ONE + "unterlagen/tisch-<int:ordinal>.<slug:ending>", printing.dossier, name="dossier"),
    path(ONE + "unterlagen/<slug:paper>.<slug:ending>", printing.paper, name="paper"),
    path(ONE + "mitschreiben/", capture.links, name="links"),
    path(ONE + "mitschreiben/<int:number>/schliessen/", capture.close, name="close_link"),
    path(TABLE, capture.table, name="capture"),
    path(TABLE + "streichen/", capture.strike, name="strike"),
    path(TABLE + "senden/", capture.send, name="send"),
    path(TABLE + "liste/", capture.listed, name="written"),
    path(TABLE + "worker.js", capture.worker, name="worker"),
    path(TABLE + "leinwand/", capture.wall, name="wall"),
    path(TABLE + "leinwand/stand/", capture.wall_now, name="wall_now"),
    path(ONE + "protokoll/", minutes.conference, name="minutes"),
    path(ONE + "protokoll/entwurf.<slug:ending>", minutes.conference_file, name="minutes_file"),
    path(ROUND, minutes.whole_round, name="round_minutes"),
    path(ROUND + "entwurf.<slug:ending>", minutes.round_file, name="round_minutes_file"),
    path(PAGE + "protokoll/", minutes.public_conference, name="public_minutes"),
    path(PAGE + "protokoll/protokoll.<slug:ending>", minutes.public_conference_file, name="public_minutes_file"),
    path(PUBLIC_ROUND, minutes.public_round, name="public_round_minutes"),
    path(PUBLIC_ROUND + "protokoll.<slug:ending>", minutes.public_round_file, name="public_round_minutes_file"),
    path(PUBLIC, public.conferences, name="list"),
    path(PAGE, public.conference, name="conference"),
    path(PAGE + "termin.ics", public.calendar, name="calendar"),
    path(PAGE + "anmelden/", public.register, name="register"),
    path(PAGE + "anmeldung/<str:token>/", public.registration, name="registration"),
    path(PAGE + "anmeldung/<str:token>/termin.ics", public.own_calendar, name="own_calendar"),
]
