"""A list with the same filters, a detail with the same rows, a download with the same columns.

"Bare" is what a Django programmer writes in an hour with the same libraries: a
FilterSet over the same choices, rendered once by its form's `as_div`; a Paginator;
the leader by a join; the communes as the codes that stand in the row, because ours
needs no query for them either; no shell, no components, no cache.
"""

import csv
import tempfile

import django_filters
import xlsxwriter
from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from core.exports import Echo
from counties.models import Territory
from members.choices import Sector
from projects.choices import Principle, ProjectStatus, Source, Theme
from projects.models import Project
from projects.selectors.rows import COLUMNS

# A plain view tells the stored status, not what has become of it since.
STORED = ["status" if column == "state_now" else column for column in COLUMNS]
YEARS = [(year, year) for year in range(2016, 2030)]


def ticks(choices, **kwargs):
    return django_filters.MultipleChoiceFilter(
        choices=choices, widget=forms.CheckboxSelectMultiple, **kwargs
    )


class Filter(django_filters.FilterSet):
    q = django_filters.CharFilter(field_name="search", lookup_expr="contains")
    commune = django_filters.ModelMultipleChoiceFilter(
        queryset=Territory.objects.filter(level="commune").order_by("sort")[:6],
        widget=forms.CheckboxSelectMultiple,
        field_name="communes",
    )
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


def download(request, kind):
    """The same rows and columns as ours, without a word for a code."""
    rows = Project.objects.public().order_by("sort", "pk").values_list(*STORED).iterator(2000)
    return xlsx(rows) if kind == "xlsx" else StreamingHttpResponse(lines(rows))


def lines(rows):
    write = csv.writer(Echo(), delimiter=";").writerow
    yield from map(write, rows)


def xlsx(rows):
    with tempfile.TemporaryFile() as file:
        with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    sheet.write_string(number, column, str(value))
        file.seek(0)
        return HttpResponse(file.read())


urlpatterns = [
    path("projekty/", index),
    path("projekty/<int:pk>/", detail),
    path("projekty/pobierz/<kind>/", download),
]
