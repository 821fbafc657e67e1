"""A narrowed list is found again: from its rows, after saving, in the breadcrumbs."""

import datetime as dt
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils.timezone import now
from playwright.sync_api import expect

from core import lists
from tests.conftest import client_of
from tests.meetings.factories import InvitationFactory, MeetingFactory

DRAFTS = "/biuro/spotkania/?status=draft"
COMING = f"/biuro/spotkania/5/zaproszenia/?{urlencode({'list': DRAFTS, 'answer': 'yes'})}"


def asked(path, *, is_list=False, **query):
    request = RequestFactory().get(path, query)
    request.is_list = is_list
    return request


def below(address, listed):
    return f"{address}?{urlencode({'list': listed})}"


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/biuro/spotkania/", DRAFTS),
        ("/biuro/spotkania/5/", below("/biuro/spotkania/5/", DRAFTS)),
        ("/biuro/spotkania/5/?z=1", f"/biuro/spotkania/5/?z=1&{urlencode({'list': DRAFTS})}"),
        ("/biuro/spotkania/5/#x", below("/biuro/spotkania/5/", DRAFTS) + "#x"),
        ("/biuro/spotkania/?status=held", "/biuro/spotkania/?status=held"),
        (below("/biuro/spotkania/5/", "/x/"), below("/biuro/spotkania/5/", "/x/")),
        ("/biuro/partnerzy/", "/biuro/partnerzy/"),
        ("/biuro/", "/biuro/"),
        ("", ""),
    ],
)
def test_addresses_lead_back_to_the_list_above(address, leads_to):
    request = asked("/biuro/spotkania/5/zmiana/", list=DRAFTS)
    assert lists.with_list(request, address) == leads_to


def test_a_list_hands_on_its_filters_without_the_empty_ones():
    request = asked("/biuro/spotkania/", is_list=True, q="", status="draft")
    row = lists.with_list(request, "/biuro/spotkania/5/")
    assert row == below("/biuro/spotkania/5/", DRAFTS)
    plain = asked("/biuro/spotkania/", is_list=True, q="")
    assert lists.with_list(plain, "/biuro/spotkania/5/") == "/biuro/spotkania/5/"


def test_a_list_below_a_list_leads_back_to_both():
    request = asked("/biuro/spotkania/5/zaproszenia/7/", list=COMING)
    assert lists.with_list(request, "/biuro/spotkania/5/zaproszenia/") == COMING
    assert lists.with_list(request, "/biuro/spotkania/") == DRAFTS
    assert lists.with_list(request, "/biuro/spotkania/5/") == below("/biuro/spotkania/5/", DRAFTS)


def test_a_row_that_lies_elsewhere_leads_back_too():
    late = "/biuro/projekty/sprawozdania/?state=late"
    listed = asked("/biuro/projekty/sprawozdania/", is_list=True, state="late")
    row = lists.of_row(listed, "/biuro/projekty/5/sprawozdania/3/")
    assert row == below("/biuro/projekty/5/sprawozdania/3/", late)
    here = asked("/biuro/projekty/5/sprawozdania/3/termin/", list=late)
    assert lists.with_list(here, "/biuro/projekty/5/sprawozdania/3/") == row
    assert lists.with_list(here, "/biuro/projekty/sprawozdania/") == late
    assert lists.with_list(here, "/biuro/projekty/") == "/biuro/projekty/"


@pytest.mark.parametrize(
    "foreign",
    [
        "https://obce.example/",
        "//obce.example/",
        "javascript:alert(1)//",
        "x",
        "",
        "/biuro/spotkania",
        "\\\\obce.example/",
        "/biuro/spotkania/?q=" + "x" * 5000,
    ],
)
def test_a_foreign_or_endless_address_changes_nothing(foreign):
    request = asked("/biuro/spotkania/5/", list=foreign)
    for address in ["/biuro/spotkania/", "/biuro/spotkania/5/zmiana/", "/biuro/"]:
        assert lists.with_list(request, address).partition("?")[0] == address
        assert "obce" not in lists.with_list(request, "/biuro/spotkania/")


def test_lists_in_lists_without_end_are_cut():
    listed = DRAFTS
    for _ in range(20):
        listed = below("/biuro/spotkania/", listed)[:4000]
    assert len(lists.trail(asked("/biuro/spotkania/5/", list=listed))) <= lists.DEEPEST


def test_the_other_language_keeps_the_list():
    address = below("/biuro/spotkania/5/", DRAFTS)
    assert lists.translated(address, "en") == below(
        "/en/biuro/spotkania/5/", "/en/biuro/spotkania/?status=draft"
    )


def test_url_is_djangos_where_a_query_follows_or_no_request_is_there():
    request = asked("/biuro/spotkania/5/", list=DRAFTS)
    context = Context()
    context.request = request
    text = '{% url "meetings:office_index" %}?status=held'
    assert Template(text).render(context) == "/biuro/spotkania/?status=held"
    text = '{% url "meetings:office_index" %}'
    assert Template(text).render(Context()) == "/biuro/spotkania/"
    context.request = asked("/biuro/spotkania/5/", list=f"{DRAFTS}&q=<b>")
    assert Template(text).render(context) == f"{DRAFTS}&amp;q=&lt;b&gt;"


@pytest.fixture
def narrowed(office, cast):
    """The page of a meeting as a row of the narrowed list of meetings leads to it."""
    meeting = MeetingFactory(partnership=cast.partnership, announced=True)
    InvitationFactory(meeting=meeting)
    (page,) = re.findall(
        rf'href="(/biuro/spotkania/{meeting.pk}/\?[^"]*)"',
        office.get("/biuro/spotkania/?status=announced").content.decode(),
    )
    return page.replace("&amp;", "&")


def test_a_meeting_leads_back_to_its_list_through_forms(office, narrowed):
    back = 'href="/biuro/spotkania/?status=announced"'
    shown = office.get(narrowed).content.decode()
    assert back in shown
    edit = re.search(r'href="([^"]*/zmiana/[^"]*)"', shown)[1].replace("&amp;", "&")
    assert back in office.get(edit).content.decode()
    day = now().date() + dt.timedelta(days=40)
    data = {
        "title": "Zmienione",
        "kind": "plenary",
        "form": "person",
        "day": day,
        "from_hour": "09:00",
        "to_hour": "13:00",
        "place": "Ratusz",
    }
    saved = office.post(edit, data)
    assert saved.status_code == 302
    assert back in office.get(saved.url).content.decode()


def test_after_a_saved_answer_the_filtered_list_of_answers_is_shown(office, narrowed):
    shown = office.get(narrowed).content.decode()
    answers = re.search(r'href="([^"]*/zaproszenia/\?list=[^"]*)"', shown)[1].replace("&amp;", "&")
    listed = office.get(f"{answers}&answer=none").content.decode()
    assert '<input type="hidden" name="list" value="/biuro/spotkania/?status=announced">' in listed
    row = re.search(r'href="([^"]*/zaproszenia/\d+/\?[^"]*)"', listed)[1].replace("&amp;", "&")
    saved = office.post(row, {"answer": "yes", "channel": "phone"})
    again = office.get(saved.url)
    assert again.context["filter"].form.cleaned_data["answer"] == "none"
    assert 'href="/biuro/spotkania/?status=announced"' in again.content.decode()


def test_two_tabs_keep_their_own_lists(office, cast):
    meeting = MeetingFactory(partnership=cast.partnership, announced=True)
    page = reverse("meetings:office_detail", args=[meeting.pk])
    for listed in (DRAFTS, "/biuro/spotkania/?kind=gala", DRAFTS):
        assert f'href="{listed}"' in office.get(below(page, listed)).content.decode()


def test_a_visitor_needs_no_cookie(client, cast):
    meeting = MeetingFactory(partnership=cast.partnership, announced=True, kind="gala")
    listed = client.get("/kalendarz/?kind=gala").content.decode()
    address = below(f"/kalendarz/{meeting.pk}/", "/kalendarz/?kind=gala")
    assert f'href="{address}"' in listed
    page = client.get(address)
    assert 'href="/kalendarz/?kind=gala"' in page.content.decode()
    assert f'href="http://testserver/kalendarz/{meeting.pk}/"' in page.content.decode()
    assert not page.cookies


def test_a_redirect_leads_to_this_portal_only(cast):
    officer = client_of(cast.officer)
    meeting = MeetingFactory(partnership=cast.partnership)
    announce = reverse("meetings:office_announce", args=[meeting.pk])
    for foreign in ["https://obce.example/", "//obce.example/"]:
        response = officer.post(below(announce, foreign))
        assert response.url == reverse("meetings:office_detail", args=[meeting.pk])


def test_rows_of_lists_are_linked_by_the_tags_that_hand_the_list_on():
    for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html"):
        text = path.read_text()
        if "components/pagination.html" in text:
            assert not re.findall(r'href="\{\{ *\w+\.get_absolute_url', text), path


def test_back_shows_the_whole_page_and_not_its_part(client, cast):
    listed = "/kalendarz/?kind=gala"
    part = client.get(listed, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    restored = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in client.get(listed, headers=restored).content.decode()
    for answer in (part, client.get(listed)):
        assert "HX-Request" in answer.headers["Vary"]


def test_back_restores_the_narrowed_list_in_a_browser(live_portal, page, cast):
    for kind in ("gala", "signing"):
        MeetingFactory(partnership=cast.partnership, announced=True, kind=kind)
    page.goto(f"{live_portal.url}/kalendarz/")
    page.get_by_label("Rodzaj").select_option("gala")
    page.wait_for_url("**kind=gala**")
    page.locator("#results li a").first.click()
    page.wait_for_url("**/kalendarz/*/**")
    for cards in (1, 2):
        page.go_back()
        expect(page.locator("#results li.card")).to_have_count(cards)
        expect(page.locator("h1")).to_have_count(1)


def test_every_paged_list_hands_itself_on():
    for path in Path(settings.BASE_DIR).glob("*/views/*.py"):
        if path.parts[-3:] not in {
            ("employers", "views", "public.py"),
            ("partnership", "views", "styleguide.py"),
            ("members", "views", "imports.py"),
        }:
            assert "Paginator(" not in path.read_text(), f"{path}: see core.pages.paged"
