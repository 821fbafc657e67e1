"""What a partner sees of its own projects."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from projects.models import Project
from projects.views.public import page_of


@require_safe
def index(request):
    rows = Project.objects.of_user(request.user).select_related("leader", "partnership")
    return render(request, "projects/mine.html", {"projects": list(rows[:200])})


@require_safe
def detail(request, pk):
    """The page of an own project, published or not."""
    rows = Project.objects.of_user(request.user).select_related("leader", "partnership")
    project = get_object_or_404(rows, pk=pk)
    return render(request, "projects/my_project.html", page_of(project))
