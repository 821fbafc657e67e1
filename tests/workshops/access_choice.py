"""Addresses of proposals, scores, votes and protocols: what each answers, and its arguments."""

from documents.checking import check
from tests.access_rows import (
    OFFICE_PAGE,
    OPEN,
    OPEN_PAGE,
    PARTNER_FORM,
    PARTNER_PAGE,
    ROW_FORM,
    ROW_PAGE,
    ROW_STEP,
    SIGNED_IN_PAGE,
)
from tests.workshops.choosing import (
    codes_of,
    give,
    make_proposal,
    make_scoring,
    make_vote,
    paper_of,
    sheet_of,
)
from tests.workshops.factories import make_cycle, open_at, photo_file, with_meeting
from workshops.actions import cycle, protocol
from workshops.models import ProtocolPhoto

# A page of one row of the office with which somebody could act: not for those who only read.
SECRET_PAGE = ("L4444M3ii4", "L4444M3555")

TABLE = {
    OPEN_PAGE: ["workshops choice proposal vote"],
    OPEN: ["workshops ballot ballot_code"],
    SIGNED_IN_PAGE: ["workshops my_proposals"],
    PARTNER_FORM: ["workshops my_proposal my_score"],
    PARTNER_PAGE: ["workshops my_scores"],
    OFFICE_PAGE: ["workshops office_choice_waiting"],
    ROW_PAGE: [
        "workshops office_proposals office_proposal office_scoring office_sheet office_vote",
        "workshops office_sample",
        "workshops office_protocol office_protocol_kept office_protocol_photo",
    ],
    ROW_FORM: [
        "workshops office_proposal_add office_proposal_edit office_place office_tie_project",
        "workshops office_criteria office_score office_decisions office_protocol_photos",
        "workshops office_vote_add office_vote_edit office_vote_step office_paper",
        "workshops office_scoring_reopen office_sheet_edit",
        "workshops office_codes office_paper_correct office_paper_remove",
    ],
    SECRET_PAGE: ["workshops office_codes_sheet"],
    ROW_STEP: [
        "workshops office_decide office_make_project office_protocol_photo_drop",
        "workshops office_scoring_step office_sheet_add office_scoring_announce",
        "workshops office_codes_void office_vote_announce",
    ],
}


def things(cast) -> dict[str, dict]:
    """The arguments of every address that has some, for one partnership."""
    made = make_cycle(cast.partnership, public=True)
    cycle.join(cycle=made, partner=cast.partner, actor=None)
    tied = with_meeting(open_at(made, "d"))
    proposals = [
        make_proposal(made, f"Propozycja {n}", leader=cast.partner, status="shortlisted")
        for n in range(2)
    ]
    first = proposals[0]
    scoring = make_scoring(made)
    sheet = sheet_of(scoring)
    give(sheet, first, 3, 4)
    vote = make_vote(made, proposals, status="open")
    (code,) = codes_of(vote, 1)
    count = paper_of(vote, 1)
    photo = protocol.add_photo(
        photo=ProtocolPhoto(stage_meeting=tied, alternative="Próba", permission="Próba"),
        upload=check(photo_file((8, 8))),
        actor=None,
    )
    (kept,) = protocol.keep(stage=tied.stage, actor=None)
    numbers = [
        (
            made.pk,
            "choice my_scores office_proposals office_decide office_proposal_add office_scoring"
            " office_criteria office_scoring_step office_sheet_add office_vote_add"
            " office_scoring_reopen",
        ),
        (
            first.pk,
            "proposal my_proposal office_proposal office_proposal_edit office_place"
            " office_make_project office_tie_project",
        ),
        (sheet.pk, "office_sheet office_sheet_edit"),
        (
            vote.pk,
            "vote office_vote office_vote_edit office_vote_step office_codes office_codes_void"
            " office_paper office_vote_announce",
        ),
        (vote.batches.get().pk, "office_codes_sheet"),
        (count.pk, "office_paper_correct office_paper_remove"),
        (tied.pk, "office_protocol office_decisions office_protocol_photos"),
        (photo.pk, "office_protocol_photo office_protocol_photo_drop"),
        (kept.pk, "office_protocol_kept"),
        (_closed(cast).pk, "office_scoring_announce"),
    ]
    return {
        "workshops:ballot": {"token": code},
        "workshops:my_score": {"pk": made.pk, "proposal": first.pk},
        "workshops:office_sample": {"pk": made.pk, "proposal": first.pk},
        "workshops:office_score": {"pk": sheet.pk, "proposal": first.pk},
        **{f"workshops:{n}": {"pk": pk} for pk, names in numbers for n in names.split()},
    }


def _closed(cast):
    """A cycle whose scoring is over."""
    made = make_cycle(cast.partnership, name="Cykl oceniony")
    make_scoring(made, status="closed")
    return made
