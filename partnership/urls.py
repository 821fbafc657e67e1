"""All addresses. Polish without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from partnership.views import health, home, pages, search, styleguide

urlpatterns = i18n_patterns(
    path("", home.home, name="home"),
    path("start/", home.start, name="start"),
    path("biuro/", home.office, name="office"),
    path("moje/", home.mine, name="mine"),
    path("szukaj/", search.search, name="search"),
    path("prywatnosc/", pages.privacy, name="privacy"),
    path("dostepnosc/", pages.accessibility, name="accessibility"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("zdrowie/", health.health, name="health"),
    path("zdrowie.json", health.health_json, name="health_json"),
    path("konto/", include("allauth.urls")),
    path("", include("accounts.urls")),
    path("", include("counties.urls")),
    path("", include("outbox.urls")),
    path("", include("journal.urls")),
    path("", include("members.urls")),
    path("", include("agreements.urls")),
    path("", include("meetings.urls")),
    path("", include("projects.urls")),
    path("", include("workshops.urls")),
    path("", include("clubs.urls")),
    path("", include("employers.urls")),
    path("", include("news.urls")),
    path("", include("programme.urls")),
    prefix_default_language=False,
)

handler400 = "partnership.views.errors.bad_request"
handler403 = "partnership.views.errors.forbidden"
handler404 = "partnership.views.errors.not_found"
handler429 = "partnership.views.errors.too_many"  # read by allauth's rate limits
handler500 = "partnership.views.errors.server_error"
