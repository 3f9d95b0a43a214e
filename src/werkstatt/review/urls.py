"""Addresses."""

from django.urls import path

from werkstatt.review.views import contribution, desk, draft, editor, rounds

app_name = "review"
OFFICE = "werkstatt/<slug:slug>/auswertung/"
urlpatterns = [
    path(OFFICE, rounds.rounds, name="rounds"),
    path(OFFICE + "<slug:name>/", desk.desk, name="desk"),
    path(OFFICE + "<slug:name>/antwort/", desk.answer, name="answer"),
    path(OFFICE + "<slug:name>/entwurf/", draft.draft, name="draft"),
    path(OFFICE + "<slug:name>/neu/", editor.add, name="add"),
    path(OFFICE + "<slug:name>/e/<slug:uid>/", editor.edit, name="edit"),
    path(OFFICE + "<slug:name>/e/<slug:uid>/entfaellt/", editor.drop, name="drop"),
    path(OFFICE + "<slug:name>/r/<int:number>/", contribution.contribution, name="contribution"),
    path(OFFICE + "<slug:name>/r/<int:number>/platz/", contribution.place, name="place"),
]
