"""Everything the product has, and hello."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from werkstatt.config.urls import urlpatterns as product


def hello(request: HttpRequest) -> HttpResponse:
    """As little as a view can do, behind the same middleware."""
    return HttpResponse(b"Hallo, Welt")


urlpatterns = [path("hallo/", hello), *product]
