"""How visitors work a page: with the mouse, or with nothing but the keyboard.

Both know a control only by what a visitor is told: its role, its name, its label.
"""

import re

from playwright.sync_api import expect

PATIENCE = 20_000  # milliseconds
MOST_STEPS = 500  # Tab presses until we say that a control cannot be reached
OPTIONAL = r"( \((nieobowiązkowe|optional)\))?"

WHERE = """target => {
    if (!target.isConnected) return "gone";
    const at = document.activeElement;
    if (at === target) return "here";
    if (!at || at === document.body) return "ahead";
    const way = at.compareDocumentPosition(target);
    return way & Node.DOCUMENT_POSITION_FOLLOWING ? "ahead" : "behind";
}"""
SHOWS_FOCUS = """target => {
    const style = getComputedStyle(target), box = target.getBoundingClientRect();
    const marked = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0)
        || style.boxShadow !== "none";
    const inSight = box.width && box.height && box.bottom > 0 && box.top < innerHeight;
    return Boolean(marked && inSight);
}"""
OPTIONS = "box => [box.selectedIndex, ...Array.from(box.options, o => o.text.trim())]"


def worded(label):
    """A field's label, with or without the word that says it may stay empty."""
    if isinstance(label, re.Pattern):
        return label
    return re.compile(rf"^\s*{re.escape(label)}{OPTIONAL}\s*$", re.IGNORECASE)


def counted(label):
    """The label of a filter that says how many it would leave."""
    return re.compile(rf"^{re.escape(label)} \(\d+\)$")


class Hand:
    """One visitor and their browser. Subclasses say how a control is worked."""

    def __init__(self, page, url, has_script=True):
        self.page, self.url, self.has_script = page, url, has_script
        page.set_default_timeout(PATIENCE)
        page.set_default_navigation_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)

    # Where things are

    @property
    def menu(self):
        """The main menu."""
        return self.page.locator("header nav")

    @property
    def tabs(self):
        """The ways to the other pages about the same thing."""
        return self.page.get_by_role("navigation", name="Części tej strony")

    @property
    def sections(self):
        """The ways to the parts of a project."""
        return self.page.get_by_role("navigation", name="Części tego projektu")

    @property
    def main(self):
        """The page without its header and footer."""
        return self.page.get_by_role("main")

    def group(self, legend):
        """The fields under one legend."""
        return self.page.get_by_role("group", name=legend, exact=True)

    def row(self, words):
        """The row of a table, or the card of a list, that holds these words."""
        return self.page.locator("tr, li.card, article.card").filter(has_text=words)

    def link(self, name, inside=None):
        """The link of this name."""
        return self._named("link", name, inside)

    def field(self, label, inside=None):
        """The control with this label."""
        labelled = (inside or self.main).get_by_label(worded(label))
        return labelled.and_(self.page.locator("input, select, textarea"))

    # What a visitor does

    def open(self, address):
        """Type in an address: a path of the portal, or a whole one from a letter."""
        self.page.goto(address if "://" in address else f"{self.url}{address}")

    def press(self, name, inside=None):
        """Work a button that leads on."""
        self._go(self._named("button", name, inside))

    def follow(self, name, inside=None):
        """Follow a link."""
        self._go(self.link(name, inside))

    def take(self, name):
        """Follow a link to a file; return its content as bytes."""
        with self.page.expect_download() as coming:
            self.activate(self.link(name))
        return coming.value.path().read_bytes()

    def turn_to(self, name):
        """Choose from the main menu."""
        self.follow(name, inside=self.menu)

    def unfold(self, words):
        """Open a folded part of the page."""
        self.activate(self.main.locator("summary").filter(has_text=words))

    # What a visitor reads

    def reads(self, *words):
        """Assert that the page says all these words."""
        for wanted in words:
            expect(self.page.get_by_text(wanted).filter(visible=True).first).to_be_visible()

    def finds_no(self, words):
        """Assert that the page does not say these words."""
        expect(self.page.get_by_text(words)).to_have_count(0)

    def waits_for(self, words):
        """Wait until the page says so by itself; without script, load it again and again."""
        wanted = self.page.get_by_text(words).filter(visible=True).first
        if self.has_script:
            expect(wanted).to_be_visible(timeout=3 * PATIENCE)
            return
        for _ in range(100):
            if wanted.is_visible():
                return
            self.page.wait_for_timeout(600)
            self.page.reload()
        expect(wanted).to_be_visible()

    def waits_until(self, true):
        """Wait for what a part of the page takes a moment to show."""
        for _ in range(PATIENCE // 50):
            if true():
                return
            self.page.wait_for_timeout(50)
        assert true()

    def _named(self, role, name, inside):
        exact = isinstance(name, str)
        return (inside or self.main).get_by_role(role, name=name, exact=exact or None)

    def _go(self, control):
        with self.page.expect_navigation():
            self.activate(control)


class Mouse(Hand):
    """Points and clicks, and types where it has clicked."""

    def activate(self, control):
        control.click()

    def write(self, label, words, inside=None):
        self.field(label, inside).fill(words)

    def choose(self, label, option, inside=None):
        self.field(label, inside).select_option(label=option)

    def tick(self, label, inside=None):
        self.field(label, inside).check()

    def leave_out(self, label, inside=None):
        self.field(label, inside).uncheck()

    def attach(self, label, path, inside=None):
        self.field(label, inside).set_input_files(path)


class Keyboard(Hand):
    """Tab, Shift+Tab, Enter, Space and the arrows; sees where the focus is at every stop."""

    def activate(self, control):
        self._walk_to(control)
        self.page.keyboard.press("Enter")

    def write(self, label, words, inside=None):
        field = self.field(label, inside)
        kind = field.get_attribute("type")
        if kind == "date":
            return self._write_parts(field, words, ["{1}{2}{0}", "{2}{1}{0}"])
        if kind == "time":
            return self._write_parts(field, words, ["{0}{1}", "{3:02}{1}{4}"])
        self._walk_to(field)
        self.page.keyboard.press("ControlOrMeta+a")
        if words.isascii() and "\n" not in words:
            self.page.keyboard.type(words)
        else:
            self.page.keyboard.insert_text(words)
        return expect(field).to_have_value(words)

    def choose(self, label, option, inside=None):
        box = self.field(label, inside)
        self._walk_to(box)
        at, *options = box.evaluate(OPTIONS)
        way = options.index(option) - at
        for _ in range(abs(way)):
            self.page.keyboard.press("ArrowDown" if way > 0 else "ArrowUp")
        at, *options = box.evaluate(OPTIONS)
        assert options[at] == option, f"{label}: {options[at]} instead of {option}"

    def tick(self, label, inside=None):
        box = self.field(label, inside)
        if box.get_attribute("type") == "radio":
            self._turn_to(box)
        else:
            self._walk_to(box)
            self.page.keyboard.press("Space")
        expect(box).to_be_checked()

    def leave_out(self, label, inside=None):
        box = self.field(label, inside)
        self._walk_to(box)
        self.page.keyboard.press("Space")
        expect(box).not_to_be_checked()

    def attach(self, label, path, inside=None):
        # Asked for early: the browser may otherwise open its own window before it has heard.
        self.page.on("filechooser", lambda _chooser: None)
        self._walk_to(self.field(label, inside))
        with self.page.expect_file_chooser() as asked:
            self.page.keyboard.press("Enter")
        asked.value.set_files(path)

    def _walk_to(self, control):
        spot = control.element_handle()
        for _ in range(MOST_STEPS):
            where = spot.evaluate(WHERE)
            if where == "here":
                assert spot.evaluate(SHOWS_FOCUS), f"no visible focus on {control}"
                return
            if where == "gone":  # a part of the page was drawn anew
                spot = control.element_handle()
            else:
                self.page.keyboard.press("Tab" if where == "ahead" else "Shift+Tab")
        raise AssertionError(f"Tab never reaches {control}")

    def _turn_to(self, radio):
        """One stop of Tab serves the whole group; the arrows choose within it."""
        name = radio.get_attribute("name")
        self._walk_to_one_of(f'input[type="radio"][name="{name}"]')
        for _ in range(MOST_STEPS):
            where = radio.evaluate(WHERE)
            if where == "here":
                if not radio.is_checked():
                    self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown" if where == "ahead" else "ArrowUp")
        raise AssertionError(f"the arrows never reach {radio}")

    def _walk_to_one_of(self, selector):
        first = self.page.locator(selector).first
        for _ in range(MOST_STEPS):
            if first.evaluate("(_, those) => document.activeElement.matches(those)", selector):
                return
            where = first.evaluate(WHERE)
            self.page.keyboard.press("Tab" if where == "ahead" else "Shift+Tab")
        raise AssertionError(f"Tab never reaches {selector}")

    def _write_parts(self, field, value, orders):
        """Write a date or an hour part by part, in whatever order this browser has them."""
        parts = re.split("[-:]", value)
        if ":" in value:
            hour = int(parts[0])
            parts = [*parts, "", hour % 12 or 12, "AP"[hour >= 12]]
        for order in orders:
            self._walk_to(field)
            while field.evaluate(WHERE) == "here":
                self.page.keyboard.press("Shift+Tab")
            self.page.keyboard.press("Tab")
            self.page.keyboard.type(order.format(*parts))
            if field.input_value() == value:
                return
        raise AssertionError(f"{field}: {field.input_value()} instead of {value}")
