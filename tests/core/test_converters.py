"""Years and months in addresses have bounds."""

import pytest
from django.urls import Resolver404, resolve, reverse

NAMES = ["clubs:my_month", "clubs:office_month"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("year", "month"),
    [
        ("0", "1"),
        ("1", "1"),
        ("9" * 18, "1"),
        ("2201", "1"),
        ("2026", "0"),
        ("2026", "13"),
        ("2026", "9" * 40),
    ],
)
def test_a_month_outside_of_the_calendar_has_no_page(name, year, month):
    address = reverse(name, kwargs={"pk": 1, "year": 2026, "month": 7})
    assert resolve(address).kwargs == {"pk": 1, "year": 2026, "month": 7}
    with pytest.raises(Resolver404):
        resolve(address.replace("2026/7", f"{year}/{month}"))
