"""What upper apps add to pages of lower ones."""

from core.registry import SectionRegistry


def told(*titles, items=(1,)):
    return [{"title": title, "items": list(items)} for title in titles]


def test_sections_come_in_the_order_of_registration_and_empty_ones_are_left_out():
    sections = SectionRegistry()
    sections.add(lambda row, *, public: told(f"{row} dla wszystkich" if public else row, "Druga"))
    sections.add(lambda row, *, public: told("Pusta", items=()))
    sections.add(lambda row, *, public: told("Trzecia"))

    assert sections.of("Strona", public=True) == told("Strona dla wszystkich", "Druga", "Trzecia")
    assert sections.of("Strona", public=False) == told("Strona", "Druga", "Trzecia")


def test_function_registered_twice_is_called_once():
    sections = SectionRegistry()

    @sections.add
    @sections.add
    def section(row, *, public):
        return told("Raz")

    assert sections.of("Strona", public=True) == told("Raz")
