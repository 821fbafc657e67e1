"""Who is invited, what they answered, whether they came."""

import secrets

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import Searchable, SearchQuerySet, Stamped
from counties.models import Territory
from meetings.choices import COMING, Answer, Channel, Presence
from meetings.models.meeting import Meeting
from members.choices import Sector
from members.models import Partner, Person
from outbox.models import Batch, Decision, Letter, LetterStatus

ON_THE_WAY = (LetterStatus.SENDING, LetterStatus.SENT)
GONE = (LetterStatus.SENT, LetterStatus.BOUNCED)
LOST = (LetterStatus.BOUNCED, LetterStatus.FAILED, LetterStatus.SUPPRESSED)
# A letter about the meeting has gone out, now or before the meeting was moved.
SENT = Q(told=True) | Q(letter__status__in=GONE)
TOLD_OF_IT = Q(told=True) | Q(letter__status__in=ON_THE_WAY)


def new_nonce() -> str:
    """What makes this row's link unguessable anew; changing it revokes the old link."""
    return secrets.token_hex(16)


def _ended():
    """Whether all roles of the invited person have ended."""
    return Exists(Person.objects.no_longer_acting().filter(pk=OuterRef("person")))


class InvitationQuerySet(SearchQuerySet):
    def held_by(self, partnership):
        """The invitations to the meetings of one partnership."""
        return self.filter(meeting__partnership=partnership)

    def of_user(self, user):
        """The invitations that this signed-in person got, once they were sent out."""
        return self.filter(person__user=user, invited_at__isnull=False)

    def listed(self):
        """On the list and not yet invited."""
        return self.filter(invited_at__isnull=True, walk_in=False)

    def sendable(self):
        """On the list, not yet invited, reachable by e-mail, and still acting for somebody.

        Who stopped invitations is asked for without a join, which an UPDATE would turn
        into a sub-select of the table itself: minutes for a list that was just made.
        """
        stopped = Person.objects.filter(
            pk=OuterRef("person"), invitations_stopped_at__isnull=False
        )
        return self.listed().filter(~Exists(stopped), ~_ended()).exclude(email="")

    def no_longer_acting(self):
        """Those all of whose roles in the register have ended."""
        return self.filter(_ended())

    def invited(self):
        return self.filter(invited_at__isnull=False)

    def sent(self):
        """Those to whom a letter about the meeting has really gone, whether or not it arrived."""
        return self.filter(SENT)

    def uninvited(self):
        """On the list without an invitation: walk-ins, and whoever was entered afterwards."""
        return self.filter(invited_at__isnull=True)

    def open(self):
        """Invited, without an answer, to a meeting that lies ahead."""
        ahead = Meeting.objects.upcoming().filter(status=Meeting.Status.ANNOUNCED)
        return self.invited().filter(answer=Answer.NONE, meeting__in=ahead.order_by().values("pk"))

    def lost(self):
        """The last letter did not arrive, and no other way brought an answer."""
        return self.filter(letter__status__in=LOST, answer=Answer.NONE)

    def told_of_it(self):
        """Those to whom a letter about this meeting has gone out."""
        return self.filter(TOLD_OF_IT)

    def reached(self):
        """Invited people who know of it: a letter went out, or they were told otherwise."""
        otherwise = Q(batch__isnull=True) | ~Q(answer=Answer.NONE)
        return self.invited().filter(TOLD_OF_IT | otherwise)

    def dropped(self):
        """Those whose invitation the office dropped before anything had gone to them."""
        return self.filter(told=False, letter__decision=Decision.DROPPED)

    def followed_by_letters(self):
        """Those to whom a letter is written when date or place change.

        Who objected before the first letter went out gets none, nor does anybody whose
        invitation was dropped or whose role ended before that.
        """
        released = self.invited().filter(batch__isnull=False).exclude(email="")
        released = released.exclude(told=False, person__invitations_stopped_at__isnull=False)
        released = released.exclude(_ended(), told=False)
        return released.exclude(pk__in=self.dropped().values("pk"))

    def in_stopped_batches(self):
        """Those whose letter of the present revision did not go because its batch is stopped."""
        return self.filter(batch__status=Batch.Status.STOPPED).exclude(
            letter__status__in=ON_THE_WAY
        )

    def waiting_letters(self):
        """Released, but the letter of the present revision is not written yet."""
        return self.filter(batch__isnull=False, letter__isnull=True, walk_in=False)

    def counted(self, *by):
        """One row for each value of `by`: invited, answered, coming, came and how.

        What begins with the invited counts nobody else, so that shares of them hold;
        `uninvited_came` counts the others.
        """
        came = Q(presence=Presence.PRESENT)
        invited = Q(invited_at__isnull=False)
        return (
            self.order_by()
            .values(*by)
            .annotate(
                listed=Count("pk", filter=Q(walk_in=False)),
                invited=Count("pk", filter=invited),
                sent=Count("pk", filter=SENT),
                answered=Count("pk", filter=invited & ~Q(answer=Answer.NONE)),
                coming=Count("pk", filter=invited & Q(answer__in=COMING)),
                declined=Count("pk", filter=invited & Q(answer=Answer.NO)),
                invited_came=Count("pk", filter=came & invited),
                silent_came=Count("pk", filter=came & invited & Q(answer=Answer.NONE)),
                uninvited_came=Count("pk", filter=came & ~invited),
                came=Count("pk", filter=came),
            )
            .order_by(*by)
        )


class Invitation(Searchable, Stamped):
    """One person on the list of one meeting, frozen as the register knew them then.

    `invited_at` is empty while the person only stands on the list. `batch` and
    `letter` are those of the last revision; `told` says that an earlier letter
    about this meeting has gone out.
    """

    # Every list is of one meeting, and the indexes below begin with it; more of them would
    # only cost time when thousands are released.
    sort = models.CharField(max_length=400, default="", editable=False)
    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="invitations", db_index=False
    )
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    partner = models.ForeignKey(
        Partner,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("for whom"),
    )
    name = models.CharField(_("name"), max_length=300)
    organisation = models.CharField(_("organisation"), max_length=300, blank=True)
    function = models.CharField(_("function"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    sector = models.CharField(_("sector"), max_length=10, choices=Sector, blank=True)
    commune = models.ForeignKey(
        Territory,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("commune"),
    )
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True)
    batch = models.ForeignKey(
        Batch, models.SET_NULL, null=True, blank=True, related_name="invitations"
    )
    letter = models.ForeignKey(
        Letter, models.SET_NULL, null=True, blank=True, related_name="invitations"
    )
    told = models.BooleanField(default=False)
    # Under which `sequence` of the meeting the last letter went out that told its facts.
    told_sequence = models.PositiveIntegerField(null=True, editable=False)
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)

    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.NONE)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, blank=True)
    comment = models.TextField(_("comment"), blank=True, max_length=1000)
    substitute_name = models.CharField(_("name of the substitute"), max_length=200, blank=True)
    substitute_function = models.CharField(
        _("function of the substitute"), max_length=150, blank=True
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    presence = models.CharField(
        _("attendance"), max_length=10, choices=Presence, default=Presence.NONE
    )
    walk_in = models.BooleanField(_("came without an invitation"), default=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["sort", "pk"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        indexes = [
            models.Index(fields=["meeting", "sort"], name="invitations_listed"),
            models.Index(fields=["meeting", "answer"], name="invitations_answered"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="one_invitation_a_person"),
            models.CheckConstraint(
                condition=Q(answer__in=Answer.values), name="invitation_answer"
            ),
            models.CheckConstraint(
                condition=Q(presence__in=Presence.values), name="invitation_presence"
            ),
        ]

    def __str__(self):
        return self.name

    def search_text(self):
        return f"{self.name} {self.organisation} {self.email}"

    def sort_text(self):
        return f"{self.person.last_name} {self.person.first_name}" if self.person else self.name

    @property
    def state(self) -> str:
        """listed → queued → the state of the letter; "invited" when told without a letter."""
        if self.walk_in:
            return "walk_in"
        if self.invited_at is None:
            return "listed"
        if self.batch_id is None:
            return "invited"
        return self.letter.status if self.letter else "queued"

    @property
    def state_label(self):
        own = {
            "walk_in": _("came without an invitation"),
            "listed": pgettext_lazy("invitation", "on the list"),
            "invited": pgettext_lazy("invitation", "invited without e-mail"),
        }
        return own.get(self.state) or LetterStatus(self.state).label

    @property
    def state_tone(self) -> str:
        if self.state in LOST:
            return "bad"
        return {"sent": "good", "queued": "info", "sending": "info"}.get(self.state, "neutral")

    @property
    def answer_tone(self) -> str:
        """The colour beside the answer; the words say it too."""
        tones = {Answer.YES: "good", Answer.SUBSTITUTE: "good", Answer.NO: "bad"}
        return tones.get(self.answer, "warn" if self.answer == Answer.MAYBE else "neutral")

    def told_answer(self) -> dict:
        """What a history must remember of an answer."""
        return {
            "answer": self.answer,
            "channel": self.channel,
            "comment": self.comment,
            "substitute_name": self.substitute_name,
            "substitute_function": self.substitute_function,
        }
