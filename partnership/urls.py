"""All addresses. Polish without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from operations import views
from partnership.views import counties, home, pages, search, styleguide
from reports.views import annual, statistics

one_report = [
    path("", annual.office_detail, name="office_report"),
    path("pdf/", annual.office_pdf, name="office_report_pdf"),
    path("docx/", annual.office_docx, name="office_report_docx"),
    path("json/", annual.office_json, name="office_report_json"),
    path("opublikuj/", annual.publish, name="office_report_publish"),
    path("wycofaj/", annual.withdraw, name="office_report_withdraw"),
]

urlpatterns: list[URLPattern | URLResolver] = [path("favicon.ico", pages.favicon, name="favicon")]
urlpatterns += i18n_patterns(
    path("", home.home, name="home"),
    path("start/", home.start, name="start"),
    path("biuro/", home.office, name="office"),
    path("moje/", home.mine, name="mine"),
    path("powiaty/", counties.index, name="counties"),
    path("powiaty/<slug:slug>/", counties.detail, name="county"),
    path("szukaj/", search.search, name="search"),
    path("statystyki/", statistics.index, name="statistics"),
    path("statystyki/zestawienie/<slug:key>/", statistics.behind, name="statistics_behind"),
    path("statystyki/sprawozdanie/<int:pk>/", annual.detail, name="report"),
    path("statystyki/sprawozdanie/<int:pk>/pdf/", annual.pdf, name="report_pdf"),
    path("statystyki/sprawozdanie/<int:pk>/docx/", annual.docx, name="report_docx"),
    path("statystyki/sprawozdanie/<int:pk>/json/", annual.json, name="report_json"),
    path("biuro/statystyki/", statistics.office_index, name="office_statistics"),
    path(
        "biuro/statystyki/zestawienie/<slug:key>/",
        statistics.office_behind,
        name="office_statistics_behind",
    ),
    path("biuro/sprawozdanie/", annual.office_index, name="office_reports"),
    path("biuro/sprawozdanie/przygotuj/", annual.prepare, name="office_report_prepare"),
    path("biuro/sprawozdanie/<int:pk>/", include(one_report)),
    path("prywatnosc/", pages.privacy, name="privacy"),
    path("dostepnosc/", pages.accessibility, name="accessibility"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("zdrowie/", views.health, name="health"),
    path("zdrowie.json", views.health_json, name="health_json"),
    path("konto/", include("allauth.urls")),
    path("", include("accounts.urls")),
    path("", include("counties.urls")),
    path("", include("outbox.urls")),
    path("", include("journal.urls")),
    path("", include("exports.urls")),
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
