"""All addresses. Each app lists its own, in full."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from werkstatt.config import health

urlpatterns = [
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    # German has no prefix; /en/…, /uk/… are the same addresses in other languages (lib.speaking)
    *i18n_patterns(
        # first, because it is what most people ask for; no other app has addresses of these shapes
        path("", include("werkstatt.web.urls")),
        path("", include("werkstatt.accounts.urls")),
        path("", include("werkstatt.work.urls")),
        path("", include("werkstatt.network.urls")),
        path("", include("werkstatt.concepts.urls")),
        path("", include("werkstatt.participation.urls")),
        path("", include("werkstatt.conferences.urls")),
        path("", include("werkstatt.inbox.urls")),
        path("", include("werkstatt.review.urls")),
        path("", include("werkstatt.approval.urls")),
        path("", include("werkstatt.search.urls")),
        prefix_default_language=False,
    ),
]
handler400 = "werkstatt.ui.views.bad_request"
handler404 = "werkstatt.ui.views.not_found"
handler500 = "werkstatt.ui.views.broken"
