"""All addresses. Polish without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from partnership.views import home

urlpatterns = i18n_patterns(
    path("", home.home, name="home"),
    path("start/", home.start, name="start"),
    path("biuro/", home.office, name="office"),
    path("moje/", home.mine, name="mine"),
    path("konto/", include("allauth.urls")),
    prefix_default_language=False,
)
