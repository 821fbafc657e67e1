"""The drivers and the watch: what they cannot do or must not overlook, they say."""

import pytest

from tests.journeys import drivers
from tests.journeys.drivers import Keyboard, Mouse
from tests.journeys.watch import Watch

CONTROLS = """<!doctype html><html lang="pl"><head><title>Próba</title></head><body><main><form>
<label for="a">Imię</label><input id="a">
<label for="b">Dzień</label><input id="b" type="date">
<label for="c">Od godziny</label><input id="c" type="time">
<label for="d">Sektor</label>
<select id="d"><option>publiczny<option>społeczny<option>gospodarczy</select>
<label><input type="radio" name="r" value="1"> Tak</label>
<label><input type="radio" name="r" value="2"> Nie</label>
<label><input type="checkbox"> Pokaż</label>
<button type="button" onclick="document.title = 'Zapisane'">Zapisz</button>
</form></main></body></html>"""


def shown(page, content):
    """A hand of each kind would see this page."""
    page.set_content(content)
    return Keyboard(page, "")


@pytest.mark.parametrize("kind", [Mouse, Keyboard])
def test_every_kind_of_control_is_worked(page, kind):
    page.set_content(CONTROLS)
    hand = kind(page, "")
    hand.tick("Pokaż")
    hand.choose("Sektor", "gospodarczy")
    hand.tick("Nie")
    hand.write("Imię", "Żaneta")
    hand.write("Dzień", "2026-03-02")
    hand.write("Od godziny", "15:30")
    hand.activate(hand.main.get_by_role("button", name="Zapisz"))
    values = page.locator("input, select").evaluate_all("all => all.map(e => e.value)")
    assert values == ["Żaneta", "2026-03-02", "15:30", "gospodarczy", "1", "2", "on"]
    assert hand.field("Nie").is_checked()
    assert hand.field("Pokaż").is_checked()
    assert page.title() == "Zapisane"


def test_a_focus_that_cannot_be_seen_is_refused(page):
    hand = shown(page, '<main><button style="outline: none">Dalej</button></main>')
    with pytest.raises(AssertionError, match="no visible focus"):
        hand.activate(page.get_by_role("button"))


def test_a_control_that_tab_does_not_reach_is_refused(page, monkeypatch):
    monkeypatch.setattr(drivers, "MOST_STEPS", 10)
    hand = shown(page, '<main><button tabindex="-1">Dalej</button></main>')
    with pytest.raises(AssertionError, match="Tab never reaches"):
        hand.activate(page.get_by_role("button"))


def test_the_watch_notes_what_goes_wrong_behind_the_page(page):
    watch = Watch()
    watch.over(page)
    page.set_content("<img src='http://127.0.0.1:1/x.png'><script>console.error('ojej')</script>")
    page.wait_for_timeout(300)
    words = " ".join(watch.complaints)
    assert "console: ojej" in words
    assert "failed: http://127.0.0.1:1/x.png" in words
