"""Letters about joining: which template to whom, under which `once` key."""

from django.utils.timezone import localdate

from core.links import link
from members.letters.office import remind
from members.letters.readers import Reader, letter_to
from members.selectors.links import token_of
from outbox.actions import queue
from outbox.models import Letter


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


def invited(invitation):
    """Ask the colleague to accept behind the link."""
    _send(
        "colleague_invited",
        invitation,
        invitation.partner,
        invitation.email,
        invitation.invited_by.language,
        once=f"colleague_invited:{invitation.pk}",
        row=invitation,
        view=("members:my_colleague", token_of(invitation)),
    )


def invited_to_team(invitation):
    """Ask somebody to accept service at the office behind the link."""
    language = invitation.invited_by.language
    partnership = invitation.partnership
    written = letter_to(
        Reader(invitation.email, "", language),
        "team_invited",
        invitation,
        partnership,
        once=f"team_invited:{invitation.pk}",
        invitation=invitation,
        url=link("members:my_team", token_of(invitation), language=language),
    )
    queue([written])


def filed(request) -> list[Letter]:
    """The letters that tell the office of a request to join."""
    return remind(
        "join_filed",
        request,
        request.partner.partnership,
        once=f"join_filed:{request.pk}",
        view=("members:office_join_request", request.pk),
        wish=request,
    )


def application_filed(application) -> list[Letter]:
    """The letters that tell the office of an organisation that wants to take part."""
    return remind(
        "application_filed",
        application,
        application.partnership,
        once=f"application_filed:{application.pk}",
        view=("members:office_application", application.pk),
        application=application,
    )


def application_entered(application):
    """Tell the person that the organisation is in the register and its page theirs."""
    _send(
        "join_approved",
        application,
        application.partner,
        application.user.email,
        application.user.language,
        once=f"application_entered:{application.pk}",
        row=application,
        view=("members:my_organisation", application.partner_id),
    )


def application_refused(application):
    """Tell the person that the organisation was not taken in, and why."""
    _send(
        "join_refused",
        application,
        application,
        application.user.email,
        application.user.language,
        once=f"application_refused:{application.pk}",
        row=application,
        view=("members:my_organisations",),
    )


def profile_filed(partner) -> list[Letter]:
    """The letters that tell the office of a proposed profile; at most once a day."""
    return remind(
        "profile_filed",
        partner,
        partner.partnership,
        once=f"profile_filed:{partner.pk}:{localdate()}",
        view=("members:office_profile_change", partner.pk),
        partner=partner,
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
        Reader(email, "", language),
        template,
        row,
        partner.partnership,
        once=once,
        url=link(*view, language=language),
        partner=partner,
        subject_of=subject,
        reason=reason or getattr(subject, "reason", ""),
    )
    queue([written])
