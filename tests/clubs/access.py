"""This app's addresses: what they may be asked for, and what each answers."""

from tests.access_rows import (
    OFFICE_FORM,
    OFFICE_PAGE,
    OPEN,
    OPEN_PAGE,
    ROW_FORM,
    ROW_PAGE,
    ROW_STEP,
    SIGNED_IN_PAGE,
)
from tests.clubs.factories import AdviserFactory, ClubFactory, GiftFactory, last_month, logged

# The club's leader, who is the cast's member.
LEADER_FORM = ("L4i4444444", "L4i4444444")
# The club's leader, reading only.
LEADER_PAGE = ("L4i4444444", "L555555555")

TABLE = {
    OPEN_PAGE: ["clubs index detail"],
    OPEN: ["clubs contact"],
    SIGNED_IN_PAGE: ["clubs my_index"],
    LEADER_PAGE: ["clubs my_detail"],
    LEADER_FORM: ["clubs my_month my_gift"],
    OFFICE_PAGE: [
        "clubs office_index office_advisers office_grid office_totals office_totals_csv",
        "clubs office_gifts",
    ],
    OFFICE_FORM: ["clubs office_add"],
    ROW_PAGE: ["clubs office_detail office_thanks"],
    ROW_FORM: [
        "clubs office_edit office_step office_rows office_adviser_add office_adviser",
        "clubs office_adviser_drop office_leader_add office_meeting office_gift_add",
        "clubs office_gift office_gift_edit office_month office_leader_remove",
    ],
    ROW_STEP: ["clubs office_publish office_lock"],
}


def things(cast) -> dict[str, dict]:
    """The arguments of every address that has some, for one partnership."""
    club = ClubFactory(partnership=cast.partnership, public=True, rows__leader=cast.member)
    adviser, first = AdviserFactory(club=club), last_month()
    gift = GiftFactory(club=club, giver=cast.partner, giver_words="")
    logged(club, first, talk=7)
    month = {"pk": club.pk, "year": first.year, "month": first.month}
    person = {"pk": club.pk, "adviser": adviser.pk}
    names = [
        "detail",
        "contact",
        "my_detail",
        "my_gift",
        "office_detail",
        "office_edit",
        "office_step",
        "office_adviser_add",
        "office_leader_add",
        "office_meeting",
        "office_gift_add",
        "office_publish",
    ]
    return {
        **{f"clubs:{name}": {"pk": club.pk} for name in names},
        "clubs:office_rows": {"pk": club.pk, "section": "godziny"},
        **{f"clubs:{name}": person for name in ("office_adviser", "office_adviser_drop")},
        "clubs:office_leader_remove": {"pk": club.pk, "leader": cast.member.pk},
        **{f"clubs:{name}": month for name in ("my_month", "office_month", "office_lock")},
        **{
            f"clubs:{name}": {"pk": gift.pk}
            for name in ("office_gift", "office_gift_edit", "office_thanks")
        },
    }
