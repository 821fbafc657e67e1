"""The office's news."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.errors import ChangedMeanwhileError
from core.forms import renew_version
from core.models import WrongStepError
from core.pages import listing, run_action
from core.parameters import as_number
from journal.selectors.history import history
from meetings.models import Meeting
from news import actions
from news.filters import MeetingFilter, OfficeFilter
from news.forms import ArticleForm, PublishForm, WithdrawForm
from news.models import Article
from news.selectors.unwritten import unwritten
from news.views.public import page_of


def held(request, pk):
    """An article of this office, or 404."""
    rows = Article.objects.held_by(request.partnership).select_related("partnership", "meeting")
    return get_object_or_404(rows, pk=pk)


@require_safe
def index(request):
    rows = Article.objects.held_by(request.partnership).defer("body", "search")
    filterset = OfficeFilter(
        request.GET, rows.select_related("meeting"), partnership=request.partnership
    )
    return listing(request, "news/office_index.html", filterset)


@require_safe
def meetings(request):
    """The held meetings of which nobody has written."""
    filterset = MeetingFilter(request.GET, unwritten(request.partnership))
    return listing(request, "news/office_meetings.html", filterset)


@require_safe
def detail(request, pk):
    article = held(request, pk)
    context = {**page_of(article), "entries": history(article, limit=20), "for_office": True}
    return render(request, "news/office_detail.html", context)


def add(request):
    """A new article; `?spotkanie=` makes it a note from that meeting."""
    form = ArticleForm(
        request.POST or None, partnership=request.partnership, initial=_from_meeting(request)
    )
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            context |= _preview(form)
        else:
            article = actions.draft(
                article=form.instance,
                projects=form.cleaned_data["projects"],
                partners=form.cleaned_data["partners"],
                actor=request.user,
            )
            messages.success(request, _("The draft is saved. Now add photos."))
            return redirect("news:office_detail", article.pk)
    return render(request, "news/office_form.html", context)


def edit(request, pk):
    article = held(request, pk)
    form = ArticleForm(
        request.POST or None,
        instance=held(request, pk),
        partnership=request.partnership,
        initial={"version": article.version},
    )
    context = {"form": form, "stored": article}
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            context |= _preview(form)
        else:
            try:
                actions.change(
                    article=article,
                    version=form.cleaned_data["version"],
                    fields=form.columns,
                    projects=form.cleaned_data["projects"],
                    partners=form.cleaned_data["partners"],
                    actor=request.user,
                )
            except ChangedMeanwhileError as error:
                form.add_error(None, str(error))
                context["theirs"] = True
                article.refresh_from_db()
                renew_version(form, article)
            else:
                messages.success(request, _("The changes are saved."))
                return redirect("news:office_detail", pk)
    return render(request, "news/office_form.html", context)


def publish(request, pk):
    """The preview, and below it the button that publishes."""
    article = held(request, pk)
    form = PublishForm(
        request.POST or None, initial={"published_on": article.published_on or localdate()}
    )
    if request.method == "POST" and form.is_valid():
        done, day = _("The article is published."), form.cleaned_data["published_on"]
        if run_action(request, done, actions.publish, form=form, article=article, on=day):
            return redirect("news:office_detail", pk)
    context = {"form": form, **page_of(article), "for_office": True}
    return render(request, "news/office_publish.html", context)


def withdraw(request, pk):
    article = held(request, pk)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw(
                article=article, notice=form.cleaned_data["notice"], actor=request.user
            )
        except WrongStepError:
            form.add_error(None, _("Only a published article can be withdrawn."))
        else:
            messages.success(request, _("The page is withdrawn."))
            return redirect("news:office_detail", pk)
    return render(request, "news/office_withdraw.html", {"form": form, "article": article})


def _from_meeting(request):
    """What a note from the meeting in the address begins with."""
    number = as_number(request.GET.get("spotkanie"))
    if number is None:
        return {}
    rows = Meeting.objects.held_by(request.partnership).took_place()
    meeting = get_object_or_404(rows, pk=number)
    return {"meeting": meeting, "title": meeting.title}


def _preview(form):
    """The page as it would be with what was typed."""
    words = {name: form.cleaned_data[name] for name in ("projects", "partners")}
    return {"preview": True, **page_of(form.instance, **words), "for_office": True}
