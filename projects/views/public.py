"""What everyone may read about projects."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from core.access import public
from core.exports import csv_response, json_response, xlsx_response
from core.pages import paged
from counties.models import with_neighbours
from projects import registries
from projects.filters import PublicFilter
from projects.models import Project
from projects.rules.money import mix
from projects.selectors.lines import lines_of
from projects.selectors.overview import charts_of, map_of
from projects.selectors.rows import Found, fields, table
from projects.selectors.timeline import events

PAGE_SIZE = 25
FORMATS = ["csv", "xlsx", "json"]


@public
@require_safe
@gzip_page
def index(request):
    found = PublicFilter(request.GET)
    page = paged(request, Found(found.ids, found.index), PAGE_SIZE)
    context = {"found": found, "page": page, "formats": FORMATS}
    if found.view == "map":
        context["map"], context["places"] = map_of(found)
    elif found.view == "chart":
        context["charts"] = charts_of(found)
    return render(request, "projects/index.html", context)


@public
@require_safe
def download(request, kind):
    """The whole present filter as a file."""
    if kind not in FORMATS:
        raise Http404
    columns, rows = fields(), table(PublicFilter(request.GET).ids)
    name = _("projects")
    if kind == "json":
        return json_response(name, [key for key, _heading, _text in columns], rows)
    write = csv_response if kind == "csv" else xlsx_response
    return write(name, [heading for _key, heading, _text in columns], rows)


@public
@require_safe
def field_list(request):
    """What each column of the downloads means."""
    return render(request, "projects/fields.html", {"fields": fields()})


@public
@require_safe
@gzip_page
def detail(request, pk):
    projects = Project.objects.seen().select_related("leader", "partnership__county")
    project = get_object_or_404(projects.annotate(neighbours=with_neighbours()), pk=pk)
    request.partnership, request.several = project.partnership, project.neighbours
    if not project.is_public:
        return render(request, "projects/withdrawn.html", {"project": project}, status=410)
    return render(request, "projects/detail.html", page_of(project))


def page_of(project, *, public=True, photos="projects:photo"):
    """Everything that the public page, and so its preview, shows of a project.

    Only two things differ: the office follows the chain on its own pages, and who may
    see the project before everyone does gets its `photos` at another address.
    """
    milestones = list(project.milestones.all())
    done = [m for m in milestones if m.done_on]
    jobs = list(project.job_entries.all())
    notes = list(project.notes.filter(public=True))
    return {
        "project": project,
        "participations": list(project.participations.select_related("partner")),
        "communes": list(project.communes.order_by("sort")),
        "milestones": milestones,
        "done": len(done),
        "mix": mix(project.total_cost, project.funding.all()),
        "jobs": jobs,
        "indicators": lines_of(project),
        "photos": list(project.photos.filter(public=True)),
        "photo_page": photos,
        "events": events(project, notes, milestones, jobs),
        "chain": registries.of(project, public=public),
    }
