"""This app's addresses: what they may be asked for, and what each answers."""

from tests.access_rows import (
    INVITED,
    OFFICE_FORM,
    OFFICE_PAGE,
    OPEN,
    OPEN_PAGE,
    PARTNER_ADMIN,
    PARTNER_FORM,
    ROW_FORM,
    ROW_PAGE,
    ROW_STEP,
    SIGNED_IN_PAGE,
)
from tests.workshops import access_choice
from tests.workshops.factories import make_cycle, run_to, write
from workshops.actions import cards, cycle
from workshops.models import DiagnosisFigure

# Everybody who acts for a partner of the partnership, reading only.
PARTNERS_PAGE = ("L4iii44444", "L555555555")
# The recorder of the group, who is the cast's member; a button.
RECORDER_STEP = ("L555555555", "L4i4444444")

TABLE = {
    OPEN_PAGE: ["workshops index detail"],
    OPEN: ["workshops phone"],
    SIGNED_IN_PAGE: ["workshops my_index"],
    PARTNERS_PAGE: ["workshops my_detail"],
    PARTNER_ADMIN: ["workshops my_join"],
    PARTNER_FORM: ["workshops my_card_add"],
    INVITED: ["workshops my_cards my_board my_card"],
    RECORDER_STEP: ["workshops my_card_split my_card_shift"],
    OFFICE_PAGE: ["workshops office_index office_waiting"],
    OFFICE_FORM: ["workshops office_add"],
    ROW_PAGE: ["workshops office_detail office_stage office_signs"],
    ROW_FORM: [
        "workshops office_edit office_finish office_partners office_figures office_stage_open",
        "workshops office_stage_close office_stage_reopen office_tie office_group_add office_group",
        "workshops office_cards office_board office_card office_figure_drop",
    ],
    ROW_STEP: [
        "workshops office_publish office_leave office_untie office_group_drop",
        "workshops office_card_split office_card_shift",
    ],
}
for _row, _lines in access_choice.TABLE.items():
    TABLE[_row] = [*TABLE.get(_row, []), *_lines]


def things(cast) -> dict[str, dict]:
    """The arguments of every address that has some, for one partnership."""
    made = make_cycle(cast.partnership, public=True)
    row = cycle.join(cycle=made, partner=cast.partner, actor=None)
    stage = run_to(made, "opening")
    figure = DiagnosisFigure.objects.create(
        cycle=made, name="Próba", value=1, unit="szt.", as_of="2025-12-31", source="próba"
    )
    group = stage.groups.get()
    group.recorder = cast.member
    group.save()
    card, other = (write(stage, "problem", group=group) for _number in range(2))
    cards.merge(cards=[other], head=card, actor=None)
    numbers = [
        (
            made.pk,
            "detail my_detail my_join my_card_add office_detail office_edit office_publish office_finish"
            " office_partners office_figures",
        ),
        (row.pk, "office_leave"),
        (figure.pk, "office_figure_drop"),
        (
            stage.pk,
            "office_stage office_stage_open office_stage_close office_stage_reopen"
            " office_signs office_tie office_group_add office_cards office_board",
        ),
        (stage.stage_meetings.get().pk, "office_untie"),
        (group.pk, "office_group office_group_drop my_cards my_board"),
        (
            card.pk,
            "office_card office_card_split office_card_shift my_card my_card_split my_card_shift",
        ),
    ]
    return {
        **access_choice.things(cast),
        "workshops:phone": {"code": group.code},
        **{f"workshops:{n}": {"pk": pk} for pk, names in numbers for n in names.split()},
    }
