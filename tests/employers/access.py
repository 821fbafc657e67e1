"""This app's addresses: what they may be asked for, and what each answers."""

from employers.models import QuickStartOrder
from employers.selectors.links import token_of_order, token_of_request
from tests.access_rows import (
    OFFICE_FORM,
    OFFICE_PAGE,
    OPEN,
    OPEN_PAGE,
    PARTNER_FORM,
    PARTNER_PAGE,
    ROW_FORM,
    ROW_PAGE,
    ROW_STEP,
    SIGNED_IN_PAGE,
)
from tests.employers.factories import BALANCED, CaseFactory, OrderFactory, asked_of

# Everybody who acts for some organisation.
ACTING_FORM = ("L4iii44444", "L4iii44444")

TABLE = {
    OPEN: ["employers work ask confirm"],
    OPEN_PAGE: ["employers index asked"],
    SIGNED_IN_PAGE: ["employers my_orders"],
    ACTING_FORM: ["employers my_order_add"],
    PARTNER_PAGE: ["employers my_order"],
    PARTNER_FORM: ["employers my_order_tell"],
    OFFICE_PAGE: ["employers office_cases office_orders office_firm_requests"],
    OFFICE_FORM: ["employers office_case_add office_order_add"],
    ROW_STEP: ["employers office_order_take_up"],
    ROW_PAGE: ["employers office_case office_case_sheet office_order"],
    ROW_FORM: [
        "employers office_case_close office_case_edit office_case_meeting office_case_meeting_add",
        "employers office_case_publish office_case_reading office_case_status office_case_step",
        "employers office_case_team office_order_edit office_order_next office_order_publish",
        "employers office_order_rows office_order_withdraw office_order_correct",
        "employers office_case_reading_correct office_firm_request",
    ],
}
WITH_KEY = [ROW_PAGE, ROW_FORM, ROW_STEP, PARTNER_PAGE, PARTNER_FORM]


def things(cast) -> dict[str, dict]:
    """The arguments of every address that has some, for one partnership."""
    case = CaseFactory(partnership=cast.partnership, team=BALANCED)
    order = OrderFactory(partnership=cast.partnership, employer=cast.partner, at_work=True)
    found = {
        f"employers:{name}": {"pk": row.pk}
        for row in (case, order)
        for line in [line for rows in WITH_KEY for line in TABLE[rows]]
        for name in line.split()[1:]
        if ("order" in name) is isinstance(row, QuickStartOrder)
    }
    reading = case.readings.create(on=case.notified_on, covered=5)
    found["employers:office_case_reading_correct"]["reading"] = reading.pk
    asked = asked_of(cast.partnership)
    found["employers:office_firm_request"] = {"pk": asked.pk}
    found["employers:confirm"] = {"token": token_of_request(asked)}
    found["employers:work"] = {"token": token_of_order(order)}
    found["employers:office_case_step"]["kind"] = "contact"
    found["employers:office_order_rows"]["section"] = "zadania"
    return found
