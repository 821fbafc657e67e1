"""Exports for tests."""

import factory
from factory.django import DjangoModelFactory

from exports.models import Export, ExportStatus
from tests.factories import PartnershipFactory, UserFactory


class ExportFactory(DjangoModelFactory):
    """A list of people that waits to be written."""

    partnership = factory.SubFactory(PartnershipFactory)
    asked_by = factory.SubFactory(UserFactory)
    status = ExportStatus.WAITING
    table = "members.people"
    format = "csv"
    language = "pl"

    class Meta:
        model = Export
