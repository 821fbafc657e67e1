"""Which letter to whom, and under which occasion."""

from core.links import link
from employers.models import CaseStep, QuickStartOrder
from employers.tokens import WORK, token_of_order
from members import office_letters
from members.letters import letter_to
from outbox.models import Letter
from projects.letters import recipients

STEP_DUE = "step_due"
WORK_ASKED = "work_asked"
WORK_CHECK_DUE = "work_check_due"


def step_due(step: CaseStep) -> list[Letter]:
    """Reminds the office of a step; once for each day on which it is to be due."""
    case = step.case
    return office_letters.remind(
        STEP_DUE,
        case,
        case.partnership,
        once=f"{STEP_DUE}:{step.pk}:{step.due_on}",
        view=("employers:office_case", case.pk),
        case=case,
        step=step,
    )


def work_asked(order: QuickStartOrder) -> list[Letter]:
    """Asks the firm how many still work; asks the office where no address is known. Once."""
    once = f"{WORK_ASKED}:{order.pk}:{order.check_on}"
    firm = recipients(order.employer)
    if firm:
        told = order.partnership.is_record or office_letters.is_told(once)
        return [] if told else [_to_firm(order, once, reader) for reader in firm]
    return office_letters.remind(
        WORK_CHECK_DUE,
        order,
        order.partnership,
        once=once,
        view=("employers:office_order", order.pk),
        order=order,
    )


def _to_firm(order, once, reader):
    url = link(WORK, token_of_order(order), language=reader.language)
    return letter_to(
        reader, WORK_ASKED, order, order.partnership, once=reader.once(once), order=order, url=url
    )
