"""Addresses."""

from django.urls import path

from werkstatt.network import views

app_name = "network"
urlpatterns = [
    path("werkstatt/<slug:slug>/netzwerk/", views.network, name="bodies"),
    path("werkstatt/<slug:slug>/netzwerk/gremium/", views.add_body, name="add_body"),
    path("werkstatt/<slug:slug>/netzwerk/organisation/", views.add_organisation, name="add_organisation"),
]
