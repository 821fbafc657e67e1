"""Who serves at the office. Every change is journalled and ends the person's sessions.

How somebody comes to serve there stands in `members.actions.invitations`.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions import end_sessions
from accounts.models import Service, User
from core.errors import RuleError
from journal.actions import record


class TeamError(RuleError):
    """A rule about the team says no; the message tells why."""


@transaction.atomic
def change_kind(*, service: Service, actor: User, kind: str) -> None:
    """Change what somebody does at the office. The last coordinator stays one."""
    _lock(service.partnership)
    service.refresh_from_db()
    if kind != Service.Kind.COORDINATOR:
        _keep_a_coordinator(service)
    before, service.kind = service.kind, kind
    service.save(update_fields=["kind", "updated_at"])
    end_sessions(service.user)
    record(
        verb="service changed",
        row=service,
        actor=actor,
        before={"kind": before},
        after={"kind": kind},
    )


@transaction.atomic
def end_service(*, service: Service, actor: User) -> None:
    """End somebody's service at the office. The last coordinator stays."""
    _lock(service.partnership)
    service.refresh_from_db()
    _keep_a_coordinator(service)
    end_sessions(service.user)
    record(verb="service ended", row=service, actor=actor, before={"kind": service.kind})
    service.delete()


def _lock(partnership):
    list(Service.objects.select_for_update().filter(partnership=partnership).order_by("pk"))


def _keep_a_coordinator(service):
    others = Service.objects.filter(
        partnership=service.partnership, kind=Service.Kind.COORDINATOR
    ).exclude(pk=service.pk)
    if service.kind == Service.Kind.COORDINATOR and not others.exists():
        raise TeamError(_("The office needs one coordinator. Name another one first."))
