"""Letters about joining: which template to whom, under which `once` key."""

from core.links import link
from members.letters import Reader, letter_to
from outbox.actions import queue


def asked(request, administrators):
    """Tell the organisation's administrators that somebody wants to join."""
    for person in administrators:
        _send(
            "join_asked",
            request,
            request.partner,
            person.email,
            person.language,
            once=f"join_asked:{request.pk}:{person.pk}",
            row=request,
            view=("members:my_organisation", request.partner_id),
        )


def approved(request):
    """Tell the person that they may act for the organisation."""
    _send(
        "join_approved",
        request,
        request.partner,
        request.user.email,
        request.user.language,
        once=f"join_approved:{request.pk}",
        row=request,
        view=("members:my_organisation", request.partner_id),
    )


def refused(request):
    """Tell the person that they may not, and why."""
    _send(
        "join_refused",
        request,
        request.partner,
        request.user.email,
        request.user.language,
        once=f"join_refused:{request.pk}",
        row=request,
        view=("members:my_organisations",),
    )


def invited(invitation, token):
    """Hand the token to the invited colleague. It stands nowhere else."""
    language = invitation.invited_by.language
    _send(
        "colleague_invited",
        invitation,
        invitation.partner,
        invitation.email,
        language,
        once=f"colleague_invited:{invitation.pk}",
        row=invitation,
        view=("members:my_colleague", token),
    )


def profile_approved(partner, administrators, seen):
    """Tell the administrators that their page shows the new profile."""
    for person in administrators:
        _send(
            "profile_approved",
            None,
            partner,
            person.email,
            person.language,
            once=f"profile_approved:{seen}:{person.pk}",
            row=partner,
            view=("members:my_organisation", partner.pk),
        )


def profile_refused(partner, administrators, seen, reason):
    """Tell the administrators that the profile stays, and why."""
    for person in administrators:
        _send(
            "profile_refused",
            None,
            partner,
            person.email,
            person.language,
            once=f"profile_refused:{seen}:{person.pk}",
            row=partner,
            reason=reason,
            view=("members:my_profile", partner.pk),
        )


def _send(template, subject, partner, email, language, *, once, row, view, reason=""):
    written = letter_to(
        Reader(email, "", language), template, row, partner.partnership, once=once,
        url=link(*view, language=language), partner=partner, subject_of=subject,
        reason=reason or getattr(subject, "reason", ""),
    )  # fmt: skip
    queue([written])
