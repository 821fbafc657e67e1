"""Counting equals a plain calculation, on random sheets and ballots."""

from fractions import Fraction
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshops.rules import codes, tally

RESULTS = st.dictionaries(st.integers(0, 40), st.one_of(st.none(), st.integers(0, 6)), max_size=15)


def plain_places(results, rule):
    """For each: how many different (or how many) results are better, plus one."""
    found = {}
    for key, result in results.items():
        if result is None:
            continue
        better = [other for other in results.values() if other is not None and other > result]
        number = 1 + (len(better) if rule == "gaps" else len(set(better)))
        equals = [k for k, other in results.items() if other == result]
        mark = "abcdefghijklmnopqrstuvwxyz"[equals.index(key)] if len(equals) > 1 else ""
        found[key] = f"{number}{mark}" if rule == "letters" else str(number)
    return found


@given(RESULTS, st.sampled_from(["shared", "letters", "gaps"]))
def test_places_equal_a_plain_calculation(results, rule):
    assert tally.places(results, rule) == plain_places(results, rule)


def test_places_of_blonie_can_be_told():
    """Seven projects on five places, two of them shared."""
    results = dict(zip("abcdefg", [50, 40, 30, 20, 20, 10, 10], strict=True))
    told = {key: list(tally.places(results, key).values()) for key in ("shared", "letters")}
    assert told["shared"] == ["1", "2", "3", "4", "4", "5", "5"]
    assert told["letters"] == ["1", "2", "3", "4a", "4b", "5a", "5b"]
    assert list(tally.places(results, "gaps").values())[-1] == "6"


def test_announced_places_sort_as_people_read_them():
    announced = ["5b", "", "10", "4b", "1", "5a", "4", "2", "3"]
    assert sorted(announced, key=tally.place_key) == [
        "1",
        "2",
        "3",
        "4",
        "4b",
        "5a",
        "5b",
        "10",
        "",
    ]


@given(
    st.integers(1, 5),
    st.lists(st.lists(st.integers(0, 5), min_size=4, max_size=4), max_size=30),
)
def test_dots_equal_a_plain_sum(each, ballots):
    marks = [{n: dots for n, dots in enumerate(row) if dots} for row in ballots]
    counted = tally.tally("dots", each, range(4), marks)
    assert counted == {n: [sum(row[n] for row in ballots), 0] for n in range(4)}


@given(st.integers(1, 4), st.lists(st.permutations(range(4)), max_size=30))
def test_a_ranking_gives_most_to_the_first_and_one_to_the_last(each, orders):
    marks = [{option: place for place, option in enumerate(order[:each], 1)} for order in orders]
    counted = tally.tally("ranked", each, range(4), marks)
    points = list(range(each, 0, -1))
    plain = {
        option: sum(points[o.index(option)] for o in orders if option in o[:each])
        for option in range(4)
    }
    assert {option: given for option, (given, _no) in counted.items()} == plain


@given(st.lists(st.lists(st.sampled_from([None, 0, 1]), min_size=3, max_size=3), max_size=30))
def test_yes_and_no_are_counted_apart(ballots):
    marks = [{n: a for n, a in enumerate(row) if a is not None} for row in ballots]
    counted = tally.tally("yes_no", 1, range(3), marks)
    for n in range(3):
        column = [row[n] for row in ballots]
        assert counted[n] == [column.count(1), column.count(0)]


SHEETS = st.lists(
    st.tuples(
        st.sampled_from(["public", "business", "social", "residents"]),
        st.lists(st.integers(1, 5), min_size=3, max_size=3),
    ),
    min_size=1,
    max_size=25,
)


@given(SHEETS, st.lists(st.integers(1, 100), min_size=3, max_size=3))
def test_the_fair_result_equals_a_plain_calculation(sheets, weights):
    told = tally.Sum()
    for sector, values in sheets:
        score = tally.weighted(dict(enumerate(values)), dict(enumerate(weights)))
        told.scores.append((sector, score))
    by_hand = {}
    for sector, values in sheets:
        pairs = zip(values, weights, strict=True)
        one = Fraction(sum(v * w for v, w in pairs), sum(weights))
        by_hand.setdefault(sector, []).append(one)
    assert told.fair == mean(mean(found) for found in by_hand.values())
    assert told.plain == mean(one for found in by_hand.values() for one in found)
    every = [one for found in by_hand.values() for one in found]
    assert told.spread == (min(every), max(every))


def test_a_crowd_of_one_sector_does_not_outvote_another():
    told = tally.Sum(scores=[("public", Fraction(1))] * 99 + [("business", Fraction(5))])
    assert told.fair == 3
    assert told.plain == Fraction(104, 100)


@pytest.mark.parametrize("typed", ["K7QM-0XAD-1RT2", "k7qmoxadirt2", " K7QM OXAD LRT2 "])
def test_a_code_is_understood_however_it_is_typed(typed):
    assert codes.digest(typed) == codes.digest("K7QM0XAD1RT2")


@given(st.text(max_size=60))
def test_no_typed_text_breaks_the_reading_of_a_code(text):
    assert len(codes.digest(text)) == 64
