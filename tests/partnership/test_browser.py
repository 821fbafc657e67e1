"""The browser and the judge: they must be able to say no."""

import pytest

GOOD = """<!doctype html><html lang="pl"><head><title>Strona próbna</title></head>
<body><main><h1>Zażółć</h1><p>Tekst</p></main></body></html>"""
BAD = GOOD.replace("<p>", '<img src="data:,"><p style="color:#eee;background:#fff">')


def test_axe_is_content_with_a_plain_page(page, axe):
    page.set_content(GOOD)
    axe(page)


def test_axe_names_the_rule_and_the_place(page, axe):
    page.set_content(BAD)
    with pytest.raises(AssertionError) as refused:
        axe(page)
    assert "color-contrast" in str(refused.value)
    assert "image-alt" in str(refused.value)
    axe(page, but=["color-contrast", "image-alt"])


def test_a_page_without_script_runs_none(no_script_page):
    no_script_page.set_content(GOOD + "<script>document.title = 'x'</script>")
    assert no_script_page.title() == "Strona próbna"


def test_a_page_may_be_narrow_and_dark(open_page):
    page = open_page(width=360, color_scheme="dark")
    dark = "matchMedia('(prefers-color-scheme: dark)').matches"
    assert page.evaluate(f"[innerWidth, {dark}]") == [360, True]
