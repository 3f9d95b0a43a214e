"""Addresses."""

from django.urls import path

from werkstatt.work import views

app_name = "work"
urlpatterns = [path("auftrag/<uuid:number>/", views.job, name="job")]
