"""The funding mix: shares, gap and surplus, reckoned from the lines of one project."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from projects.choices import FundingStatus, Source

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Slice:
    """What one source gives. `amount` in PLN and `percent` are None where not known."""

    source: str
    label: str
    amount: Decimal | None
    percent: Decimal | None
    in_kind: bool
    secured: bool

    @property
    def words(self):
        """The source with what distinguishes this line."""
        marks = [self.secured_label, _("in kind") if self.in_kind else ""]
        return f"{self.label} ({', '.join(m for m in marks if m)})"

    @property
    def secured_label(self):
        status = FundingStatus.SECURED if self.secured else FundingStatus.PLANNED
        return str(status.label)


@dataclass(frozen=True)
class Mix:
    """All slices of a project and what is missing or too much."""

    slices: list[Slice]
    total: Decimal | None  # PLN
    known: Decimal  # PLN, the sum of the amounts, shares of a known total among them
    percent: Decimal  # the sum of the known shares
    gap: Decimal  # PLN, zero when nothing is missing or the total is not known
    surplus: Decimal  # PLN

    @property
    def unknown_percent(self):
        """The share of which no source is known."""
        return max(HUNDRED - self.percent, Decimal(0)) if self.slices else HUNDRED

    @property
    def rows(self):
        """(label, amount, percent) of each source, and of what is not known."""
        found = [(s.words, s.amount, s.percent) for s in self.slices]
        if self.unknown_percent and any(s.percent is not None for s in self.slices):
            found.append((_("not known"), self.gap or None, self.unknown_percent))
        return found


def mix(total: Decimal | None, lines) -> Mix:
    """Reckon the mix of `lines` (FundingLine rows) against the total cost in PLN.

    A share of a known total becomes an amount, an amount of a known total a share.
    Without a total, amounts are shares of their sum, but only when every line has one.
    Shares are rounded half up to a tenth of a percent.
    """
    lines = list(lines)
    whole = total
    if whole is None and lines and all(line.amount is not None for line in lines):
        whole = sum(line.amount for line in lines)
    shares = [_share(line, whole) for line in lines]
    slices = [_slice(*pair, whole) for pair in zip(lines, shares, strict=True)]
    known = sum((s.amount for s in slices if s.amount is not None), Decimal(0))
    # The exact shares are added, or three thirds would leave a tenth unknown.
    percent = _tenth(sum((share for share in shares if share is not None), Decimal(0)))
    difference = known - total if total is not None else Decimal(0)
    return Mix(
        slices,
        total,
        known,
        percent,
        gap=max(-difference, Decimal(0)),
        surplus=max(difference, Decimal(0)),
    )


def shares_of(lines) -> Decimal:
    """The sum of the shares that were given as percents."""
    return sum((line.share_percent or Decimal(0) for line in lines), Decimal(0))


def _share(line, whole):
    """The exact share of a line in percent; None where nobody knows it."""
    if whole and line.amount is not None:
        return line.amount * HUNDRED / whole
    return line.share_percent


def _slice(line, share, whole):
    amount = line.amount
    if whole and amount is None and share is not None:
        amount = (whole * share / HUNDRED).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Slice(
        source=line.source,
        label=str(Source(line.source).label),
        amount=amount,
        percent=None if share is None else _tenth(share),
        in_kind=line.in_kind,
        secured=line.status == FundingStatus.SECURED,
    )


def _tenth(percent):
    return percent.quantize(Decimal("0.1"), ROUND_HALF_UP)
