"""What several people, or one with several clicks, do at the same moment."""

from members.actions import applying, invitations, joining, register
from members.models import Application, ColleagueInvitation, JoinRequest, Partner, Role
from tests.crowd import at_once, crowded
from tests.factories import PartnerFactory

NIP = "1234563218"
CLICKS = 6


def of_kind(answers, kind):
    return [answer for answer in answers if isinstance(answer, kind)]


@crowded
def test_of_six_organisations_with_one_nip_one_is_saved_and_named_to_the_others(cast):
    new = [
        PartnerFactory.build(partnership=cast.partnership, name=f"Próbna {n}", nip=NIP)
        for n in range(CLICKS)
    ]

    answers = at_once(lambda row: register.keep_partner(partner=row, actor=cast.officer), new)

    saved = Partner.objects.get(nip=NIP)
    refused = of_kind(answers, register.TakenNipError)
    assert len(refused) == CLICKS - 1
    assert all(saved.name in str(error) for error in refused)


@crowded
def test_six_clicks_send_three_invitations_of_which_one_is_open(cast):
    def invite(_click):
        return invitations.invite(
            partner=cast.partner, actor=cast.admin, email="a@b.example", function="prezes"
        )

    answers = at_once(invite, range(CLICKS))

    assert len(of_kind(answers, ColleagueInvitation)) == invitations.TO_ONE_A_DAY
    assert len(of_kind(answers, joining.JoiningError)) == CLICKS - invitations.TO_ONE_A_DAY
    assert ColleagueInvitation.objects.open().count() == 1


@crowded
def test_an_invitation_accepted_with_six_clicks_gives_one_role(cast):
    invitation = invitations.invite(
        partner=cast.partner, actor=cast.admin, email=cast.person.email, function="prezes"
    )

    def accept(_click):
        own = ColleagueInvitation.objects.select_related("partner__partnership").get(
            pk=invitation.pk
        )
        return invitations.accept(invitation=own, actor=cast.person)

    assert len(of_kind(at_once(accept, range(CLICKS)), Role)) == 1
    assert Role.objects.filter(person__user=cast.person).count() == 1


@crowded
def test_six_requests_at_once_are_one_and_six_reports_are_five(cast):
    def ask(_click):
        return joining.ask(user=cast.person, partner=cast.partner, function="prezes")

    def report(click):
        return applying.apply(
            partnership=cast.partnership,
            actor=cast.person,
            name=f"Nowa {click}",
            nip="",
            kind="association",
            function="prezes",
            message="",
        )

    at_once(ask, range(CLICKS))
    at_once(report, range(CLICKS))

    assert JoinRequest.objects.count() == 1
    assert Application.objects.count() == joining.ASKED_A_DAY
