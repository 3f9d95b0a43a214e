"""Addresses."""

from django.urls import path

from werkstatt.web.views import downloads, office, reading, receipts, site

app_name = "web"
urlpatterns = [
    path("<slug:slug>/konzept/", reading.concept, name="concept"),
    path("", site.front, name="front"),
    path("barrierefreiheit/", site.accessibility, name="accessibility"),
    path("barrierefreiheit/<slug:slug>/", site.accessibility, name="accessibility"),
    path("datenschutz/", site.privacy, name="privacy"),
    path("datenschutz/<slug:slug>/", site.privacy, name="privacy"),
    path("werkstatt/", office.start, name="start"),
    path("werkstatt/<slug:slug>/", office.desk, name="desk"),
    path("<slug:slug>/", site.home, name="home"),
    path("<slug:slug>/konzept/<slug:edition>/", reading.edition, name="edition"),
    path("<slug:slug>/konzept/<slug:edition>/<slug:name>.<slug:ending>", downloads.concept, name="download"),
    path("<slug:slug>/konzept/e/<slug:uid>/", reading.element, name="element"),
    path("<slug:slug>/konzept/synopse/<slug:old>..<slug:new>/", reading.synopsis, name="synopsis"),
    path("<slug:slug>/konzept/synopse/<slug:old>..<slug:new>.pdf", downloads.synopsis, name="synopsis_file"),
    path("<slug:slug>/konzept/synopse/<slug:old>..<slug:new>.docx", downloads.changes, name="changes_file"),
    path("<slug:slug>/beleg/", receipts.receipt_form, name="find_receipt"),
    path("<slug:slug>/mitmachen/beleg/<str:code>/", receipts.receipt, name="receipt"),
    path("<slug:slug>/mitmachen/beleg/<str:code>/beleg.pdf", receipts.paper, name="receipt_paper"),
]
