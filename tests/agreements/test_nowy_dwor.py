"""The agreement of Nowy Dwór Mazowiecki of 19 April 2018, as it was."""

import datetime as dt
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from agreements import actions
from members.choices import PartnerKind, Sector
from tests.agreements.factories import complete
from tests.conftest import client_of
from tests.factories import PartnerFactory

CASES = Path(settings.BASE_DIR) / ".." / "shared" / "data" / "real_cases.json"
KINDS = {
    "county_government": PartnerKind.COUNTY,
    "county_labour_office": PartnerKind.COUNTY_LABOUR_OFFICE,
    "gmina": PartnerKind.COMMUNE,
    "labour_market_council": PartnerKind.LABOUR_COUNCIL,
}
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not CASES.exists(), reason="real_cases.json is not beside the project"),
]


class Rows(HTMLParser):
    """The table rows of a page, each a list of its cells' words."""

    def __init__(self):
        super().__init__()
        self.rows, self.inside = [], False

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
        self.inside = self.inside or tag in ("td", "th")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag not in ("td", "th")

    def handle_data(self, data):
        if self.inside:
            self.rows[-1][-1] += data.strip()


def test_the_public_page_shows_the_ten_signatories_of_2018_exactly(cast):
    case = next(
        c for c in json.loads(CASES.read_text())["agreements"] if c["id"] == "nowy-dwor-2018"
    )
    office, day = cast.officer, dt.date.fromisoformat(case["signed_on"])
    agreement = actions.draft(
        partnership=cast.partnership,
        actor=office,
        text="§ 1.",
        title=case["title_pl"],
        level=case["level"],
        partnership_type=case["partnership_type"],
        occasion=case["occasion"],
        principles="\n".join(case["principles"]),
        **complete(cast),
    )
    kinds = {s["body"]: KINDS[s["partner_type"]] for s in case["signatories"]}
    partners = {
        body: PartnerFactory(
            partnership=cast.partnership, name=body, kind=kind, sector=Sector.PUBLIC
        )
        for body, kind in kinds.items()
    }
    made = actions.add_parties(agreement=agreement, partners=partners.values(), actor=office)
    parties = {party.name: party for party in made}
    given = [
        actions.Given(
            actions.add_signatory(
                party=parties[s["body"]], name=s["name"], function=s["function"], actor=office
            )
        )
        for s in case["signatories"]
    ]
    actions.choose_final(version=agreement.latest_version(), actor=office)
    actions.consult(agreement=agreement, actor=office)
    actions.open_signing(agreement=agreement, actor=office)
    actions.sign(agreement=agreement, given=given, on=day, actor=office)
    actions.publish(agreement=agreement, actor=office)
    agreement.refresh_from_db()
    assert (agreement.status, agreement.in_force_on) == ("in_force", day)

    page = client_of(None).get(reverse("agreements:detail", args=[agreement.pk]))
    reader = Rows()
    reader.feed(page.content.decode())
    shown = [tuple(row) for row in reader.rows if len(row) == 3][1:]
    wanted = [(s["body"], s["function"], s["name"]) for s in case["signatories"]]
    assert len(wanted) == 10
    assert shown == wanted
    assert len(page.context["sectors"][0][1]) == 9
