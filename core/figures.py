"""A number and the list behind it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`count` things called `label`; the list at `url` holds exactly these."""

    label: str
    count: int
    url: str


def present(figures: list[Figure]) -> list[Figure]:
    """The figures that are not zero."""
    return [figure for figure in figures if figure.count]
