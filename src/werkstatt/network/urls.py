"""Addresses."""

from django.urls import path

from werkstatt.network import views

app_name = "network"
NETWORK = "werkstatt/<slug:slug>/netzwerk"
ONE = f"{NETWORK}/organisation/<int:number>"
urlpatterns = [
    path(f"{NETWORK}/", views.network, name="bodies"),
    path(f"{NETWORK}/gremium/", views.add_body, name="add_body"),
    path(f"{NETWORK}/organisation/", views.add_organisation, name="add_organisation"),
    path(f"{ONE}/", views.organisation, name="organisation"),
    path(f"{ONE}/name/", views.rename, name="rename"),
    path(f"{ONE}/schreibweise/", views.add_spelling, name="add_spelling"),
    path(f"{ONE}/schreibweise/<int:spelling>/entfernen/", views.drop_spelling, name="drop_spelling"),
    path(f"{ONE}/zusammenlegen/", views.merge, name="merge"),
]
