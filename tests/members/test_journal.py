"""What the journal tells about the register: before and after, in the reader's words."""

import pytest
from django.utils.translation import override

from journal.models import Entry
from members.actions import applying, importing, invitations, joining, profiles, register
from members.models import ImportRun, Person, Role
from tests.conftest import client_of
from tests.factories import CommuneFactory, PartnerFactory, PersonFactory, RoleFactory

ALIKE = {"NIP", "REGON", "KRS", "E-mail", "Partner", "Status"}  # the same in both languages


def told(entry, language="pl"):
    with override(language):
        return {name: (before, after) for name, before, after in entry.changes}


def test_a_changed_organisation_is_told_in_words_not_numbers(cast):
    commune = CommuneFactory(name="Malinowo")
    partner = PartnerFactory(partnership=cast.partnership, sector="social", commune=None)
    partner.sector, partner.commune, partner.shows_contact = "business", commune, True
    register.keep_partner(partner=partner, actor=cast.officer)
    assert told(Entry.objects.get(verb="partner changed")) == {
        "Sektor": ("społeczny", "gospodarczy"),
        "Gmina": ("–", "Malinowo"),
        "Adres, e-mail i telefon widoczne dla wszystkich": ("nie", "tak"),
    }


def test_own_data_are_told_before_and_after_and_nothing_where_nothing_changed(cast):
    person = Person.objects.get(user=cast.member)
    own = {
        "first_name": person.first_name,
        "last_name": "Nowe-Próbne",
        "phone": "600100200",
        "language": "en",
    }
    for _ in range(2):
        profiles.correct_own_data(user=cast.member, **own)
    changes = told(Entry.objects.get(verb="own data corrected"))
    assert changes["Nazwisko"] == (person.last_name, "Nowe-Próbne")
    assert changes["Telefon"] == ("–", "600100200")
    assert changes["Język wiadomości"] == ("polski", "English")


def test_every_entry_of_the_register_names_its_fields_in_polish(cast):
    person = PersonFactory(partnership=cast.partnership)
    role = Role(person=person, partner=cast.partner, function="prezes")
    register.keep_person(person=person, actor=cast.officer)
    register.keep_role(role=role, actor=cast.officer)
    register.end_role(role=role, actor=cast.officer, until=role.created_at.date())
    wish = joining.ask(user=cast.person, partner=cast.partner, function="prezes")
    joining.approve(request=wish, actor=cast.officer)
    joining.set_administrator(
        role=Role.objects.get(person__user=cast.person), actor=cast.admin, is_admin=True
    )
    invitation = invitations.invite(
        partner=cast.partner, actor=cast.admin, email="a@b.example", function="skarbnik"
    )
    invitations.withdraw(invitation=invitation, actor=cast.admin)
    invitations.invite_to_team(
        partnership=cast.partnership, actor=cast.coordinator, email="a@b.example", kind="officer"
    )
    applying.apply(
        partnership=cast.partnership,
        actor=cast.neighbour,
        name="Nowa",
        nip="",
        kind="association",
        function="prezes",
        message="",
    )
    profiles.propose(partner=cast.partner, actor=cast.admin, profile={"description": "Opis"})
    run = ImportRun.objects.create(partnership=cast.partnership, name="a.csv", status="checked")
    importing.confirm(run=run, actor=cast.officer)
    entries = list(Entry.objects.all())
    assert len(entries) > 10
    for entry in entries:
        polish, english = told(entry), told(entry, "en")
        assert (set(polish) & set(english)) <= ALIKE, (entry.verb, polish)


@pytest.mark.parametrize("answer", ["approve", "refuse"])
def test_a_decision_about_the_profile_stays_on_the_organisations_page(cast, office, answer):
    profiles.propose(
        partner=cast.partner,
        actor=cast.admin,
        profile={"description": "Opis próbny", "shows_contact": True},
    )
    cast.partner.refresh_from_db()
    seen = profiles.fingerprint(cast.partner)
    office.post(
        f"/biuro/zmiany-profili/{cast.partner.pk}/",
        {"answer": answer, "reason": "Zbyt ogólny opis.", "seen": seen},
    )
    page = client_of(cast.admin).get(f"/moje/organizacje/{cast.partner.pk}/").content.decode()
    assert "Ostatnia decyzja w sprawie profilu" in page
    assert "Opis próbny" in page
    assert ("Zbyt ogólny opis." in page) == (answer == "refuse")


def test_contacts_are_public_only_where_the_organisation_says_so(cast):
    partner = PartnerFactory(
        partnership=cast.partnership,
        email="biuro@kolo.example",
        address="ul. Próbna 7",
        phone="+48 22 775 12 34",
    )
    RoleFactory(partner=partner)
    url = f"/partnerzy/{partner.pk}/"
    hidden = client_of(None).get(url).content.decode()
    partner.shows_contact = True
    partner.save()
    shown = client_of(None).get(url).content.decode()
    for words in ("biuro@kolo.example", "ul. Próbna 7", "775 12 34"):
        assert words not in hidden
        assert words in shown
