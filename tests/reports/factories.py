"""Reports for tests, with made-up numbers."""

import factory

from core.charts import Number
from reports.actions import freeze
from reports.models import ReportSnapshot
from tests.factories import PartnershipFactory

CHAPTERS = [("partners", "Partnerzy (próba)", [Number("partners", "Partnerzy", 2)])]


class ReportFactory(factory.Factory):
    """A report frozen by the real action: `year`, `chapters` and `actor` may be given."""

    class Meta:
        model = ReportSnapshot

    partnership = factory.SubFactory(PartnershipFactory)
    year = 2025
    chapters = CHAPTERS
    actor = None

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return freeze(**kwargs)
