"""What may be published of counts of people."""

import itertools
from collections import defaultdict

import pytest

from core.small_numbers import HIDDEN, suppress


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_whoever_knows_the_rule_can_reckon_no_small_number(size):
    """All tables with numbers up to 7: each hidden number could be at least two numbers."""
    meant = defaultdict(lambda: [set() for _place in range(size)])
    for table in itertools.product(range(8), repeat=size):
        shown, total = suppress(list(table))
        assert not {1, 2, 3, 4} & {*shown, total}
        for values, number in zip(meant[*shown, total], table, strict=True):
            values.add(number)
    for (*shown, _total), places in meant.items():
        for number, values in zip(shown, places, strict=True):
            assert len(values) > 1 if number is HIDDEN else values == {number}


@pytest.mark.parametrize(
    ("numbers", "shown", "total"),
    [
        ([0, 7, 12], [0, 7, 12], 19),
        ([3, 7, 12], [HIDDEN, 7, 12], HIDDEN),
        ([3, 2, 12], [HIDDEN, HIDDEN, 12], 17),
        ([4, 4, 12], [HIDDEN, HIDDEN, 12], HIDDEN),
        ([1, 1, 0], [HIDDEN, HIDDEN, 0], HIDDEN),
        ([0, 0, 0], [0, 0, 0], 0),
    ],
)
def test_small_numbers_are_kept_back_and_totals_that_would_tell_them(numbers, shown, total):
    assert suppress(numbers) == (shown, total)
