"""A list with the same filters, a detail with the same rows, a download with the same columns.

"Bare" is what a Django programmer writes in an hour with the same libraries: a
FilterSet over the same choices, rendered once by its form's `as_div`; a Paginator;
the leader by a join; the communes as the codes that stand in the row, because ours
needs no query for them either; no shell, no components, no cache.
"""

import csv

import django_filters
from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from counties.models import Territory
from members.choices import Sector
from projects.choices import Principle, ProjectStatus, Source, Theme
from projects.models import Project

YEARS = [(year, year) for year in range(2016, 2030)]


def ticks(choices, **kwargs):
    return django_filters.MultipleChoiceFilter(
        choices=choices, widget=forms.CheckboxSelectMultiple, **kwargs
    )


class Filter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="search", lookup_expr="contains")
    commune = django_filters.ModelMultipleChoiceFilter(
        queryset=Territory.objects.filter(level="commune").order_by("sort")[:6],
        widget=forms.CheckboxSelectMultiple, field_name="communes",
    )  # fmt: skip
    theme = ticks(Theme.choices)
    principle = ticks(Principle.choices)
    status = ticks(ProjectStatus.choices)
    year = ticks(YEARS, field_name="first_year")
    sector = ticks(Sector.choices, field_name="leader__sector")
    source = ticks(Source.choices, field_name="sources", lookup_expr="contains")
    jobs = ticks([("yes", "yes"), ("no", "no")], method="all")
    sort = django_filters.OrderingFilter(fields=["sort", "published_at", "first_year"])

    class Meta:
        model = Project
        fields = []

    def all(self, rows, name, value):
        return rows


def index(request):
    rows = Project.objects.public().select_related("leader")
    found = Filter(request.GET, rows.order_by("sort", "pk"))
    page = Paginator(found.qs, 25).get_page(request.GET.get("page"))
    return render(request, "bare/index.html", {"filter": found, "page": page})


def detail(request, pk):
    project = get_object_or_404(Project.objects.public().select_related("leader"), pk=pk)
    return render(request, "bare/detail.html", {"project": project})


def download(request):
    response = HttpResponse(content_type="text/csv")
    write = csv.writer(response, delimiter=";").writerow
    for row in Project.objects.public().order_by("sort").values_list("pk", "title", "summary"):
        write(row)
    return response


urlpatterns = [
    path("projekty/", index),
    path("projekty/<int:pk>/", detail),
    path("projekty/pobierz/csv/", download),
]
