"""The protocol of one meeting of a stage: what the PDF says."""

from collections import Counter, defaultdict

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from meetings.choices import Presence
from workshops.choices import ScoringStatus, StageKind, VoteKind, VoteStatus
from workshops.models import Scoring, StageMeeting, Vote
from workshops.selectors import results

TEMPLATE = "workshops/typst/protocol.typ"


def data(row: StageMeeting) -> dict:
    """Everything the protocol shows, as plain text in the reader's language.

    Organisations stand in it with the number of their people; nobody's name does.
    """
    stage, meeting = row.stage, row.meeting
    return {
        "title": _("Protocol: %(meeting)s") % {"meeting": row},
        "lead": " · ".join([str(stage.cycle), str(stage), str(stage.cycle.partnership)]),
        "footer": _("Made on %(day)s") % {"day": date_format(localtime(now()), "j.m.Y H:i")},
        "words": {
            "recap": _("Recap of the last meeting"),
            "people": _("Who took part"),
            "course": _("Agenda and decisions"),
            "cards": _("Cards by group"),
            "scores": _("Scores"),
            "votes": pgettext("list", "Votes"),
            "photos": _("Photos"),
            "arrangements": _("Arrangements"),
            "nothing": _("Nothing was recorded."),
        },
        "facts": facts(row),
        "recap": recap(row),
        "course": course(row),
        "people_header": [_("Organisation"), _("People")],
        "people": people(meeting),
        "cards_header": [_("Kind"), _("Card"), _("Sector"), _("Merged from")],
        "cards": groups(stage),
        "scores": scores(stage),
        "votes": [vote_table(vote) for vote in closed_votes(stage)],
        "photos": photos(row),
        "arrangements": arrangements(row),
    }


def facts(row) -> list[list[str]]:
    """(name, value) of the head of the protocol."""
    meeting = row.meeting
    return [
        [_("Meeting"), meeting.title],
        [_("Date"), meeting.when],
        [_("Place"), meeting.where],
        [_("Host"), str(meeting.host or "")],
        [_("Organiser"), meeting.organised_by],
        [_("Stage"), str(row.stage)],
        [_("People present"), _present(meeting)],
    ]


def course(row) -> list[dict]:
    """Every point of the agenda with what was decided at it; the rest of the decisions last."""
    by_point: dict[str, list[str]] = {item.title: [] for item in row.meeting.agenda.all()}
    for decision in row.decisions.all():
        by_point.setdefault(decision.point, []).append(decided(decision))
    outside = by_point.pop("", [])
    points = [{"title": title, "decisions": lines} for title, lines in by_point.items()]
    return points + (
        [{"title": _("Outside of the agenda"), "decisions": outside}] if outside else []
    )


def decided(decision) -> str:
    """A decision in one line: what, who does it by when, how the meeting voted."""
    more = []
    if decision.responsible:
        more.append(_("who does it: %(who)s") % {"who": decision.responsible})
    if decision.due_on:
        more.append(_("by %(day)s") % {"day": date_format(decision.due_on, "j E Y")})
    votes = [
        (_("in favour %(number)d"), decision.in_favour),
        (_("against %(number)d"), decision.against),
        (_("abstained %(number)d"), decision.abstained),
    ]
    told = [words % {"number": number} for words, number in votes if number is not None]
    if told:
        more.append(", ".join(told))
    return " ".join(decision.text.split()) + (f" ({'; '.join(more)})" if more else "")


def recap(row) -> list[str]:
    """What the meeting before left: its name and day, and the results carried over."""
    cycle = row.stage.cycle
    before = (
        StageMeeting.objects.standing()
        .filter(stage__cycle=cycle, meeting__starts_at__lt=row.meeting.starts_at)
        .select_related("stage")
        .order_by("-meeting__starts_at", "-pk")
        .first()
    )
    if before is None:
        return [_("This is the first meeting of the cycle.")]
    lines = [
        _("%(meeting)s, %(day)s (%(stage)s).")
        % {"meeting": before, "day": _day(before.meeting), "stage": before.stage}
    ]
    carried = cycle.stages.filter(place__lte=before.stage.place).exclude(summary="")
    last = carried.order_by("-place").first()
    lines += _paragraphs(last.summary) if last else []
    made = [decided(decision) for decision in before.decisions.all()]
    return lines + ([_("Decided: %(what)s") % {"what": " • ".join(made)}] if made else [])


def people(meeting) -> list[list[str]]:
    """(organisation, number of people) in Polish order; who stands for none comes last."""
    came = meeting.invitations.filter(presence=Presence.PRESENT).select_related("partner")
    counted, alone = Counter(), 0
    for invitation in came:
        name = invitation.partner.name if invitation.partner else invitation.organisation
        if name:
            counted[name] += 1
        else:
            alone += 1
    rows = [[name, str(number)] for name, number in sorted(counted.items())]
    return rows + ([[_("without an organisation"), str(alone)]] if alone else [])


def groups(stage) -> list[dict]:
    """The board of the stage: every group with its cards, merged ones counted."""
    cards = stage.cards.accepted().heads().select_related("group")
    cards = cards.prefetch_related("originals")
    by_group = defaultdict(list)
    for card in cards:
        merged = len(card.originals.all())
        by_group[card.group].append(
            [
                str(card.get_kind_display()),
                card.text,
                str(card.get_author_sector_display()),
                str(merged) if merged else "",
            ]
        )
    return [{"name": _group(group), "rows": rows} for group, rows in by_group.items()]


def scores(stage) -> dict | None:
    """The result of the closed scoring, in the protocol of the stage of choice."""
    if stage.kind != StageKind.CHOICE:
        return None
    scoring = Scoring.objects.filter(cycle=stage.cycle, status=ScoringStatus.CLOSED).first()
    if scoring is None:
        return None
    return {
        "criteria": [
            _("%(criterion)s (weight %(weight)s)") % {"criterion": c, "weight": c.weight}
            for c in scoring.criteria.all()
        ],
        "rule": _("Result: the mean of the means of the sectors. Equal results: %(rule)s.")
        % {"rule": scoring.get_ties_display()},
        "header": [
            _("Place"),
            _("Proposal"),
            _("Result"),
            _("Lowest – highest"),
            _("Sheets"),
            _("Recusals"),
        ],
        "rows": [
            [
                line.place,
                line.proposal.title,
                _number(line.score),
                " – ".join(map(_number, line.spread)) if line.spread else "",
                str(line.sheets),
                str(len(line.reasons)),
            ]
            for line in results.scored(scoring)
        ],
    }


def closed_votes(stage) -> list:
    """The votes of a stage that have a result; those of no stage belong to the choice."""
    mine = Q(stage=stage)
    if stage.kind == StageKind.CHOICE:
        mine |= Q(stage=None, cycle=stage.cycle_id)
    return list(Vote.objects.filter(mine, status=VoteStatus.CLOSED))


def vote_table(vote) -> dict:
    """The result of one vote as a table, with its ballots in words."""
    counts = results.ballots_in(vote)
    against = vote.kind == VoteKind.YES_NO
    header = [_("Place"), _("Proposal"), _("Votes"), *([_("Against")] if against else [])]
    rows = [
        [o.place, o.proposal.title, str(o.points), *([str(o.against)] if against else [])]
        for o in results.voted(vote)
    ]
    cast = _("Ballots with a code: %(cast)s; on paper: %(paper)s.") % counts
    papers = [counted(paper) for paper in counts["papers"]]
    papers += [
        _("No longer counted since %(day)s: %(count)s Reason: %(why)s")
        % {"day": _date(paper.ended_at), "count": counted(paper), "why": paper.ended_reason}
        for paper in counts["ended"]
    ]
    return {
        "title": vote.title,
        "lines": [f"{vote.get_kind_display()}. {cast}", *papers],
        "header": header,
        "rows": rows,
    }


def counted(paper) -> str:
    """A count of ballots on paper in one line."""
    return _("On paper: %(ballots)s, counted by: %(who)s; reason: %(reason)s.") % {
        "ballots": paper.ballots,
        "who": paper.counted_by,
        "reason": paper.reason,
    }


def photos(row) -> list[dict]:
    """The photos that the office chose, as bytes, with the words for those who see none."""
    return [
        {
            "picture": _bytes(photo.document),
            "alternative": photo.alternative,
            "words": ". ".join(filter(None, [photo.caption.rstrip("."), _credit(photo)])),
        }
        for photo in row.photos.select_related("document")
    ]


def arrangements(row) -> list[str]:
    """What was agreed: the results of the stage once it is closed, and the next meeting."""
    stage = row.stage
    lines = _paragraphs(stage.summary) if stage.is_closed else []
    after = (
        StageMeeting.objects.standing()
        .filter(stage__cycle=stage.cycle, meeting__starts_at__gt=row.meeting.starts_at)
        .order_by("meeting__starts_at", "pk")
        .first()
    )
    if after is not None:
        lines.append(
            _("Next meeting: %(meeting)s, %(day)s, %(place)s.")
            % {"meeting": after, "day": _day(after.meeting), "place": after.meeting.where}
        )
    return lines


def _present(meeting):
    """The number of people ticked, or the number that was told without names."""
    ticked = meeting.invitations.filter(presence=Presence.PRESENT).count()
    if ticked:
        return ngettext("%(count)s person", "%(count)s people", ticked) % {"count": ticked}
    if meeting.attendance_total:
        note = f" ({meeting.attendance_note})" if meeting.attendance_note else ""
        return f"{meeting.came_in_words}{note}"
    return ""


def _bytes(document):
    """The bytes of a file as numbers, the only way in which they fit into the PDF's data."""
    with document.file.open("rb") as file:
        return list(file.read())


def _credit(photo):
    return _("Photo: %(name)s") % {"name": photo.credit} if photo.credit else ""


def _group(group):
    if group is None:
        return _("without a group")
    return f"{group} – {group.leader}" if group.leader else str(group)


def _day(meeting):
    return meeting.day_in_words


def _date(moment):
    return date_format(localtime(moment), "j E Y")


def _paragraphs(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def _number(value):
    return "" if value is None else f"{value}".replace(".", ",")
