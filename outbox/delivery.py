"""Taking letters from the table and handing them to the mail server.

Claim a few under a lease, fence before each, hand it over, mark it at once. A
worker may die anywhere in between: its letters are claimed again when the lease
is over. Only a death between the server's "250" and the mark sends a letter
twice, and then with the same Message-ID. Time is the database's, everywhere.
"""

import datetime as dt
import logging
import time

from django.conf import settings
from django.db import connection, transaction
from django.db.models import (
    CharField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    Value,
)
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_noop as _

from outbox import backoff, lanes, mime
from outbox.models import Batch, BatchStatus, Letter, LetterStatus, Suppression
from outbox.session import (
    BrokenError,
    PutOffError,
    RefusedError,
    SetupError,
    UnreachableError,
    new_session,
)
from outbox.statements import Statement
from outbox.stopping import between_letters

log = logging.getLogger(__name__)

LEASE = dt.timedelta(seconds=settings.MAIL_LEASE)
CLAIM = 10
# A run ends before the broker takes its worker for dead.
RUN_SECONDS = 45
# So many broken lines in a row mean that the server, not the letter, is ill.
BROKEN_LIMIT = 3
PATIENCE = 0.2  # seconds between two looks at the allowance
BULK, SINGLE = Letter.Lane.BULK, Letter.Lane.TRANSACTIONAL


def run(lane: str, *, seconds: float = RUN_SECONDS) -> bool:
    """Send what is due in `lane`, for at most `seconds`; say whether more waits.

    The bulk lane lets single letters go first before each claim. With a rate
    there is one bulk run at a time, which waits for its allowance; the others end.
    """
    if lane == BULK and not lanes.enter_bulk():
        return False
    try:
        with between_letters() as stop, Courier(stop) as courier:
            return courier.work(lane, time.monotonic() + seconds)
    finally:
        if lane == BULK:
            lanes.leave_bulk()


class Courier:
    """One run: a session with the mail server and what it is carrying."""

    def __init__(self, stop=lambda: False):
        self.stop = stop
        self.session = new_session()
        self.broken = 0
        self.welcomed = False

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.session.close()

    def work(self, lane, end):
        """Claim and deliver until nothing is due (False) or the time is over (True)."""
        while time.monotonic() < end and not self.stop():
            allowed = lanes.allowance(lane, CLAIM)
            if allowed == 0:
                if not lanes.is_open(lane) or not due(lane).exists():
                    return False
                time.sleep(PATIENCE)
                continue
            if lane == BULK:
                self.carry(claim(SINGLE, CLAIM))
            letters = claim(lane, allowed)
            lanes.spend(lane, len(letters))
            if not letters:
                return False
            self.carry(letters)
        return True

    def carry(self, letters):
        """Deliver what was claimed, or put it back where that is not possible now."""
        for place, letter in enumerate(letters):
            if self.stop():
                return put_back(letters[place:])
            try:
                self.deliver(letter)
            except SetupError as error:
                lanes.pause(str(error), lanes.SETUP_PAUSE)
                return put_back(letters[place:])
            except UnreachableError as error:
                lanes.pause(str(error), lanes.AWAY_PAUSE)
                return put_back(letters[place:])
        return None

    def deliver(self, letter):
        """Bring one claimed letter to its end or to its next attempt."""
        try:
            message = mime.build(letter)
        except Exception:
            log.exception("letter %s cannot be made into a message", letter.pk)
            settle(letter, LetterStatus.FAILED, note=UNMADE)
            return
        self.session.open()
        if not fence(letter):
            set_aside(letter)
            return
        try:
            self.session.send(settings.DEFAULT_FROM_EMAIL, letter.to_email, message)
        except RefusedError as error:
            refused(letter, error)
        except PutOffError as error:
            put_off(letter, error)
        except BrokenError as error:
            put_off(letter, error)
            self.broken += 1
            if self.broken >= BROKEN_LIMIT:
                self.broken = 0
                raise UnreachableError(str(error)) from error
            return
        except ValueError:
            log.exception("letter %s cannot be handed over", letter.pk)
            settle(letter, LetterStatus.FAILED, note=UNMADE)
        else:
            sent(letter)
            self.welcome()
        self.broken = 0

    def welcome(self):
        """The server takes letters: whatever paused the lanes is over."""
        if not self.welcomed:
            self.welcomed = True
            lanes.resume()


TRY_OUT = _("No mail server was set up: the letter went to this page only.")
UNMADE = _("The portal cannot make a message of this letter; its log says why.")
TOO_LATE = _("It was too late to send it.")
SUPPRESSED = _("The address gets no letters.")


def after(wait: dt.timedelta):
    """The database's time `wait` from now."""
    return ExpressionWrapper(Now() + wait, output_field=DateTimeField())


def due(lane: str):
    """The letters of `lane` that may be claimed now."""
    ripe = Q(status=LetterStatus.QUEUED, not_before__lte=Now())
    abandoned = Q(status=LetterStatus.SENDING, leased_until__lte=Now())
    return Letter.objects.waiting().filter(ripe | abandoned, on_its_way(), lane=lane)


def on_its_way():
    """The letter is single, or its batch is neither being prepared nor stopped."""
    moving = Batch.objects.filter(
        pk=OuterRef("batch_id"), status__in=[BatchStatus.RUNNING, BatchStatus.DONE]
    )
    return Q(batch__isnull=True) | Exists(moving)


def wanted():
    """The recipient may be written to: no objection, no dead address."""
    barred = Suppression.objects.filter(
        Q(partnership__isnull=True) | Q(partnership=OuterRef("partnership_id")),
        email=Lower(OuterRef("to_email")),
        lifted_at__isnull=True,
    )
    return Q(statutory=True) | ~Exists(barred)


@transaction.atomic
def claim(lane: str, count: int) -> list[Letter]:
    """Take at most `count` due letters of `lane` under a lease, the oldest first.

    Rows that another worker is claiming are skipped. SQLite has no row locks: there
    the transaction has the database for itself from its first statement.
    """
    letters = list(
        due(lane)
        .select_related("partnership")
        .order_by("not_before", "pk")
        .select_for_update(skip_locked=True, of=("self",))[:count]
    )
    if letters:
        Letter.objects.filter(pk__in=[letter.pk for letter in letters]).update(
            status=LetterStatus.SENDING,
            claims=F("claims") + 1,
            leased_until=after(LEASE),
            updated_at=Now(),
        )
        for letter in letters:
            letter.claims += 1
    return letters


def mine(letter: Letter):
    """The row of `letter` for as long as no other worker has claimed it."""
    return Letter.objects.filter(pk=letter.pk, claims=letter.claims, status=LetterStatus.SENDING)


def fence(letter: Letter) -> bool:
    """Take the lease anew just before sending; False when the letter must not go now.

    One UPDATE asks everything at once: still ours, not too late, batch not stopped,
    recipient not suppressed.
    """
    return bool(FENCE.run(pk=letter.pk, claims=letter.claims))


def _fence():
    in_time = Q(not_after__isnull=True) | Q(not_after__gt=Now())
    rows = mine(Letter(**BLANKS)).filter(in_time, on_its_way(), wanted())
    if connection.vendor == "postgresql":
        # Were this lease lost in a crash, the one of the claim would still stand: the
        # disk need not be waited for before the letter goes.
        rows = rows.alias(commit=UNHURRIED).filter(commit="off")
    return rows, {"leased_until": after(LEASE)}


def _sent():
    # What was cancelled while the server was taking it has been sent all the same.
    rows = Letter.objects.filter(
        **BLANKS, status__in=[LetterStatus.SENDING, LetterStatus.CANCELLED]
    )
    return rows, {
        "status": LetterStatus.SENT,
        "note": "",
        "leased_until": None,
        "sent_at": Now(),
        "updated_at": Now(),
    }


UNHURRIED = Func(
    Value("synchronous_commit"),
    Value("off"),
    Value(True),
    function="set_config",
    output_field=CharField(),
)
BLANKS = {"pk": -1, "claims": 2_000_000_000}
FENCE = Statement(_fence, BLANKS)
SENT = Statement(_sent, BLANKS)


def set_aside(letter: Letter) -> None:
    """Give a letter that the fence held back the status that says why."""
    held = mine(letter)
    late = held.filter(not_after__lte=Now())
    if late.update(status=LetterStatus.CANCELLED, note=TOO_LATE, leased_until=None):
        return
    if held.filter(~wanted()).update(
        status=LetterStatus.SUPPRESSED, note=SUPPRESSED, leased_until=None
    ):
        return
    put_back([letter])


def settle(letter: Letter, status: str, *, note: str, **also) -> None:
    """Mark how it ended, unless the letter has passed to another worker."""
    changed = mine(letter).update(
        status=status, note=note[:500], leased_until=None, updated_at=Now(), **also
    )
    if not changed:
        log.warning("letter %s was claimed by another worker meanwhile", letter.pk)


def sent(letter: Letter) -> None:
    """Mark a letter as taken by the mail server."""
    if not SENT.run(pk=letter.pk, claims=letter.claims):
        log.warning("letter %s was claimed by another worker meanwhile", letter.pk)
    if not settings.MAIL_URL:
        Letter.objects.filter(pk=letter.pk).update(note=TRY_OUT)


def put_back(letters: list[Letter]) -> None:
    """Return claimed letters to the queue untried: no attempt is burnt."""
    for letter in letters:
        mine(letter).update(status=LetterStatus.QUEUED, leased_until=None, updated_at=Now())


def put_off(letter: Letter, error: Exception) -> None:
    """Try again later, or give up when two days have gone."""
    wait = backoff.wait(letter.attempts)
    if wait is None:
        settle(letter, LetterStatus.FAILED, note=str(error))
    else:
        settle(
            letter,
            LetterStatus.QUEUED,
            note=str(error),
            attempts=letter.attempts + 1,
            not_before=after(wait),
        )


def refused(letter: Letter, error: RefusedError) -> None:
    """Fail for good; an address that no longer exists gets no more letters of this office."""
    with transaction.atomic():
        settle(letter, LetterStatus.FAILED, note=str(error))
        if error.address_gone and letter.partnership_id:
            Suppression.objects.get_or_create(
                partnership=letter.partnership,
                email=letter.to_email.lower(),
                lifted_at=None,
                defaults={"reason": Suppression.Reason.BOUNCE, "note": str(error)[:500]},
            )
