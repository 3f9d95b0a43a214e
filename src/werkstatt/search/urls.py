"""Addresses."""

from django.urls import path

from werkstatt.search import views

app_name = "search"
urlpatterns = [path("<slug:slug>/suche/", views.find, name="find")]
