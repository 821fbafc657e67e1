"""The frame around every page: title, menu, language switch, forms, error pages."""

import re
from decimal import Decimal

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import gettext, override

from core.charts import single
from core.templatetags import ui
from partnership import navigation
from partnership.views import errors
from partnership.views.styleguide import SampleForm
from tests.conftest import client_of


def draw(source, **context):
    return Template(source).render(Context(context))


def switch(response):
    """The addresses that the language switch of a page offers."""
    return re.findall(r'href="([^"]+)"\s+hreflang=', response.content.decode())


@pytest.mark.django_db
def test_a_page_is_titled_thing_section_portal(client, cast):
    page = client.get(reverse("members:detail", args=[cast.partner.pk])).content.decode()
    title = re.search(r"<title>(.*?)</title>", page)[1]
    with override("pl"):
        section = gettext("Partners")
    assert re.fullmatch(rf"{cast.partner.name} – {section} – .+", title)
    assert page.count("<h1") == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "offered"),
    [("/styleguide/?a=1", "/en/styleguide/?a=1"), ("/en/styleguide/", "/styleguide/")],
)
def test_the_language_switch_keeps_the_page(client, asked, offered):
    assert offered in switch(client.get(asked))


@pytest.mark.django_db
def test_a_page_that_does_not_exist_offers_the_other_language_at_home(client):
    assert switch(client.get("/nie-ma-takiej/")) == ["/en/"]


def test_only_the_nearest_entry_of_the_menu_is_current():
    address = reverse("members:office_people")
    current = [item.url for item in navigation.menu("office", f"{address}1/") if item.current]
    assert current == [address]


def test_nothing_lies_below_the_first_page_of_a_shell():
    assert not any(item.current for item in navigation.menu("office", "/biuro/nie-ma/"))


@pytest.mark.parametrize("shell", navigation.MENUS)
def test_every_entry_of_a_menu_leads_to_a_page_of_its_own(shell):
    addresses = [item.url for item in navigation.menu(shell, "/")]
    assert len(set(addresses)) == len(navigation.MENUS[shell])


@pytest.mark.django_db
def test_strangers_at_the_office_see_neither_it_nor_its_menu(cast):
    response = client_of(cast.person).get(reverse("office"))
    assert response.status_code == 404
    assert "shell-public" in response.content.decode()


@pytest.mark.django_db
def test_the_office_stands_in_its_own_shell(office):
    response = office.get(reverse("members:office_people"))
    assert "shell-office" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.not_found, 404),
        (errors.too_many, 429),
        (errors.too_large, 413),
        (errors.not_allowed, 405),
        (errors.csrf_failure, 403),
    ],
)
def test_each_refusal_has_a_page_with_advice(rf, cast, view, status):
    request = rf.get("/")
    request.user = cast.person
    response = view(request)
    assert response.status_code == status
    assert "<h1>" in response.content.decode()
    assert "<li>" in response.content.decode()


@pytest.mark.django_db
def test_a_form_with_too_much_in_it_is_called_too_large(rf, cast):
    request = rf.get("/")
    request.user = cast.person
    assert errors.bad_request(request, RequestDataTooBig()).status_code == 413


@pytest.mark.django_db
def test_a_step_asked_for_by_address_is_explained(office, cast):
    response = office.get(reverse("members:office_partner_step", args=[cast.partner.pk]))
    assert response.status_code == 405
    assert "<h1>" in response.content.decode()
    assert response.headers["Allow"]


def test_the_page_for_our_own_faults_needs_no_database():
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "<h1>" in response.content.decode()


def test_the_error_summary_links_to_every_wrong_field_and_the_field_names_its_error():
    page = str(SampleForm({"email": "kowalska"}, auto_id="id_%s"))
    assert 'role="alert"' in page
    assert set(re.findall(r'href="#([^"]+)"', page)) == {
        "id_name",
        "id_email",
        "id_kind",
        "id_answer_0",
        "id_agree",
    }
    for target in re.findall(r'href="#([^"]+)"', page):
        assert f'id="{target}"' in page
    for described in re.findall(r'aria-describedby="([^"]+)"', page):
        assert all(f'id="{part}"' in page for part in described.split())
    assert 'value="kowalska"' in page


def test_every_choice_of_many_stands_in_a_named_group():
    page = str(SampleForm())
    assert page.count("<fieldset") == page.count("<legend>") == 2


def test_stacked_parts_follow_one_another():
    parts = ui.stacked([("a", Decimal(7), 70), ("b", Decimal(3), Decimal("30"))])
    assert [(part["x"], part["width"]) for part in parts] == [
        ("0.00", "70.00"),
        ("70.00", "30.00"),
    ]


def test_the_longest_bar_is_full_and_nothing_at_all_is_no_error():
    drawn = single("key", "Tytuł", ["Nazwa", "Liczba"], [("a", 4), ("b", 1)]).lines
    assert [line["parts"][0]["width"] for line in drawn] == ["100.00", "25.00"]
    nothing = single("key", "Tytuł", ["Nazwa", "Liczba"], [("a", 0)]).lines
    assert nothing[0]["parts"][0]["width"] == "0.00"


def test_long_lists_of_pages_are_shortened():
    assert list(ui.page_numbers(Paginator(range(300), 25).page(6))) == [1, "…", 5, 6, 7, "…", 12]


def test_icons_are_for_the_eye_only():
    assert 'aria-hidden="true"' in draw('{% icon "calendar" %}')


@pytest.mark.django_db
def test_a_button_in_a_closed_include_carries_the_token(office):
    response = office.get(reverse("styleguide"))
    assert response.content.decode().count("csrfmiddlewaretoken") >= 2


@pytest.mark.django_db
def test_a_list_is_filtered_at_its_own_address_without_the_old_query(client):
    page = client.get("/styleguide/?q=old").content.decode()
    assert 'hx-get="/styleguide/"' in page
