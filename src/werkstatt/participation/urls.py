"""Addresses."""

from django.urls import path, re_path

from werkstatt.participation.views import public, rounds, saying, uploads

app_name = "participation"
OFFICE = "werkstatt/<slug:slug>/beteiligung/"
PUBLIC = "<slug:slug>/mitmachen/"
urlpatterns = [
    path(OFFICE, rounds.rounds, name="rounds"),
    path(OFFICE + "neu/", rounds.new_round, name="new_round"),
    path(OFFICE + "<slug:name>/", rounds.setup, name="setup"),
    path(OFFICE + "<slug:name>/beenden/", rounds.close, name="close"),
    path(OFFICE + "<slug:name>/eingang/", uploads.inbox, name="inbox"),
    path(OFFICE + "<slug:name>/eingang/<uuid:key>/", uploads.check, name="check"),
    path(OFFICE + "<slug:name>/eingang/<uuid:key>/verwerfen/", uploads.discard_checked, name="discard_checked"),
    path(PUBLIC, public.rounds, name="list"),
    path(PUBLIC + "<slug:name>/", public.round_page, name="round"),
    path(PUBLIC + "<slug:name>/e/<slug:uid>/", saying.say, name="say"),
    re_path(
        r"^(?P<slug>[-\w]+)/mitmachen/(?P<name>[-\w]+)/matrix\.(?P<form>docx|xlsx)$", public.matrix_file, name="matrix"
    ),
    path(PUBLIC + "<slug:name>/abgeben/", uploads.hand_in, name="hand_in"),
    path(PUBLIC + "<slug:name>/eingang/<uuid:key>/", uploads.preview, name="preview"),
    path(PUBLIC + "<slug:name>/eingang/<uuid:key>/verwerfen/", uploads.discard, name="discard"),
]
