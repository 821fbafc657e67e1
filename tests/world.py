"""Two partnerships, each with one of everything that an address can name."""

import datetime as dt
import io
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import NoReverseMatch, reverse
from PIL import Image

from agreements import actions as agreeing
from documents.actions import store
from documents.checking import check as check_upload
from journal.rules.references import about
from meetings.selectors import links
from members.actions import applying, invitations, joining
from members.models import ImportRun
from members.selectors.links import token_of
from outbox.actions import letter, queue
from outbox.models import Letter, Suppression
from projects import actions as following
from projects.choices import Way
from projects.models import Filing, JobCheck, Photo
from projects.selectors import links as project_tokens
from tests.access_matrix import APPS
from tests.agreements.factories import make_draft, make_in_force, seats
from tests.factories import PartnerFactory, RoleFactory, UserFactory
from tests.meetings.factories import MeetingFactory, ReminderRuleFactory, listed, released
from tests.projects.factories import ProjectFactory


class World:
    """What every address may be asked for: `own` of the cast's office, and `foreign`."""

    def __init__(self, cast):
        self.cast = cast
        there = SimpleNamespace(
            partnership=cast.foreign,
            partner=PartnerFactory(partnership=cast.foreign),
            officer=cast.foreign_officer,
            admin=UserFactory(),
            member=UserFactory(),
        )
        self.sides = {"own": side(cast), "foreign": side(there)}

    def addresses(self, name):
        """Pairs of whose thing and address: one without arguments, else one a side."""
        try:
            return [("own", reverse(name))]
        except NoReverseMatch:
            return [(whose, reverse(name, kwargs=kw[name])) for whose, kw in self.sides.items()]


def side(cast) -> dict[str, dict]:
    """The arguments of every address that has some, for one partnership."""
    return {
        "county": {"slug": cast.partnership.slug},
        **accounts_of(cast),
        **outbox_of(cast),
        **members_of(cast),
        **agreements_of(cast),
        **meetings_of(cast),
        **projects_of(cast),
        **{name: kwargs for app in APPS for name, kwargs in app.things(cast).items()},
    }


def all_of(names, **kwargs):
    """The same arguments for several addresses."""
    app, *rest = names.split()
    return {f"{app}:{name}": kwargs for name in rest}


def accounts_of(cast):
    return {
        "account_confirm_email": {"key": "nonsense"},
        "account_reset_password_from_key": {"uidb36": "1", "key": "nonsense"},
        "mfa_remove_webauthn": {"pk": 1},
        "mfa_edit_webauthn": {"pk": 1},
    }


def a_letter(cast, word):
    """A letter that waits in the outbox of this office."""
    once = f"world:{cast.partnership.pk}:{word}"
    row = letter(
        once=once,
        kind="próbny",
        to_email="a@b.example",
        subject="Próba",
        text="Próba",
        partnership=cast.partnership,
        about=about(cast.partner),
    )
    queue([row])
    return Letter.objects.get(once=once)


@transaction.atomic  # no worker may take the letter before it is on hold
def outbox_of(cast):
    row, held = (a_letter(cast, word) for word in ("waits", "held"))
    held.become(Letter.Status.HELD)
    silent = Suppression.objects.create(
        partnership=cast.partnership, email="cisza@b.example", reason="objection"
    )
    return {
        **all_of("outbox office_letter office_hold office_release", pk=row.pk),
        "outbox:office_edit": {"pk": held.pk},
        **all_of("outbox office_cancel office_retry", pk=row.pk),
        "outbox:office_lift": {"pk": silent.pk},
    }


def members_of(cast):
    partner = cast.partner
    person = RoleFactory(partner=partner).person
    role = person.roles.get()
    asked = joining.ask(user=UserFactory(), partner=partner, function="prezes")
    invitations.invite(partner=partner, actor=cast.admin, email="x@b.example", function="prezes")
    invited = partner.colleague_invitations.get()
    team = invitations.invite_to_team(
        partnership=cast.partnership, actor=cast.officer, email="y@b.example", kind="officer"
    )
    applied = applying.apply(
        partnership=cast.partnership,
        actor=UserFactory(),
        name="Nowa próbna",
        nip="",
        kind="association",
        function="prezes",
        message="",
    )
    partner.proposed = {"description": "Opis próbny"}
    partner.save()
    run = ImportRun.objects.create(
        partnership=cast.partnership,
        name="osoby.csv",
        status="uploaded",
        header=["Imię", "Nazwisko"],
        file=SimpleUploadedFile("osoby.csv", "Imię;Nazwisko\nJan;Próbny\n".encode()),
    )
    imports = "members office_import office_import_columns office_import_confirm"
    return {
        **all_of(
            "members detail office_partner office_partner_edit office_partner_step", pk=partner.pk
        ),
        **all_of("members office_role_add office_partner_person_add my_ask", pk=partner.pk),
        **all_of("members my_organisation my_profile my_invite", pk=partner.pk),
        **all_of("members office_profile_change", pk=partner.pk),
        **all_of(f"{imports} office_import_proceed office_import_drop", pk=run.pk),
        **all_of("members office_import_faulty", pk=run.pk),
        **all_of("members office_person office_person_edit office_person_role", pk=person.pk),
        **all_of("members office_role_end office_role_dates", pk=role.pk),
        "members:my_decide": {"pk": partner.pk, "request_pk": asked.pk},
        "members:my_role": {"pk": partner.pk, "role_pk": role.pk},
        "members:my_withdraw": {"pk": partner.pk, "invitation_pk": invited.pk},
        **all_of("members office_application office_application_enter", pk=applied.pk),
        "members:my_colleague": {"token": token_of(invited)},
        "members:my_team": {"token": token_of(team)},
        "members:office_team_withdraw": {"pk": team.pk},
        "members:office_join_request": {"pk": asked.pk},
        **all_of("members office_team_change office_team_end", pk=cast.officer.services.get().pk),
    }


def agreements_of(cast):
    agreement = make_draft(cast)
    (own,) = agreeing.add_parties(agreement=agreement, partners=[cast.partner], actor=cast.officer)
    agreeing.add_signatory(party=own, name="Próbna Osoba", function="prezes", actor=cast.officer)
    agreeing.open_signing(agreement=agreement, actor=cast.officer)
    scan = store(partnership=cast.partnership, upload=picture(), uploaded_by=cast.officer)
    scan.text = "Tekst próbny"
    scan.save()
    first, *rest = seats(agreement)
    (signature,) = agreeing.sign(
        agreement=agreement,
        given=[agreeing.Given(first, document=scan)],
        on=agreement.created_at.date(),
        actor=cast.officer,
    )
    agreeing.publish(agreement=agreement, document=scan, actor=cast.officer)
    guest = PartnerFactory(partnership=cast.partnership)
    joined = make_in_force(cast)
    filed = agreeing.file_accession(
        agreement=joined,
        partner=guest,
        name="Próbna Osoba",
        function="prezes",
        actor=cast.officer,
        document=scan,
        declared_on=joined.in_force_on,
    )
    remark = consulted(cast)
    in_consultation = remark.version.agreement_id
    (template, *_rest) = agreeing.ready_templates(partnership=cast.partnership, actor=cast.officer)
    pk, party = agreement.pk, own.pk
    return {
        **all_of(
            "agreements detail scan my_detail office_detail office_edit office_versions", pk=pk
        ),
        **all_of("agreements office_consult office_reopen office_open_signing office_sign", pk=pk),
        **all_of("agreements office_enter_force office_terminate office_publish", pk=pk),
        **all_of("agreements office_unpublish office_sheet office_parties", pk=pk),
        **all_of("agreements office_parties_csv office_parties_add office_accede", pk=pk),
        **all_of("agreements office_final", pk=pk, number=1),
        **all_of("agreements my_accede", pk=joined.pk, partner=cast.partner.pk),
        **all_of("agreements office_proof office_file", pk=pk, signature=signature.pk),
        **all_of("agreements office_party_remove office_signatory_add", pk=pk, party=party),
        **all_of("agreements office_withdraw", pk=pk, party=party),
        **all_of("agreements office_signatory_remove office_refuse", pk=pk, signatory=rest[0].pk),
        **all_of("agreements office_ask_again office_replace", pk=pk, signatory=rest[0].pk),
        **all_of(
            "agreements office_accession office_accession_file", pk=joined.pk, accession=filed.pk
        ),
        "agreements:office_template": {"pk": template.pk},
        **all_of("agreements office_correct office_correct_end office_admit", pk=pk),
        "agreements:office_correct_effect": {"pk": pk},
        **all_of("agreements office_admit_party", pk=pk, party=party),
        **all_of("agreements office_correct_signature", pk=pk, signature=signature.pk),
        **left_again(cast, joined),
        **all_of("agreements my_remark office_remarks office_remark_add", pk=in_consultation),
        "agreements:office_remark": {"pk": in_consultation, "remark": remark.pk},
    }


def left_again(cast, agreement):
    """An accession that was accepted and a withdrawal from the same agreement."""
    guest = PartnerFactory(partnership=cast.partnership)
    day = agreement.in_force_on
    filed = agreeing.file_accession(
        agreement=agreement,
        partner=guest,
        name="Próbna Osoba",
        function="prezes",
        declared_on=day,
        actor=cast.officer,
    )
    agreeing.decide_accession(accession=filed, accepted=True, effective_on=day, actor=cast.officer)
    party = agreement.parties.first()
    agreeing.withdraw(
        party=party,
        declared_on=day,
        effective_on=day + dt.timedelta(days=1),
        reason="",
        actor=cast.officer,
    )
    names = "agreements office_correct_withdrawal office_take_back_withdrawal"
    return {
        **all_of(names, pk=agreement.pk, party=party.pk),
        **all_of("agreements office_correct_accession", pk=agreement.pk, accession=filed.pk),
    }


def consulted(cast):
    """A remark of the cast's partner on a draft in consultation."""
    draft = make_draft(cast)
    agreeing.add_parties(agreement=draft, partners=[cast.partner], actor=cast.officer)
    draft = agreeing.consult(agreement=draft, actor=cast.officer)
    return agreeing.remark(agreement=draft, partner=cast.partner, text="Próba", actor=cast.officer)


def meetings_of(cast):
    meeting = listed(MeetingFactory(partnership=cast.partnership), actor=cast.officer)
    member = RoleFactory(partner=cast.partner, person__user=None).person
    batch = released(meeting, actor=cast.officer)
    meeting.refresh_from_db()
    rule = ReminderRuleFactory(meeting=meeting)
    invitation = meeting.invitations.order_by("pk").first()
    mine = meeting.invitations.order_by("pk").last()
    mine.person = cast.member.people.first() or member
    mine.save()
    pk, answer = meeting.pk, links.token_for(invitation)
    stop = links.token_for(invitation, links.STOP)
    return {
        **all_of("meetings detail single office_detail office_edit office_agenda", pk=pk),
        **all_of("meetings office_announce office_cancel office_recipients", pk=pk),
        **all_of(
            "meetings office_by_criteria office_by_hand office_from_file office_remove", pk=pk
        ),
        **all_of("meetings office_preview office_test office_send office_progress", pk=pk),
        **all_of("meetings office_reminders office_invitations office_attendance", pk=pk),
        **all_of("meetings office_guest office_walk_in office_hold office_turnout", pk=pk),
        **all_of("meetings office_preview_html office_answer", pk=pk, invitation=invitation.pk),
        **all_of("meetings office_tick office_guest_remove", pk=pk, invitation=invitation.pk),
        **all_of("meetings office_stop office_resume", pk=pk, batch=batch.pk),
        "meetings:office_reminder_drop": {"pk": pk, "rule": rule.pk},
        "meetings:answer": {"token": answer},
        "meetings:stop": {"token": stop},
        "meetings:my_answer": {"pk": mine.pk},
        **all_of("outbox office_batch office_stop office_resume", pk=batch.pk),
    }


def projects_of(cast):
    shown = ProjectFactory(
        partnership=cast.partnership, leader=cast.partner, public=True, rows__jobs={"created": 2}
    )
    indicator = shown.indicators.create(name="Goście próbni", unit="osób", target=10)
    reading = indicator.readings.create(on=dt.date(2026, 1, 1), value=2)
    hidden = ProjectFactory(partnership=cast.partnership, leader=cast.partner)
    note = shown.notes.create(before="proposed", after=shown.status, text="Próba")
    return {
        "projects:detail": {"pk": shown.pk},
        "projects:my_detail": {"pk": hidden.pk},
        "projects:download": {"kind": "csv"},
        **all_of("projects office_detail office_edit office_step office_publish", pk=hidden.pk),
        **all_of("projects office_withdraw office_reading office_publication", pk=shown.pk),
        **all_of("projects office_note office_take_back", pk=shown.pk, note=note.pk),
        **all_of("projects office_rows", pk=hidden.pk, section="pieniadze"),
        **all_of("projects office_reading_change", pk=shown.pk, reading=reading.pk),
        **reports_of(cast, shown),
        **photos_of(cast, shown),
    }


def reports_of(cast, project):
    """A report with a file, and a check of jobs."""
    day = project.created_at.date() - dt.timedelta(days=1)
    (report,) = following.plan_reports(
        project=project, since=day, until=day, months=6, actor=cast.officer
    )
    following.file_report(
        report=report,
        filing=Filing(done="Próba"),
        files=[check_upload(picture())],
        way=Way.LINK,
        actor=None,
    )
    following.return_report(report=report, reason="Próba", actor=cast.officer)
    document = report.filings.get().documents.get()
    check = JobCheck.objects.filter(entry__project=project).latest("due")
    one, file = {"pk": project.pk, "report": report.pk}, {"document": document.pk}
    return {
        **all_of("projects office_report office_report_accept office_report_ask", **one),
        **all_of("projects office_report_drop office_report_return office_report_prolong", **one),
        **all_of("projects office_report_file", **one, **file),
        **all_of("projects my_report", report=report.pk),
        **all_of("projects my_report_file", report=report.pk, **file),
        **all_of("projects office_project_reports", pk=project.pk),
        **all_of("projects office_check office_check_ask", pk=project.pk, check=check.pk),
        **all_of("projects my_check", check=check.pk),
        "projects:reports": {"token": project_tokens.token_of_report(report)},
        "projects:report": {"token": project_tokens.token_of_report(report)},
        "projects:check": {"token": project_tokens.token_of_check(check)},
    }


def photos_of(cast, project):
    """A photo that everyone may see."""
    photo = following.add_photo(
        photo=Photo(project=project, alternative="Próba", public=True, permission="Próba"),
        upload=check_upload(picture()),
        actor=cast.officer,
    )
    names = "projects photo my_photo office_photo office_photo_edit office_photo_remove"
    return {
        **all_of(names, pk=project.pk, photo=photo.pk),
        **all_of("projects office_photos", pk=project.pk),
    }


def picture():
    """A small image file."""
    data = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(data, "PNG")
    return SimpleUploadedFile("skan.png", data.getvalue())
