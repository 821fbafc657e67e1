import pytest

from tests.factories import PartnerFactory


@pytest.fixture
def guild(cast):
    return PartnerFactory(partnership=cast.partnership, name="Cech próbny", sector="business")
