"""Story 6: everybody reads what the county does, in Polish and in English."""

import re

from icalendar import Calendar

# Partners, agreements, workshops, projects, jobs, cycles and clubs.
FIGURES = 7
SUM = re.compile(r": (\d+)")


def story(visit, town):
    """True figures, filters that stand in the address, search, the feed, two languages."""
    reader = visit()
    compare_figures(reader)
    narrow(reader, visit)
    search(reader, town)
    subscribe(reader, town)
    change_language(reader)


def compare_figures(reader):
    """Each figure of the first page leads to the list whose length it is."""
    reader.open("/")
    labels = reader.main.locator(".figures .stat-label").all_inner_texts()
    assert len(labels) >= FIGURES
    for label in labels:
        figure = reader.main.locator(".figures .stat").filter(has_text=label)
        told = int(figure.locator(".stat-value").inner_text())
        assert told, f"nothing to compare: {label}"
        reader.follow(label)
        assert told == (job_sum(reader) if "miejsca pracy" in label else count(reader)), label
        reader.open("/")


def count(reader):
    """How many there are, as the list says."""
    return int(re.match(r"\d+", head_of_results(reader))[0])


def job_sum(reader):
    """How many jobs the projects of the list have together."""
    return int(SUM.search(head_of_results(reader))[1])


def head_of_results(reader):
    results = reader.main.locator("#results")
    return results.locator("[role=status], .result-count").first.inner_text()


def narrow(reader, visit):
    """A filtered list is an address: whoever gets it sees the same."""
    reader.turn_to("Partnerzy")
    whole = count(reader)
    reader.choose("Sektor", "gospodarczy")
    reader.press("Pokaż wyniki")
    reader.waits_until(lambda: 0 < count(reader) < whole)
    narrowed, address = count(reader), reader.page.url
    assert "sector=business" in address
    friend = visit()
    friend.open(address)
    assert count(friend) == narrowed
    reader.follow("Wyczyść filtry")
    assert count(reader) == whole


def search(reader, town):
    """One box finds partners, agreements, meetings and projects."""
    reader.open("/")
    reader.write("Szukaj w portalu", town.word, inside=reader.page.locator("header"))
    reader.press("Szukaj", inside=reader.page.locator("header"))
    for group in ("Partnerzy", "Porozumienia", "Spotkania", "Projekty"):
        reader.reads(re.compile(rf"{group} \(\d+\)"))
    link = reader.link(re.compile(r"^Projekty: pokaż"))
    told = int(re.search(r"\((\d+)\)", link.inner_text())[1])
    reader.follow(re.compile(r"^Projekty: pokaż"))
    assert count(reader) == told


def subscribe(reader, town):
    """The feed holds the coming meeting, as the calendar shows it."""
    reader.open("/")
    reader.turn_to("Kalendarz")
    reader.reads(town.meeting)
    feed = Calendar.from_ical(reader.take(re.compile(r"kalendarz\.ics$")))
    assert town.meeting in {str(event["summary"]) for event in feed.walk("VEVENT")}


def change_language(reader):
    """The other language shows the same page; figures and filters hold there as well."""
    header = reader.page.locator("header")
    reader.open("/")
    reader.follow("English", inside=header)
    reader.reads("The partnership in figures")
    assert reader.page.locator("html").get_attribute("lang") == "en"
    reader.turn_to("Partners")
    whole = count(reader)
    reader.choose("Sector", "business")
    reader.press("Show results")
    reader.waits_until(lambda: 0 < count(reader) < whole)
    narrowed = count(reader)
    reader.follow("Polski", inside=header)
    assert "/en/" not in reader.page.url
    assert "sector=business" in reader.page.url
    assert count(reader) == narrowed
