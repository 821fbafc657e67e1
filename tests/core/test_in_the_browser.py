"""What people wrote does not act in a browser, and what they type is not lost unasked."""

import pytest
from django.urls import reverse

from meetings.models import Meeting
from members.models import Partner
from tests.conftest import client_of
from tests.workshops.choosing import make_proposal, make_scoring, sheet_of
from tests.workshops.factories import make_cycle

ATTACK = (
    '<b hx-post="{0}" hx-trigger="load" hx-vals=\'{{"kind": "coordinator"}}\'>hak</b>'
    '<form method="post" hx-post="{0}" hx-trigger="load" hx-include="[name=csrfmiddlewaretoken]"></form>'
    '<button formaction="{0}">hak</button><img src=x onerror="window.hacked = 1">'
)


@pytest.fixture
def visit(live_server, open_page):
    """The page of somebody who is signed in, and the addresses that it posts to."""

    def visit(user):
        page, posted = open_page(), []
        cookie = client_of(user).cookies["session"]
        page.context.add_cookies(
            [{"name": "session", "value": cookie.value, "url": live_server.url}]
        )
        page.on("request", lambda sent: sent.method == "POST" and posted.append(sent.url))
        return page, posted

    return visit


def test_no_markup_in_a_hint_or_anywhere_on_a_page_sends_anything(cast, visit, live_server):
    service = cast.officer.services.get()
    target = reverse("members:office_team_change", args=[service.pk])
    made = make_cycle(cast.partnership)
    proposal = make_proposal(made, status="shortlisted")
    scoring = make_scoring(made)
    scoring.criteria.update(hint=ATTACK.format(target))
    address = reverse("workshops:office_score", args=[sheet_of(scoring).pk, proposal.pk])
    page, posted = visit(cast.coordinator)
    page.goto(live_server.url + address)
    assert "hx-post" in page.locator(".hint").first.inner_text()
    # Even if markup came through somewhere: inside and outside of a form, and where it acts by itself.
    for place in (".hint", "main form", "main", "h1"):
        page.evaluate(
            """([place, markup]) => {
              const found = document.querySelector(place);
              found.insertAdjacentHTML("beforeend", markup);
              htmx.process(found);
            }""",
            [place, ATTACK.format(target).replace("onerror", "data-on")],
        )
    page.wait_for_timeout(500)
    assert posted == []
    service.refresh_from_db()
    assert service.kind == "officer"


def leaves(page, address):
    """Whether the page is left without a question."""
    asked = []
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    page.goto(address)
    return asked == []


@pytest.mark.parametrize("act", ["nothing", "typed", "search", "saved", "refused"])
def test_typed_words_are_not_lost_unasked(cast, visit, live_server, act):
    page, _posted = visit(cast.officer)
    partners = live_server.url + reverse("members:office_partners")
    page.goto(
        partners if act == "search" else live_server.url + reverse("members:office_partner_add")
    )
    if act != "nothing":
        page.locator("main [name=q], main [name=name]").first.type("Piekarnia próbna")
    if act in {"saved", "refused"}:
        if act == "saved":
            page.select_option("[name=kind]", index=1)
            page.select_option("[name=sector]", index=1)
        page.locator("main form [type=submit]").first.click()
        page.wait_for_load_state()
    if act == "saved":
        assert Partner.objects.filter(name="Piekarnia próbna").exists()
    assert leaves(page, live_server.url + reverse("home")) is (act not in {"typed", "refused"})


@pytest.mark.parametrize(("name", "half"), [("capacity", "1e"), ("last_day", "12")])
def test_a_half_typed_number_or_day_is_not_sent_as_an_empty_one(
    cast, visit, live_server, name, half
):
    page, posted = visit(cast.officer)
    page.goto(live_server.url + reverse("meetings:office_add"))
    page.fill("[name=title]", "Spotkanie próbne")
    page.select_option("[name=kind]", index=1)
    page.fill("[name=day]", "2026-12-12")
    field = page.locator(f"[name={name}]")
    field.focus()
    page.keyboard.type(half)
    send = page.locator("main form [type=submit]").first
    send.click()
    page.wait_for_timeout(300)
    assert posted == []
    assert not Meeting.objects.exists()
    assert field.evaluate("field => field === document.activeElement")
    field.fill("")
    send.click()
    page.wait_for_load_state()
    assert Meeting.objects.filter(title="Spotkanie próbne").exists()
