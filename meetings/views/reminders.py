"""The office's page of reminder rules and what became of them."""

from django.conf import settings
from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.access import form_page, fresh_act
from core.pages import run_action
from meetings.actions import remind
from meetings.forms.reminders import RuleForm
from meetings.letters import preview
from meetings.models import ReminderRule, ReminderRun
from meetings.views.desk import desk, find

TONES = {"waiting": "info", "running": "info", "done": "good", "missed": "warn"}


@form_page
@fresh_act("confirm")
def rules(request, pk):
    meeting = find(request, pk)
    rule = ReminderRule(meeting=meeting)
    form = RuleForm(
        request.POST if request.method == "POST" else None, instance=rule, initial={"days": 7}
    )
    if request.method == "POST" and "back" not in request.POST and form.is_valid():
        if "confirm" not in request.POST:
            return _confirm(request, meeting, form)
        done = _("The reminder is planned.")
        if run_action(request, done, remind.set_rule, form=form, rule=form.instance):
            return redirect("meetings:office_reminders", pk)
    runs = Prefetch("runs", ReminderRun.objects.order_by("due_at", "pk"))
    planned = list(meeting.reminder_rules.prefetch_related(runs))
    for one in planned:
        one.meeting = meeting
        for run in one.runs.all():
            run.tone = TONES.get(run.status, "neutral")
    context = desk(request, meeting, "office_reminders", form=form, rules=planned)
    return render(request, "meetings/office_reminders.html", context)


def _confirm(request, meeting, form):
    """The page before a reminder is planned: when it goes, to whom, and what it says."""
    rule = form.instance
    context = desk(
        request,
        meeting,
        "office_reminders",
        form=form,
        outlook=preview.of_reminder(rule),
        rule=rule,
        is_due=rule.due_at <= now(),
        grace=settings.BULK_GRACE,
    )
    return render(request, "meetings/office_confirm.html", context)


@require_POST
def drop(request, pk, rule):
    meeting = find(request, pk)
    row = get_object_or_404(meeting.reminder_rules.filter(enabled=True), pk=rule)
    remind.drop_rule(rule=row, actor=request.user)
    messages.success(request, _("The reminder is switched off."))
    return redirect("meetings:office_reminders", pk)
