"""The office's pages: who is on the list."""

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.db.models.functions import Lower
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from core.access import form_page
from core.pages import listing
from core.parameters import as_numbers
from documents.spreadsheets import SpreadsheetError, read
from meetings.actions import invite
from meetings.errors import MeetingError
from meetings.filters import InvitationFilter
from meetings.forms.people import CriteriaForm, FileForm
from meetings.selectors import balance
from meetings.views.desk import desk, find
from members.models import Person, Role

FOUND = 100  # people that one search shows
NAMED = 20  # people that one message names
MAIL = re.compile(r"[^\s<>;,\"']+@[^\s<>;,\"']+")


@require_safe
def recipients(request, pk):
    """The exact list, with its balance by sector and commune."""
    meeting = find(request, pk)
    rows = meeting.invitations.filter(walk_in=False).select_related("commune", "letter")
    found = InvitationFilter(request.GET, queryset=rows)
    context = desk(
        request,
        meeting,
        "office_recipients",
        balance=balance.balance(meeting),
        sendable=meeting.invitations.sendable().count(),
        differences=list(invite.differences(meeting)) if meeting.may_change else [],
        ended=meeting.invitations.listed().no_longer_acting(),
        without_mail=meeting.invitations.filter(email="", invited_at=None).count(),
    )
    return listing(request, "meetings/office_recipients.html", found, context, size=100)


@form_page
def by_criteria(request, pk):
    """People whose organisations fit: the number is shown before they are added."""
    meeting = find(request, pk)
    asked = request.POST or request.GET or None
    form = CriteriaForm(asked, partnership=request.partnership)
    people = None
    if asked is not None and form.is_valid():
        people = _acting(request.partnership, form.cleaned_data)
        if request.method == "POST":
            meant = {person.pk: person.acts_for for person in people}
            return _added(request, meeting, sorted(meant), meant)
    context = desk(
        request,
        meeting,
        "office_by_criteria",
        form=form,
        people=people,
        crumb=_("By organisation"),
    )
    return render(request, "meetings/office_by_criteria.html", context)


def _acting(partnership, wanted):
    """Everybody who acts today for a partner that fits, once; `meant` is that partner."""
    people = Person.objects.held_by(partnership).filter(invitations_stopped_at__isnull=True)
    people = people.acting_for(
        sectors=wanted["sector"],
        kinds=wanted["kind"],
        communes=wanted["commune"],
        statuses=wanted["status"],
    ).order_by("sort", "pk")
    partners = partnership.partners.in_bulk([person.acts_for for person in people])
    for person in people:
        person.meant = partners[person.acts_for]
    return list(people)


@form_page
def by_hand(request, pk):
    """People found by name, organisation or e-mail, ticked one by one."""
    meeting = find(request, pk)
    if request.method == "POST":
        return _added(request, meeting, as_numbers(request.POST.getlist("person")))
    words = request.GET.get("q", "")[:100]
    people = []
    if words.strip():
        mine = Person.objects.held_by(request.partnership)
        named = mine.found_by(words).values("pk")
        roles = Role.objects.today().filter(partner__partnership=request.partnership)
        acting = roles.filter(partner__in=_partners(request, words)).values("person")
        people = list(
            mine.filter(Q(pk__in=named) | Q(pk__in=acting))
            .with_current_roles()
            .order_by("sort")[:FOUND]
        )
        there = set(meeting.invitations.filter(person__in=people).values_list("person", flat=True))
        ended = set(
            Person.objects.no_longer_acting()
            .filter(pk__in=[p.pk for p in people])
            .values_list("pk", flat=True)
        )
        for person in people:
            person.is_listed = person.pk in there
            person.has_ended = person.pk in ended
    context = desk(
        request,
        meeting,
        "office_by_hand",
        words=words,
        people=people,
        most=FOUND,
        crumb=_("By name"),
    )
    return render(request, "meetings/office_by_hand.html", context)


def _partners(request, words):
    return request.partnership.partners.all().found_by(words).values("pk")


@form_page
def from_file(request, pk):
    """People of the register whose e-mail addresses stand in a file."""
    meeting = find(request, pk)
    form = FileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    unknown = []
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            table = read(upload.read())
        except SpreadsheetError as error:
            form.add_error("file", str(error))
        else:
            addresses = _addresses(table.rows)
            mine = Person.objects.held_by(request.partnership).annotate(mail=Lower("email"))
            known = {}
            for person, mail in mine.filter(mail__in=addresses).values_list("pk", "mail"):
                known.setdefault(mail, []).append(person)
            unknown = sorted(set(addresses) - known.keys())
            people = [pk for found in known.values() for pk in found]
            if not people:
                form.add_error("file", _("No address in this file is in the register."))
            elif not unknown:
                return _added(request, meeting, people)
            else:
                _added(request, meeting, people)
                form = FileForm()
    context = desk(
        request, meeting, "office_from_file", form=form, unknown=unknown, crumb=_("From a file")
    )
    return render(request, "meetings/office_from_file.html", context)


def _addresses(rows):
    """Every e-mail address in the table, in lower case, each once."""
    found = {}
    for row in rows:
        for cell in row:
            for address in MAIL.findall(cell):
                try:
                    validate_email(address)
                except ValidationError:
                    continue
                found[address.lower()] = True
    return list(found)


@require_POST
def remove(request, pk):
    meeting = find(request, pk)
    numbers = as_numbers(request.POST.getlist("invitation"))
    try:
        count = invite.remove(meeting=meeting, actor=request.user, invitations=numbers)
    except MeetingError as error:
        messages.error(request, str(error))
    else:
        text = ngettext(
            "%(count)s person was taken off the list.",
            "%(count)s people were taken off the list.",
            count,
        )
        messages.success(request, text % {"count": count})
    return redirect("meetings:office_recipients", pk)


def _added(request, meeting, people, partners=None):
    try:
        count = invite.add(meeting=meeting, actor=request.user, people=people, partners=partners)
    except MeetingError as error:
        messages.error(request, str(error))
    else:
        new = ngettext("%(count)s person was added.", "%(count)s people were added.", count) % {
            "count": count
        }
        mine = Person.objects.held_by(request.partnership).filter(pk__in=people)
        ended = [str(person) for person in mine.no_longer_acting()]
        there = len(set(people)) - count - len(ended)
        old = ngettext(
            "%(count)s was on the list already.", "%(count)s were on the list already.", there
        ) % {"count": there}
        messages.success(request, f"{new} {old}" if there else new)
        if ended:
            text = _("Left out, because they no longer act for anybody: %(names)s.")
            messages.warning(request, text % {"names": ", ".join(ended[:NAMED])})
    return redirect("meetings:office_recipients", meeting.pk)
