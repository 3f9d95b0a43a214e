"""Addresses."""

from django.urls import path

from werkstatt.review import views

app_name = "review"
OFFICE = "werkstatt/<slug:slug>/auswertung/"
urlpatterns = [
    path(OFFICE, views.rounds, name="rounds"),
    path(OFFICE + "<slug:name>/", views.desk, name="desk"),
    path(OFFICE + "<slug:name>/antwort/", views.answer, name="answer"),
    path(OFFICE + "<slug:name>/entwurf/", views.draft, name="draft"),
    path(OFFICE + "<slug:name>/neu/", views.add, name="add"),
    path(OFFICE + "<slug:name>/e/<slug:uid>/", views.edit, name="edit"),
    path(OFFICE + "<slug:name>/e/<slug:uid>/entfaellt/", views.drop, name="drop"),
    path(OFFICE + "<slug:name>/r/<int:number>/", views.contribution, name="contribution"),
    path(OFFICE + "<slug:name>/r/<int:number>/platz/", views.place, name="place"),
]
