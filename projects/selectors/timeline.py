"""What happened in a project, day by day, for its public page."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from projects.choices import JobKind, NoteKind, ProjectStatus

TONES = {ProjectStatus.COMPLETED: "good", ProjectStatus.STOPPED: "bad"}


def events(project, notes, milestones, jobs) -> list[dict]:
    """Events as `components/timeline.html` takes them, the newest first.

    `notes` are the public ones. Nothing that lies ahead is told, nor the publication:
    the preview says exactly what visitors will read.
    """
    found = [_noted(note) for note in notes]
    found += [
        _event(m.done_on, _("Milestone reached: %(title)s") % {"title": m.title}, "", "good")
        for m in milestones
        if m.done_on
    ]
    sure = (e for e in jobs if e.still is not None)
    found += [_confirmed(entry) for entry in sure]
    if project.starts_on:
        found.append(_event(project.starts_on, _("Start of the project")))
    today = localdate()
    past = [event for event in found if event["date"] is None or event["date"] <= today]
    return sorted(past, key=lambda event: event["date"] or dt.date.min, reverse=True)


def _noted(note):
    if note.kind == NoteKind.STATUS:
        title = f"{note.get_before_display()} → {note.get_after_display()}"
        return _event(note.on, title, note.text, TONES.get(note.after, "info"))
    if note.kind == NoteKind.REPORT:
        title = _("From the progress report %(period)s") % {"period": note.subject}
        return _event(note.on, title, note.text, "info")
    day = date_format(note.delayed_to, "j E Y") if note.delayed_to else ""
    return _event(note.on, _delay(note, day), note.text, "warn")


def _delay(note, day):
    """What was put off, and until when as far as that is known."""
    if note.kind == NoteKind.MILESTONE:
        words = _("%(title)s put off to %(day)s") if day else _("%(title)s: given up")
        return words % {"title": note.subject, "day": day}
    if day or note.subject:
        return _("End put off to %(day)s") % {"day": day or note.subject}
    return _("End put off, the new day is not known")


def _confirmed(entry):
    words = {"still": entry.still, "number": entry.number}
    if entry.kind == JobKind.SAFEGUARDED:
        title = _("Jobs safeguarded: %(still)d of %(number)d confirmed") % words
    else:
        title = _("Jobs created: %(still)d of %(number)d confirmed") % words
    return _event(entry.confirmed_on, title, "", "good" if entry.still else "warn")


def _event(day, title, text="", tone="neutral"):
    return {"date": day, "title": title, "text": text, "tone": tone}
