"""Which letter to whom, and under which occasion."""

from django.conf import settings
from django.utils.translation import get_language

from core.links import link
from employers.models import CaseStep, FirmRequest, QuickStartOrder
from employers.selectors.links import CONFIRM, WORK, token_of_order, token_of_request
from members.letters import office
from members.letters.readers import Reader, letter_to
from outbox.models import Letter
from projects.letters import recipients

REQUEST_CONFIRM = "request_confirm"
REQUEST_DECLINED = "request_declined"
FIRM_ASKED = "firm_asked"
ORDER_REQUESTED = "order_requested"
STEP_DUE = "step_due"
WORK_ASKED = "work_asked"
WORK_CHECK_DUE = "work_check_due"


def step_due(step: CaseStep) -> list[Letter]:
    """Reminds the office of a step; once for each day on which it is to be due."""
    case = step.case
    return office.remind(
        STEP_DUE,
        case,
        case.partnership,
        once=f"{STEP_DUE}:{step.pk}:{step.due_on}",
        view=("employers:office_case", case.pk),
        case=case,
        step=step,
    )


def order_requested(order: QuickStartOrder) -> list[Letter]:
    """Tells the office that a firm asks for a training; once."""
    return office.remind(
        ORDER_REQUESTED,
        order,
        order.partnership,
        once=f"{ORDER_REQUESTED}:{order.pk}",
        view=("employers:office_order", order.pk),
        order=order,
    )


def confirm_request(asked: FirmRequest) -> Letter:
    """Sends the link that confirms a request. What the form held does not stand in it."""
    language = get_language() or settings.LANGUAGE_CODE
    url = link(CONFIRM, token_of_request(asked), language=language)
    return letter_to(
        Reader(asked.email, "", language),
        REQUEST_CONFIRM,
        asked,
        asked.partnership,
        once=f"{REQUEST_CONFIRM}:{asked.pk}",
        url=url,
    )


def firm_asked(asked: FirmRequest) -> list[Letter]:
    """Tells the office of a confirmed request of a firm outside the register; once."""
    return office.remind(
        FIRM_ASKED,
        asked,
        asked.partnership,
        once=f"{FIRM_ASKED}:{asked.pk}",
        view=("employers:office_firm_request", asked.pk),
        asked=asked,
    )


def request_declined(asked: FirmRequest) -> Letter:
    """Tells the firm that its request is declined, and why."""
    language = settings.LANGUAGE_CODE
    url = link("employers:index", language=language)
    return letter_to(
        Reader(asked.email, "", language),
        REQUEST_DECLINED,
        asked,
        asked.partnership,
        once=f"{REQUEST_DECLINED}:{asked.pk}",
        url=url,
        asked=asked,
    )


def work_asked(order: QuickStartOrder) -> list[Letter]:
    """Asks the firm how many still work; asks the office where no address is known. Once."""
    once = f"{WORK_ASKED}:{order.pk}:{order.check_on}"
    firm = recipients(order.employer)
    if firm:
        told = order.partnership.is_record or office.is_told(once)
        return [] if told else [_to_firm(order, once, reader) for reader in firm]
    return office.remind(
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
