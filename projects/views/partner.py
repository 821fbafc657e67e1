"""What a partner sees of its own projects."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from projects.models import JobCheck, ProgressReport, Project
from projects.views.public import page_of

MOST = 200


@require_safe
def index(request):
    """What the leader owes the office, then all projects of this person's organisations."""
    rows = Project.objects.of_user(request.user).select_related("leader", "partnership")
    reports = ProgressReport.objects.of_user(request.user).owed().select_related("project")
    checks = JobCheck.objects.of_user(request.user).due().select_related("entry__project")
    context = {
        "projects": list(rows[:MOST]),
        "reports": list(reports.order_by("due")[:MOST]),
        "checks": list(checks[:MOST]),
    }
    return render(request, "projects/mine.html", context)


@require_safe
def detail(request, pk):
    """The page of an own project, published or not."""
    rows = Project.objects.of_user(request.user).select_related("leader", "partnership")
    project = get_object_or_404(rows, pk=pk)
    return render(
        request, "projects/my_project.html", page_of(project, photos="projects:my_photo")
    )
