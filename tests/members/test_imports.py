"""Lists of people as offices have them, from the check to the register."""

import pytest

from core.models import WrongStepError
from journal.models import Entry
from members.actions import importing
from members.choices import Verdict
from members.models import ImportRun, Partner, Person, Role
from members.rules.columns import guess_field, guess_header
from members.rules.notes import told
from members.selectors.judge import Options
from tests.crowd import at_once, crowded
from tests.factories import CommuneFactory, PartnerFactory, PersonFactory, RoleFactory
from tests.members.lists import LIST, codes, imported, run_of, verdicts

pytestmark = pytest.mark.django_db


def test_a_real_list_is_sorted_into_good_duplicate_and_faulty(cast, guild):
    run = run_of(cast, LIST)

    assert run.header_row == 4
    assert verdicts(run) == {
        5: Verdict.GOOD,
        6: Verdict.GOOD,
        7: Verdict.DUPLICATE,
        8: Verdict.FAULTY,
        9: Verdict.FAULTY,
        10: Verdict.FAULTY,
    }
    assert codes(run, 6) == ["first_email", "first_phone"]
    assert codes(run, 7) == ["same_as"]
    assert codes(run, 8) == ["no_name"]
    assert codes(run, 9) == ["phone"]
    assert codes(run, 10) == ["no_partner"]
    assert not Person.objects.filter(last_name="Żółć").exists()


def test_confirming_adds_the_good_rows_only(cast, guild):
    imported(cast, LIST)

    person = Person.objects.get(email="g.zolc@cech.example")
    assert (person.first_name, person.last_name) == ("Grażyna", "Żółć")
    assert person.phone == "+48 22 775 12 34"
    role = Role.objects.get(person=person)
    assert (role.partner, role.function) == (guild, "starsza cechu")
    assert Role.objects.filter(partner=guild).count() == 2
    assert Person.objects.found_by("zolc").get() == person
    assert Entry.objects.get(verb="people imported").after["done"] == 2


def test_row_with_an_address_of_a_page_for_a_name_or_function_is_faulty(cast):
    run = run_of(
        cast,
        """Imię;Nazwisko;Organizacja;Funkcja;Tytuł
Jan;www.zla.example;;;
Jan;Próbny;;zobacz kup-teraz.pl;
jan@zla.example;Próbny;;;
Jan;Próbny;;prezes;https://zla.example
Ewa;Próbna;kup-teraz.pl sp. z o.o.;p.o. dyr. ds. promocji;mgr inż.
""",
        Options(add_partners=True, sector="business", kind="employer"),
    )
    assert list(verdicts(run).values()) == [Verdict.FAULTY] * 4 + [Verdict.GOOD]
    assert [codes(run, number) for number in range(2, 6)] == [["link"]] * 4
    (words,) = told(run.rows.get(number=3).notes)
    assert "kup-teraz.pl" in words


def test_the_same_file_again_changes_nothing(cast, guild):
    imported(cast, LIST, Options(add_partners=True, sector="social", kind="foundation"))
    before = Person.objects.count(), Role.objects.count(), Partner.objects.count()

    again = imported(cast, LIST, Options(add_partners=True, sector="social", kind="foundation"))

    assert (Person.objects.count(), Role.objects.count(), Partner.objects.count()) == before
    assert again.counted()[Verdict.DONE] == 0


def test_an_old_list_does_not_call_back_who_has_gone(cast, guild):
    imported(cast, LIST)
    Role.objects.filter(partner=guild).update(until="2026-01-01")

    imported(cast, LIST)

    assert not Role.objects.today().filter(partner=guild).exists()


def test_two_clicks_confirm_once(cast, guild):
    run = run_of(cast, LIST)
    twin = ImportRun.objects.get(pk=run.pk)

    importing.confirm(run=run, actor=cast.officer)
    with pytest.raises(WrongStepError):
        importing.confirm(run=twin, actor=cast.officer)


def test_taking_in_twice_adds_once(cast, guild):
    run = imported(cast, LIST)
    importing.take_all(run)

    assert Person.objects.filter(email="g.zolc@cech.example").count() == 1
    assert Entry.objects.filter(verb="people imported").count() == 1


def test_two_officers_with_the_same_list_add_each_person_once(cast, guild):
    first, second = run_of(cast, LIST), run_of(cast, LIST)
    for run in (first, second):
        importing.confirm(run=run, actor=cast.officer)
    for run in (first, second):
        importing.take_all(run)

    assert Person.objects.filter(email="g.zolc@cech.example").count() == 1
    assert second.counted()[Verdict.DUPLICATE] == 3


@crowded
def test_two_officers_who_import_at_the_same_moment_add_each_person_once(cast, monkeypatch):
    crowd = "Imię;Nazwisko;E-mail;Organizacja\n" + "".join(
        f"Próbna;Osoba {number};osoba{number}@cech.example;{cast.partner.name}\n"
        for number in range(40)
    )
    monkeypatch.setattr(importing, "CHUNK", 4)
    runs = [run_of(cast, crowd), run_of(cast, crowd)]
    for run in runs:
        importing.confirm(run=run, actor=cast.officer)

    assert at_once(importing.take_all, runs) == [None, None]
    assert Person.objects.filter(email__endswith="@cech.example").count() == 40
    assert Role.objects.filter(person__email__endswith="@cech.example").count() == 40
    counts = [run.counted() for run in runs]
    assert sum(count[Verdict.DONE] for count in counts) == 40
    assert sum(count[Verdict.DUPLICATE] for count in counts) == 40
    assert Entry.objects.filter(verb="people imported").count() == 2


def test_work_that_was_killed_between_chunks_goes_on_where_it_stopped(cast, guild, monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", 1)
    run = run_of(cast, LIST)
    importing.confirm(run=run, actor=cast.officer)
    importing.take_chunk(run)

    importing.take_all(ImportRun.objects.get(pk=run.pk))

    assert Role.objects.filter(partner=guild).count() == 2


def test_a_new_organisation_comes_once_with_its_commune(cast):
    commune = CommuneFactory(parent=cast.partnership.county, name="Pomiechówek")
    text = (
        "Imię,Nazwisko,Firma,Gmina,Sektor,Rodzaj\n"
        "Jan,Próbny,Piekarnia próbna,gm. Pomiechówek,biznes,firma\n"
        "Anna,Próbna,piekarnia PRÓBNA,Pomiechowek,biznes,pracodawca\n"
        "Ewa,Próbna,Inna,Kraków,biznes,firma\n"
    )

    run = imported(cast, text, Options(add_partners=True))

    partner = Partner.objects.get(name="Piekarnia próbna")
    assert (partner.commune, partner.sector, partner.kind) == (commune, "business", "employer")
    assert partner.status == "contact"
    assert partner.roles.count() == 2
    assert codes(run, 4) == ["commune"]
    assert not Partner.objects.filter(name="Inna").exists()


def test_the_nip_decides_which_organisation_is_meant(cast):
    partner = PartnerFactory(partnership=cast.partnership, name="Izba", nip="5260250274")
    text = "Imię;Nazwisko;Organizacja;NIP\nJan;Próbny;Inna nazwa;526-025-02-74\nA;B;C;5260250275\n"

    run = imported(cast, text)

    assert Role.objects.get(person__last_name="Próbny").partner == partner
    assert codes(run, 3) == ["nip"]


def test_a_known_person_gets_only_the_new_function(cast, guild):
    person = PersonFactory(
        partnership=cast.partnership,
        first_name="Grażyna",
        last_name="Żółć",
        email="g.zolc@cech.example",
    )

    imported(cast, LIST)

    assert Person.objects.filter(last_name="Żółć").count() == 1
    assert Role.objects.get(person=person).partner == guild


NAMESAKES = """Imię;Nazwisko;Instytucja;E-mail
Jan;Kowalski;Cech próbny;jan@cech.example
Jan;Kowalski;Inna próbna;jan@inna.example
Jan;Kowalski;;jan.kowalski@poczta.example
"""


def test_namesakes_with_different_e_mails_are_different_people(cast, guild):
    PartnerFactory(partnership=cast.partnership, name="Inna próbna")
    known = PersonFactory(
        partnership=cast.partnership,
        first_name="Jan",
        last_name="Kowalski",
        email="jan@dawny.example",
    )

    run = imported(cast, NAMESAKES)

    assert run.counted()[Verdict.DONE] == 3
    assert [codes(run, row) for row in (2, 3, 4)] == [["namesake"]] * 3
    namesakes = Person.objects.filter(last_name="Kowalski")
    assert namesakes.count() == 4
    assert sorted(namesakes.exclude(pk=known.pk).values_list("email", flat=True)) == [
        "jan.kowalski@poczta.example",
        "jan@cech.example",
        "jan@inna.example",
    ]
    assert not known.roles.exists(), "nobody gets a namesake's function"


def test_one_telephone_makes_no_one_person_of_namesakes_with_different_e_mails(cast, guild):
    known = PersonFactory(
        partnership=cast.partnership,
        first_name="Jan",
        last_name="Kowalski",
        email="jan@dawny.example",
        phone="+48 22 555 01 01",
    )
    head, row, *_others = NAMESAKES.splitlines()
    run = imported(cast, f"{head};telefon\n{row};22 555 01 01\n")
    assert codes(run, 2) == ["namesake"]
    assert Person.objects.filter(last_name="Kowalski").count() == 2
    known.refresh_from_db()
    assert known.email == "jan@dawny.example"


def test_a_namesake_at_the_same_organisation_is_shown_as_known_and_not_added(cast, guild):
    role = RoleFactory(partner=guild, person__first_name="Jan", person__last_name="Kowalski")

    run = imported(cast, NAMESAKES.partition("Jan;Kowalski;Inna")[0])

    assert codes(run, 2) == ["known_differs"]
    assert Person.objects.get(last_name="Kowalski") == role.person


def test_what_the_export_wrote_is_read_back_unchanged(cast, office, guild):
    person = RoleFactory(partner=guild, function="=CMD()", since="2020-01-01").person
    person.phone = "+48 22 775 12 34"
    person.save()
    RoleFactory(person=person, partner=cast.partner)
    for language in ("", "/en"):
        for form in ("csv", "xlsx"):
            response = office.post(f"{language}/biuro/osoby/pobierz/", {"format": form})
            content = b"".join(response.streaming_content)
            run = run_of(cast, content, name=f"osoby.{form}")

            assert set(verdicts(run).values()) == {Verdict.DUPLICATE}, (language, form)
            assert len(verdicts(run)) == 5


def test_the_export_fills_an_empty_register_the_same(cast, office, guild):
    RoleFactory(
        partner=guild, function="prezes", since="2020-01-01", person__phone="+48 22 775 12 34"
    )
    content = b"".join(office.post("/biuro/osoby/pobierz/", {"format": "csv"}).streaming_content)
    Role.objects.all().delete()
    Person.objects.all().delete()

    run = imported(cast, content)

    assert run.counted()[Verdict.DONE] == 4
    role = Role.objects.get(since="2020-01-01")
    assert (role.since.isoformat(), role.person.phone) == ("2020-01-01", "+48 22 775 12 34")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Nazwisko i imię", "reversed_name"),
        ("Imię i nazwisko:", "full_name"),
        ("NAZWISKO", "last_name"),
        ("E-MAIL", "email"),
        ("Adres e-mail *", "email"),
        ("Telefon komórkowy", "phone"),
        ("Nazwa instytucji", "partner"),
        ("Gmina", "commune"),
        ("Kod TERC", "terc"),
        ("Sektor", "sector"),
        ("Stanowisko służbowe", "function"),
        ("NIP", "nip"),
        ("Lp.", ""),
        ("", ""),
    ],
)
def test_headings_are_understood(heading, field):
    assert guess_field(heading) == field


def test_a_list_without_headings_has_none():
    assert guess_header([["Próbny", "Jan"], ["Próbna", "Ewa"]]) == 0
