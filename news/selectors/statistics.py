"""What can be counted in news."""

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from core.charts import COLUMNS, Chart, Number, Scope, Statistics, single
from news.models import Article
from news.selectors.counters import TITLE


def charts(scope: Scope) -> list[Chart]:
    """Published news by year. One query."""
    found = _published(scope).order_by().values_list(ExtractYear("published_on"))
    years = {year: number for year, number in found.annotate(Count("pk")) if year}
    return [
        single(
            "news-by-year",
            _("News by year"),
            [_("Year"), _("Published news")],
            [(str(year), years[year], _list(scope, year)) for year in sorted(years)],
            form=COLUMNS,
        )
    ]


def numbers(scope: Scope, year: int) -> list[Number]:
    """The news of `year`. One query."""
    number = _published(scope).filter(published_on__year=year).count()
    return [Number("published", _("News published in the year"), number, _list(scope, year))]


def _published(scope):
    return scope.rows(Article).public()


def _list(scope, year):
    return scope.listed("news:index", "news:office_index", year=year, **_status(scope))


def _status(scope):
    return {} if scope.public else {"status": Article.Status.PUBLISHED.value}


STATISTICS = Statistics("news", TITLE, charts, numbers)
