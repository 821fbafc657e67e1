"""The photos of an article: added, described, moved and removed without a mouse."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.forms import Form
from core.pages import run_action
from news import actions
from news.forms import PhotoForm, WordsForm
from news.models import Photo
from news.views.office import held
from news.views.public import shown


def photos(request, pk):
    """All photos in their order, and the form for one more."""
    article = held(request, pk)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        added = run_action(
            request,
            _("The photo is added."),
            actions.add_photo,
            form=form,
            article=article,
            upload=form.cleaned_data["upload"],
            **_words(form),
        )
        if added:
            return redirect("news:office_photos", pk)
    context = {"article": article, "photos": list(article.photos.all()), "form": form}
    return render(request, "news/office_photos.html", context)


def describe(request, pk, photo):
    article, picture = found(request, pk, photo)
    form = WordsForm(request.POST or None, instance=picture)
    if request.method == "POST" and form.is_valid():
        actions.describe_photo(photo=picture, **_words(form), actor=request.user)
        messages.success(request, _("The changes are saved."))
        return redirect("news:office_photos", pk)
    context = {"article": article, "photo": picture, "form": form}
    return render(request, "news/office_photo.html", context)


@require_POST
def earlier(request, pk, photo):
    return _moved(request, pk, photo, -1)


@require_POST
def later(request, pk, photo):
    return _moved(request, pk, photo, 1)


def remove(request, pk, photo):
    """Asks, and on the button takes the photo away."""
    article, picture = found(request, pk, photo)
    if request.method == "POST":
        actions.remove_photo(photo=picture, actor=request.user)
        messages.success(request, _("The photo is removed."))
        return redirect("news:office_photos", pk)
    context = {"article": article, "photo": picture, "form": Form()}
    return render(request, "news/office_photo_remove.html", context)


@require_safe
def picture(request, pk, photo):
    """A photo of any article of this office, published or not."""
    return shown(request, found(request, pk, photo)[1].picture)


@require_safe
def thumbnail(request, pk, photo):
    return shown(request, found(request, pk, photo)[1].thumbnail)


def found(request, pk, photo):
    """An article of this office and one of its photos, or 404."""
    article = held(request, pk)
    rows = Photo.objects.filter(article=article).select_related("article", "picture", "thumbnail")
    return article, get_object_or_404(rows, pk=photo)


def _moved(request, pk, photo, places):
    _article, picture = found(request, pk, photo)
    actions.move_photo(photo=picture, places=places, actor=request.user)
    messages.success(request, _("The photo is moved."))
    return redirect("news:office_photos", pk)


def _words(form):
    return {name: form.cleaned_data[name] for name in ("alternative", "caption", "credit")}
