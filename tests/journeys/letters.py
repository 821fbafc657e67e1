"""The letters of a story: from the mail server, or from the office's own pages."""

import re
from dataclasses import dataclass

SECONDS = 60


@dataclass(frozen=True)
class Letter:
    """What stands in one letter. `calendar` is empty where there is none."""

    subject: str
    text: str
    html: str
    calendar: str

    def link(self, path):
        """The first address in the text that goes to `path`."""
        return re.search(rf"https?://\S*{path}\S+", self.text)[0]

    @property
    def uid(self):
        """The name of the calendar's entry."""
        return re.search(r"^UID:(\S+)", self.calendar, re.MULTILINE)[1]


def from_sink(mailbox):
    """Letters as the mail server received them; waits until `count` are there."""

    def letters(address, count, about=""):
        return [
            letter
            for letter in map(opened, mailbox.wait(count, SECONDS, to=address))
            if about in letter.subject
        ]

    return letters


def opened(message):
    """The parts of a message that people and their programs read."""
    calendars = [p for p in message.walk() if p.get_content_type() == "text/calendar"]
    assert all(p.get_content() == calendars[0].get_content() for p in calendars)
    return Letter(
        subject=message["Subject"],
        text=message.get_body(("plain",)).get_content(),
        html=message.get_body(("html",)).get_content(),
        calendar=calendars[0].get_content().replace("\r\n", "\n") if calendars else "",
    )


def from_pages(at_office):
    """Letters as the office reads them where no mail server is; waits as well."""

    def letters(address, count, about=""):
        hand = at_office()
        hand.open(f"/biuro/poczta/?q={address}")
        rows = hand.main.locator("tbody tr").filter(has_text=about)
        for _ in range(SECONDS):
            if rows.filter(has_text="wysłana").count() >= count:
                break
            hand.page.wait_for_timeout(1000)
            hand.page.reload()
        pages = [link.get_attribute("href") for link in rows.locator("th a").all()]
        return [read(hand, page) for page in reversed(pages)]

    return letters


def read(hand, address):
    """One letter on its page."""
    hand.open(address)
    calendar = hand.main.locator("pre")
    return Letter(
        subject=hand.main.get_by_role("heading", level=1).inner_text(),
        text=hand.main.locator("[aria-labelledby=letter-text]").inner_text(),
        html=hand.main.locator("[aria-labelledby=letter-html]").inner_text(),
        calendar=calendar.inner_text() if calendar.count() else "",
    )
