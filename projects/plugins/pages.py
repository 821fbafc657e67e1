"""What an organisation's page says about projects."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from members import registries
from projects.models import Project


@registries.add
def worked(partner, *, public):
    """The projects that the partner leads or takes part in; the public page shows published ones."""
    projects = Project.objects.public() if public else Project.objects.all()
    mine = projects.filter(Q(leader=partner) | Q(participations__partner=partner)).distinct()
    address = "projects:detail" if public else "projects:office_detail"
    items = [
        {
            "text": project.title,
            "url": reverse(address, args=[project.pk]),
            "note": _("leads") if project.leader_id == partner.pk else _("takes part"),
        }
        for project in mine
    ]
    return [{"title": _("Projects"), "items": items}]
