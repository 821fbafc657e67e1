"""The look keeps its promises: every part shown, nothing inline, light, legible."""

import gzip
import re
from decimal import Decimal
from pathlib import Path

import lucide
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template.loader import render_to_string
from django.urls import reverse
from fontTools.ttLib import TTFont

from core.management.commands.build_assets import TARGET
from core.templatetags import ui
from partnership import navigation
from partnership.views.styleguide import PAIRS, colours, contrast

TEMPLATES = Path(settings.BASE_DIR) / "templates"
POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”–—…«»→€№"


@pytest.fixture(scope="module", autouse=True)
def _assets():
    call_command("build_assets", verbosity=0)


def sources():
    """Path below `templates/` and text of every page template; mail has rules of its own."""
    for path in sorted(TEMPLATES.rglob("*.html")):
        name = path.relative_to(TEMPLATES).as_posix()
        if "email" not in name:
            yield name, path.read_text()


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["", "/en"])
def test_the_style_guide_shows_every_component(client, language):
    page = client.get(f"{language}/styleguide/").content.decode()
    for path in (TEMPLATES / "components").glob("*.html"):
        assert f"components/{path.name}" in page


def test_every_icon_named_in_a_template_or_menu_exists():
    named = {icon for _, text in sources() for icon in re.findall(r'{% icon "([^"]+)"', text)} | {
        icon for menu in navigation.MENUS.values() for *_, icon in menu
    }
    for name in named:
        assert lucide._render_icon(name, 20).startswith("<svg")


def test_no_template_has_inline_style_handler_or_script():
    faults = re.compile(
        r"""\sstyle=|<style|\son[a-z]+\s*=\s*["']|javascript:"""
        r"""|<script(?![^>]*(?:src=|type="application/json"))""",
        re.IGNORECASE,
    )
    found = {name: match.group() for name, text in sources() if (match := faults.search(text))}
    assert found == {}


def test_the_font_has_every_letter_and_sign_we_write():
    letters = TTFont(TARGET).getBestCmap()
    assert [sign for sign in POLISH if ord(sign) not in letters] == []
    assert "wght" in {axis.axisTag for axis in TTFont(TARGET)["fvar"].axes}


def test_building_the_assets_twice_leaves_the_font_alone():
    before = TARGET.stat().st_mtime_ns
    call_command("build_assets", verbosity=0)
    assert TARGET.stat().st_mtime_ns == before


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("pair", PAIRS, ids=" on ".join)
def test_words_stand_out_from_their_ground(pair, scheme):
    words, ground = (colours()[scheme][name] for name in pair)
    assert contrast(words, ground) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("edge", ["line-strong", "focus", "accent"])
def test_borders_of_fields_and_the_focus_ring_can_be_seen(edge, scheme):
    values = colours()[scheme]
    assert contrast(values[edge], values["ground"]) >= 3


def test_contrast_is_reckoned_as_in_wcag():
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#767676", "#ffffff") == 4.5


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["home", "members:index", "account_login"])
def test_a_first_visit_is_light(client, name):
    page = client.get(reverse(name)).content
    files = asked_for(page.decode())
    assert 1 + len(files) <= (11 if name == "account_login" else 8)  # passkeys need 3 scripts
    scripts = sum(weight(file) for file in files if file.endswith(".js"))
    assert len(gzip.compress(page)) + sum(map(weight, files)) <= 70 * 1024
    assert scripts <= 25 * 1024


def asked_for(page):
    """The static files that a browser fetches for this page, those of its style sheets too."""
    files = set(re.findall(r'(?:src|href)="/static/([^"]+)"', page))
    for sheet in [file for file in files if file.endswith(".css")]:
        text = Path(finders.find(sheet)).read_text()
        files |= {
            (Path("css") / url).as_posix().replace("css/../", "")
            for url in re.findall(r'url\("([^"]+)"\)', text)
        }
    return files


def weight(file):
    """Bytes over the wire; fonts are compressed already."""
    content = Path(finders.find(file)).read_bytes()
    return len(content) if file.endswith(".woff2") else len(gzip.compress(content))


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (Decimal("1710.00"), "", "1\xa0710"),
        ("12.50", "", "12,50"),
        (7, "%", "7 %"),
        (None, "", "–"),
    ],
)
def test_a_whole_number_is_written_whole(value, unit, words):
    assert ui.measured(value, unit) == words


def test_counts_have_their_thousands_apart():
    assert [ui.grouped(value) for value in (5000, "5 tys.", None)] == ["5\xa0000", "5 tys.", None]
    progress = {"done": 1200, "total": 5000, "label": "Wysłane"}
    page = render_to_string("components/progress.html", progress)
    assert "1\xa0200 z 5\xa0000" in page
    assert 'value="1200"' in page
    assert ">2\xa0040<" in render_to_string("components/stat.html", {"value": 2040})
