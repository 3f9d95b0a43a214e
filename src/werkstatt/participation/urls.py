"""Addresses."""

from django.urls import path, re_path

from werkstatt.participation.views import (
    attachments,
    moderation,
    public,
    receipts,
    rounds,
    saying,
    translations,
    uploads,
)
from werkstatt.participation.views import path as walking

app_name = "participation"
OFFICE = "werkstatt/<slug:slug>/beteiligung/"
PUBLIC = "<slug:slug>/mitmachen/"
urlpatterns = [
    path(OFFICE, rounds.rounds, name="rounds"),
    path(OFFICE + "neu/", rounds.new_round, name="new_round"),
    path(OFFICE + "<slug:name>/", rounds.setup, name="setup"),
    path(OFFICE + "<slug:name>/aendern/", rounds.change, name="change"),
    path(OFFICE + "<slug:name>/strittig/", rounds.contested, name="contested"),
    path(OFFICE + "<slug:name>/strittig/<int:number>/", rounds.contested, name="change_contested"),
    path(OFFICE + "<slug:name>/strittig/<int:number>/entfernen/", rounds.drop_contested, name="drop_contested"),
    path(OFFICE + "<slug:name>/freigabe/", moderation.moderation, name="moderation"),
    path(OFFICE + "<slug:name>/freigabe/<int:number>/", moderation.redact, name="redact"),
    path(OFFICE + "<slug:name>/uebersetzen/<int:number>/", moderation.put_beside, name="put_beside"),
    path(OFFICE + "<slug:name>/anlage/<int:number>/", attachments.attachment, name="attachment"),
    path(OFFICE + "<slug:name>/sprachen/", translations.languages, name="languages"),
    path(OFFICE + "<slug:name>/sprachen/<slug:language>/", translations.translations, name="translations"),
    path(
        OFFICE + "<slug:name>/sprachen/<slug:language>/tabelle.<slug:ending>",
        translations.translation_table,
        name="translation_table",
    ),
    path(
        OFFICE + "<slug:name>/sprachen/<slug:language>/zurueck/",
        translations.bring_translations,
        name="bring_translations",
    ),
    path(OFFICE + "<slug:name>/uebersetzungen/<uuid:key>/", translations.translation_file, name="translation_file"),
    path(OFFICE + "<slug:name>/beenden/", rounds.close, name="close"),
    path(OFFICE + "<slug:name>/eingang/", uploads.inbox, name="inbox"),
    path(OFFICE + "<slug:name>/lieferung/<uuid:key>/", uploads.delivery, name="delivery"),
    path(OFFICE + "<slug:name>/lieferung/<uuid:key>/zuruecknehmen/", uploads.take_back, name="take_back"),
    path(OFFICE + "<slug:name>/eingang/<uuid:key>/", uploads.check, name="check"),
    path(OFFICE + "<slug:name>/eingang/<uuid:key>/verwerfen/", uploads.discard_checked, name="discard_checked"),
    path(PUBLIC, public.rounds, name="list"),
    path(PUBLIC + "beleg/<str:code>/aendern/", receipts.correct, name="correct_receipt"),
    path(PUBLIC + "beleg/<str:code>/zuruecknehmen/", receipts.withdraw, name="withdraw_receipt"),
    path(PUBLIC + "beleg/<str:code>/adresse-loeschen/", receipts.forget, name="forget_receipt"),
    path(PUBLIC + "<slug:name>/", public.round_page, name="round"),
    path(PUBLIC + "<slug:name>/pfad/", walking.path, name="path"),
    path(PUBLIC + f"<slug:name>/pfad/{walking.DONE}/", walking.path_end, name="path_end"),
    path(PUBLIC + "<slug:name>/pfad/<slug:uid>/", walking.path_step, name="path_step"),
    path(PUBLIC + "<slug:name>/e/<slug:uid>/", saying.say, name="say"),
    path(PUBLIC + "<slug:name>/matrix/", public.matrix_file, name="matrix_of"),
    re_path(
        r"^(?P<slug>[-\w]+)/mitmachen/(?P<name>[-\w]+)/matrix\.(?P<form>docx|odt|xlsx|ods)$",
        public.matrix_file,
        name="matrix",
    ),
    path(PUBLIC + "<slug:name>/rueckmeldungen/", public.said, name="said"),
    path(PUBLIC + "<slug:name>/abgeben/", uploads.hand_in, name="hand_in"),
    path(PUBLIC + "<slug:name>/eingang/<uuid:key>/", uploads.preview, name="preview"),
    path(PUBLIC + "<slug:name>/eingang/<uuid:key>/verwerfen/", uploads.discard, name="discard"),
]
