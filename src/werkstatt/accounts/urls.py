"""Addresses."""

from django.urls import path

from werkstatt.accounts import views

app_name = "accounts"
urlpatterns = [
    path("konto/anmelden/", views.sign_in, name="login"),
    path("konto/abmelden/", views.sign_out, name="logout"),
    path("konto/passwort/", views.change_password, name="password"),
    path("konto/passwort/vergessen/", views.forgot, name="forgot"),
    path("konto/passwort/<uidb64>/<token>/", views.choose_password, name="choose"),
    path("werkstatt/<slug:slug>/einstellungen/personen/", views.people, name="people"),
    path("werkstatt/<slug:slug>/einstellungen/personen/einladen/", views.invite, name="invite"),
    path("werkstatt/<slug:slug>/einstellungen/personen/<int:number>/", views.person, name="person"),
    path("werkstatt/<slug:slug>/einstellungen/personen/<int:number>/entlassen/", views.remove, name="remove"),
    path("werkstatt/<slug:slug>/einstellungen/journal/", views.journal, name="journal"),
]
