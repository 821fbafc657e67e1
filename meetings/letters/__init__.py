"""Which letter to whom, and under which occasion."""

import copy
import datetime as dt
from functools import partial

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from journal.rules.references import about
from meetings.choices import Answer, MeetingForm, MeetingStatus
from meetings.models import Invitation, Meeting, ReminderRun
from meetings.models.reminder import LAST_CALL
from meetings.selectors import calendars
from meetings.selectors.links import ANSWER, STOP, link, token_for
from outbox.actions import letter, render
from outbox.models import Batch, Decision, Letter, LetterStatus

INVITATION = "meeting_invitation"
UPDATE = "meeting_update"
CANCELLED = "meeting_cancelled"
REMINDER = "meeting_reminder"
AFTERWARDS = "meeting_afterwards"
RECEIPT = "meeting_receipt"
TEST = "meeting_test"
# What a move or a cancellation takes back while it waits.
TAKEN_BACK = [INVITATION, UPDATE, REMINDER]
# What tells date and place; of these the latest is what a person was told last.
REVISIONS = [INVITATION, UPDATE, CANCELLED]
# Why a letter did not go, or waits; shown in the reader's language.
MOVED = gettext_noop("The meeting was moved: another letter tells the new data.")
REVOKED = gettext_noop("The meeting was cancelled.")
ANSWERED = gettext_noop("The person has answered.")
OBJECTED = gettext_noop("The person has stopped invitations.")
ROLE_ENDED = gettext_noop("The person no longer acts for the organisation.")
NO_ADDRESS = gettext_noop("The register no longer has an e-mail address of this person.")
SWITCHED_OFF = gettext_noop("The reminder was switched off.")
FOLLOWS = {
    Decision.HELD: gettext_noop("On hold, as the letter was in whose place it came."),
    Decision.EDITED: gettext_noop(
        "On hold: the office had changed the words of the letter in whose place it came."
    ),
    Decision.DROPPED: gettext_noop(
        "On hold: the office did not send the earlier letter about this meeting."
    ),
}
CHANGES = {UPDATE, CANCELLED}  # letters that say what the person was told before
# What the calendar part of a letter asks the reader's calendar to do.
METHODS = {INVITATION: "REQUEST", UPDATE: "REQUEST", CANCELLED: "CANCEL"}
# Characters of private use for name, organisation, answer address and stop address.
STAND_INS = ("\ue001", "\ue002", "\ue003", "\ue004")
EXAMPLE = "0-example"  # stands for the secret part of a link where a letter is only shown


def occasion(invitation: Invitation) -> str:
    """What this revision of the meeting needs to tell this person."""
    if invitation.meeting.status == MeetingStatus.CANCELLED:
        return CANCELLED
    return UPDATE if invitation.told else INVITATION


def content(kind: str, invitation: Invitation, *, example: bool = False, **more) -> dict:
    """Render one letter: subject, text, html, language and the calendar part.

    With `example` the personal links lead nowhere, so the letter may be shown
    to somebody else.
    """
    answer_url, stop_url = _links(invitation, example)
    drawn = _drawn(kind, invitation, answer_url, stop_url, more)
    if method := METHODS.get(kind):
        write = calendars.request if method == "REQUEST" else calendars.cancel
        with translation.override(drawn["language"]):
            drawn["calendar"] = write(invitation, answer_url, now())
        drawn["calendar_method"] = method
    return drawn


def filled(kind: str, invitation: Invitation, templates: dict, **more) -> dict:
    """What `content` gives, quicker for many letters about one meeting.

    Letters of one kind differ in four words only. They are rendered once with
    stand-ins for these, kept in `templates`, and filled in for each person. `templates`
    is the caller's and may live only as long as the meeting's row is locked.
    """
    key = (
        kind,
        _language(invitation),
        _is_first(invitation),
        bool(invitation.organisation),
        invitation.answer,
        invitation.presence,
        invitation.told_sequence,
    )
    if key not in templates:
        templates[key] = _template(kind, invitation, more)
    drawn, calendar = templates[key]
    answer_url, stop_url = _links(invitation)
    words = [invitation.name, invitation.organisation, answer_url, stop_url]
    plain = dict(zip(map(ord, STAND_INS), words, strict=True))
    safe = {place: escape(word) for place, word in plain.items()}
    made = {
        "subject": drawn["subject"],
        "text": drawn["text"].translate(plain),
        "html": drawn["html"].translate(safe),
        "language": drawn["language"],
    }
    if calendar:
        made |= {
            "calendar": calendar.fill(invitation, answer_url),
            "calendar_method": calendar.method,
        }
    return made


def _template(kind, invitation, more):
    """A letter with stand-ins, and the template of its calendar part if it has one."""
    anybody = copy.copy(invitation)
    anybody.name, organisation, answer_url, stop_url = STAND_INS
    anybody.organisation = organisation if invitation.organisation else ""
    drawn = _drawn(kind, anybody, answer_url, stop_url, more)
    calendar = None
    if method := METHODS.get(kind):
        with translation.override(drawn["language"]):
            calendar = calendars.CalendarTemplate(method, invitation, now())
    return drawn, calendar


def _drawn(kind, invitation, answer_url, stop_url, more):
    meeting, language = invitation.meeting, _language(invitation)
    with translation.override(language):
        context = {
            "meeting": meeting,
            "partnership": meeting.partnership,
            "invitation": invitation,
            "agenda": meeting.agenda.all(),
            "first": _is_first(invitation),
            "answer_url": answer_url,
            "stop_url": stop_url,
            "privacy_url": settings.SITE_URL + reverse("privacy"),
            "Answer": Answer,
            "changes": partial(_told_changes, kind, invitation),
            **more,
        }
        return render(kind, context, language)


def _told_changes(kind, invitation):
    meeting = invitation.meeting
    return changes(known_to(invitation, meeting), meeting) if kind in CHANGES else []


def known_to(invitation: Invitation, meeting: Meeting) -> Meeting | None:
    """`meeting` as the last letter that went out told it to this person."""
    if not invitation.told or invitation.told_sequence is None:
        return None
    revision = meeting.revisions.filter(sequence=invitation.told_sequence).first()
    return revision.applied_to(meeting) if revision else None


def changes(before: Meeting | None, after: Meeting) -> list[tuple]:
    """What a letter says of a change: the name of a fact, what it was, what it is."""
    if before is None:
        return []
    none = _("none")
    facts = [
        (_("When:"), before.when, after.when),
        (_("Where:"), _hall(before), _hall(after)),
        (_("Join online:"), before.online_url, after.online_url),
        (_("Form:"), before.get_form_display(), after.get_form_display()),
    ]
    return [(name, was or none, now or none) for name, was, now in facts if was != now]


def _hall(meeting):
    return "" if meeting.form == MeetingForm.REMOTE else meeting.where


def _language(invitation):
    return invitation.person.language if invitation.person else settings.LANGUAGE_CODE


def _is_first(invitation):
    return invitation.person is not None and invitation.person.notified_at is None


def _links(invitation, example=False):
    """The personal addresses for answering and for stopping invitations."""
    language = _language(invitation)
    answer = EXAMPLE if example else token_for(invitation, ANSWER)
    stop = EXAMPLE if example else token_for(invitation, STOP)
    return (
        link("meetings:answer", answer, language=language),
        link("meetings:stop", stop, language=language),
    )


def of_revision(invitation: Invitation, batch: Batch, templates: dict) -> Letter:
    """The letter of the present revision: invitation, update or cancellation.

    Changes and cancellations reach also people who stopped invitations in the
    meantime: they were invited and may be on their way. `templates`: see `filled`.
    """
    kind = occasion(invitation)
    meeting = invitation.meeting
    return letter(
        once=once(invitation),
        kind=kind,
        not_before=batch.not_before,
        not_after=meeting.ends_at,
        statutory=kind != INVITATION,
        **_addressed(invitation, batch),
        **filled(kind, invitation, templates),
    )


def latest_about(invitations: list[Invitation], kinds: list[str], **more) -> dict[str, Letter]:
    """The latest letter of these kinds about each invitation, by the letter's `about`."""
    found = Letter.objects.filter(about__in=map(about, invitations), kind__in=kinds, **more)
    return {one.about: one for one in found.only("about", "status", "decision").order_by("pk")}


def following(letter: Letter, earlier: Letter | None) -> Letter:
    """`letter`, on hold where the office has decided something about the unsent `earlier` one."""
    if earlier and earlier.decision and earlier.status == LetterStatus.CANCELLED:
        letter.status = LetterStatus.HELD
        letter.decision = Decision.HELD
        letter.note = FOLLOWS[Decision(earlier.decision)]
    return letter


def renew_waiting(invitation: Invitation) -> None:
    """Address the letters that wait anew, with the person's present data where they tell them.

    Words that the office has changed stay; the calendar part follows the address.
    """
    waiting = Letter.objects.filter(
        about=about(invitation), status__in=[LetterStatus.QUEUED, LetterStatus.HELD]
    )
    waiting.update(to_email=invitation.email, to_name=invitation.name[:200], updated_at=now())
    for old in waiting.filter(kind__in=REVISIONS):
        fresh = content(old.kind, invitation)
        kept = {"subject", "text", "html"} if old.decision == Decision.EDITED else set()
        columns = {name: value for name, value in fresh.items() if name not in kept}
        waiting.filter(pk=old.pk).update(**columns)


def once(invitation: Invitation) -> str:
    """One letter for a person, a meeting and a revision, however often it is asked for."""
    meeting = invitation.meeting
    return f"meeting:{meeting.pk}:{occasion(invitation)}:{invitation.pk}:{meeting.sequence}"


def reminder(invitation: Invitation, run: ReminderRun, templates: dict) -> Letter:
    """What a reminder rule says to one person. Before the meeting it dies half an hour ahead.

    `templates`: see `filled`; one for each run.
    """
    ahead = run.rule.side == run.rule.Side.BEFORE
    kind = REMINDER if ahead else AFTERWARDS
    meeting = invitation.meeting
    not_after = meeting.starts_at - LAST_CALL if ahead else run.due_at + dt.timedelta(days=3)
    return letter(
        once=f"meeting:{meeting.pk}:reminder:{run.pk}:{invitation.pk}",
        kind=kind,
        not_before=run.batch.not_before if run.batch else None,
        not_after=not_after,
        **_addressed(invitation, run.batch),
        **filled(kind, invitation, templates, note=run.rule.note),
    )


def receipt(invitation: Invitation, before: str = Answer.NONE) -> Letter:
    """Tells the person what answer was saved, in place of which, and how to change it."""
    moment = invitation.answered_at.timestamp() if invitation.answered_at else 0
    return letter(
        once=f"meeting:{invitation.meeting_id}:receipt:{invitation.pk}:{moment}",
        kind=RECEIPT,
        statutory=True,
        partnership=invitation.meeting.partnership,
        about=about(invitation),
        to_email=invitation.email,
        to_name=invitation.name[:200],
        reply_to=invitation.meeting.partnership.office_email,
        **content(RECEIPT, invitation, before=Answer(before)),
    )


def trial(invitation: Invitation, user, stamp: dt.datetime) -> Letter:
    """The invitation as this person would get it, sent to the officer who asks for it.

    Its calendar part is left out: answering it would speak for somebody else.
    """
    drawn = content(INVITATION, invitation, example=True)
    drawn.pop("calendar")
    drawn.pop("calendar_method")
    drawn["subject"] = f"[test] {drawn['subject']}"
    return letter(
        once=f"meeting:{invitation.meeting_id}:test:{user.pk}:{stamp.timestamp()}",
        kind=TEST,
        partnership=invitation.meeting.partnership,
        about=about(invitation.meeting),
        to_email=user.email,
        to_name=str(user)[:200],
        **drawn,
    )


def _addressed(invitation: Invitation, batch: Batch | None) -> dict:
    return {
        "partnership": invitation.meeting.partnership,
        "batch": batch,
        "lane": Letter.Lane.BULK,
        "about": about(invitation),
        "to_email": invitation.email,
        "to_name": invitation.name[:200],
        "reply_to": invitation.meeting.partnership.office_email,
        "unsubscribe_url": link("meetings:stop", token_for(invitation, STOP), language="pl"),
    }
