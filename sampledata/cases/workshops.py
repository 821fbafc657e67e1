"""Cycles of record: which meeting was which stage, and what was put to the choice there."""

from itertools import groupby

from sampledata.cases.meetings import find as meeting_of
from sampledata.cases.meetings import title_of
from sampledata.cases.places import BRACKETS, JOINED, Places
from sampledata.cases.projects import CHOSEN
from sampledata.cases.projects import find as project_of
from sampledata.cases.prose import day_of, in_words, key
from sampledata.cases.words import polish, source
from workshops.actions import cards, choice
from workshops.actions import cycle as actions
from workshops.choices import CardKind, CardSource, CycleStatus, ProposalStatus, StageKind
from workshops.models import Card, Cycle, Proposal

STAGES = {
    "opening": StageKind.OPENING,
    "A": StageKind.FACTORS,
    "B": StageKind.PRINCIPLES,
    "C": StageKind.IDEAS,
    "D": StageKind.CHOICE,
    "closing": StageKind.CLOSING,
}
# Where the file assigns no stage, these kinds of meetings are one by their nature.
BY_KIND = {
    "inaugural conference": StageKind.OPENING,
    "inaugural conference + signing": StageKind.OPENING,
    "yearly summary": StageKind.FOLLOW_UP,
}
UNGATED = "Zapis z publikacji: kart tego etapu źródło nie podaje."
FINISHED = "Publikacje nie opisują dalszych spotkań cyklu."
PUBLISHED = "Wybór podany w publikacji."
UNKNOWN = "Wyników źródło nie podaje."
STATUS = {
    "chosen": ProposalStatus.CHOSEN,
    "won": ProposalStatus.CHOSEN,
    "put_to_vote": ProposalStatus.SHORTLISTED,
}


def load(records: dict, places: Places) -> tuple[int, int]:
    """Enter the cycles of the file. Returns how many are new, and how many stood.

    A cycle is what one county held in one year, if any of its meetings has a stage.
    """
    new = stood = 0
    for (label, year), group in groupby(_of_cycles(records), key=_cycle_key):
        rows = [row for row in group if meeting_of(row)]
        partnership = next((p for p in places.partnerships_of(label) if p), None)
        if partnership is None or not rows:
            continue
        counties = "powiaty" if " + " in label else "powiat"
        name = f"Warsztaty Lokalnego Ożywienia Gospodarczego, {counties} {_joined(label)}"
        if Cycle.objects.held_by(partnership).filter(name=name, edition=year).exists():
            stood += 1
        else:
            _enter(Cycle(partnership=partnership, name=name, edition=year), rows, records)
            new += 1
    return new, stood


def _of_cycles(records):
    """The dated meetings of the counties and years that held a cycle, in order."""
    dated = [row for row in records.get("meetings", []) if row["date"]]
    told = {_cycle_key(row) for row in dated if row.get("stage") or row.get("cycle")}
    return sorted(
        (row for row in dated if _cycle_key(row) in told),
        key=lambda row: (*_cycle_key(row), row["date"]),
    )


def _joined(label):
    """The counties of a label as people write them: "legionowski i nowodworski"."""
    return " i ".join(BRACKETS.sub("", part) for part in JOINED.split(label))


def _cycle_key(row):
    return row["county"], row["date"][:4]


def _enter(cycle, rows, records):
    stages = {row["id"]: _stage(row) for row in rows}
    loose = [row for row in rows if stages[row["id"]] is None]
    cycle.theme = "\n".join(_words(rows, loose))
    cycle.source_note = "; ".join(dict.fromkeys(name for r in rows for name in r["source"]))[:300]
    actions.begin(cycle=cycle, actor=None)
    held = {stage.kind: stage for stage in cycle.stages.all()}
    for kind, stage in held.items():
        mine = [row for row in rows if stages[row["id"]] == kind]
        if mine:
            _hold(stage, mine, records)
    _choose(cycle, rows, records)
    actions.publish(cycle=cycle, shown=True, actor=None)
    cycle.refresh_from_db()
    if cycle.status != CycleStatus.FINISHED:  # closing its follow-up finishes a cycle
        actions.finish(cycle=cycle, reason=FINISHED, actor=None)


def _stage(row):
    return STAGES.get(row.get("stage")) or BY_KIND.get(row["kind"])


def _words(rows, loose):
    """What the sources say of the whole cycle."""
    told = [f"Cykl: {polish(row['cycle'])}." for row in rows if row.get("cycle")]
    told += [f"Edycja: {row['edition']}." for row in rows if row.get("edition")]
    if loose:
        names = "; ".join(f"{title_of(row)} ({in_words(row['date'])})" for row in loose)
        told.append(f"Spotkania bez podanego etapu: {names}.")
    return [*told, "Zapis na podstawie publikacji; etapy bez spotkań nie są w nich opisane."]


def _hold(stage, rows, records):
    """Tie the meetings to their stage, open and close it on their days."""
    for row in rows:
        if meeting := meeting_of(row):
            actions.tie(stage=stage, meeting=meeting, name=title_of(row), actor=None)
    days = [day_of(row["date"]) for row in rows]
    actions.open_stage(
        stage=stage, actor=None, override=UNGATED, is_coordinator=True, on=min(days)
    )
    for row in rows:
        _assets(stage, row, records)
    actions.close_stage(stage=stage, summary=_summary(rows, records), actor=None, on=max(days))


def _assets(stage, row, records):
    """The local assets that the same publication names, as cards."""
    for told in records.get("local_assets_named", []):
        if told["county"] != row["county"] or not set(told["source"]) & set(row["source"]):
            continue
        commune = stage.partnership.communes.filter(name=told["gmina"] or "").first()
        for asset in told["assets"]:
            card = Card(
                stage=stage,
                kind=CardKind.ASSET,
                text=polish(asset),
                commune=commune,
                source=CardSource.STAFF,
            )
            cards.add(card=card, actor=None)


def _summary(rows, records):
    """What came out, as far as the sources say."""
    lines = [f"Powstało: {in_words(row['output'])}." for row in rows if row.get("output")]
    for row in rows:
        shown = [p for p in records.get("projects", []) if p["workshop"] == row["id"]]
        names = "; ".join(f"{p.get('rank', '')} {p['title']}".strip() for p in shown if p["title"])
        lines += [f"Projekty: {names}."] if names else []
        if row.get("proposals_voted"):
            lines.append(f"Poddano głosowaniu {row['proposals_voted']} propozycji.")
        if row.get("themes"):
            lines.append(f"{polish(row['decision'])}: {in_words(row['themes'])}.")
    return "\n".join(lines) or UNKNOWN


def _choose(cycle, rows, records):
    """The proposals that were chosen, shown or put to the vote, with their places."""
    held = {row["id"] for row in rows}
    for record in records.get("projects", []):
        if record["workshop"] in held:
            _propose(cycle, record)


def _propose(cycle, record):
    topic = polish(record["summary"])
    remark = record.get("note") or record.get("principle_note") or ""
    proposal = choice.add(
        proposal=Proposal(
            cycle=cycle,
            once=key("proposal", record),
            title=record["title"] or f"Temat: {topic}",
            aim="\n".join(filter(None, [topic, polish(remark)])),
            place=record.get("rank", ""),
            source_note=source(record["source"])[:300],
        ),
        communes=cycle.partnership.communes.filter(name=record.get("gmina", "")),
        actor=None,
    )
    if status := STATUS.get(record["status"]):
        choice.decide(proposals=[proposal], status=status, reason=PUBLISHED, actor=None)
        proposal.refresh_from_db()
    if record["status"] in CHOSEN and (project := project_of(record)):
        choice.tie(proposal=proposal, project=project, actor=None)
