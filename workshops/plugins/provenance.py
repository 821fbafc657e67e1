"""What a project's page says about the workshops in which the project began."""

from projects import registries
from workshops.models import Proposal
from workshops.selectors.provenance import links_of


@registries.add
def grown(project, *, public):
    """Cards, ideas and the proposal before `project`; the public page shows public ones. Five queries."""
    proposals = Proposal.objects.public() if public else Proposal.objects.all()
    proposal = proposals.filter(project=project).select_related("cycle").first()
    return links_of(proposal, public=public) if proposal else []
