"""Addresses."""

from django.urls import path

from werkstatt.approval import views

app_name = "approval"
urlpatterns = [
    path("l/<str:token>/", views.sign, name="sign"),
    path("werkstatt/<slug:slug>/abstimmung/", views.approval, name="list"),
    path("werkstatt/<slug:slug>/abstimmung/neu/", views.new_coordination, name="new"),
    path("werkstatt/<slug:slug>/abstimmung/<int:number>/", views.coordination, name="coordination"),
    path("werkstatt/<slug:slug>/abstimmung/<int:number>/<int:addressee>/", views.sign_for, name="sign_for"),
    path("werkstatt/<slug:slug>/abstimmung/fassung/<int:ordinal>/beschluss/", views.decide, name="decide"),
]
