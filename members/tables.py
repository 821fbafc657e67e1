"""The lists of the register that can be taken as files: their columns, and rows without objects."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import FilteredRelation, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from exports.tables import FilteredTable, register
from members.choices import PartnerKind, PartnerStatus, Sector
from members.filters import OfficePartnerFilter, PersonFilter
from members.models import Partner, Person

# Columns whose keys are told in words, in the language of the page.
LABELS = {"sector": Sector, "kind": PartnerKind, "status": PartnerStatus}


@dataclass(frozen=True)
class RegisterTable(FilteredTable):
    """A filtered list of the register.

    `columns` maps a column's title to the lookup that fills it; `narrowed` gives the rows
    about what was found.
    """

    columns: dict
    narrowed: Callable

    def header(self):
        return [str(title) for title in self.columns]

    def rows(self, partnership, query):
        found = self.found(partnership, query).qs
        return self.narrowed(found).values_list(*self.columns.values())

    def lines(self, rows) -> Iterable[list]:
        words = {}
        for place, lookup in enumerate(self.columns.values()):
            choices = LABELS.get(lookup.rpartition("__")[2])
            if choices:
                words[place] = {str(key): str(label) for key, label in choices.choices}
        for row in rows.iterator(chunk_size=2000):
            cells = list(row)
            for place, labels in words.items():
                cells[place] = labels.get(cells[place], cells[place])
            yield cells


def _partners(found):
    ours = Partner.objects.filter(pk__in=found.order_by().values("pk"))
    return ours.order_by("sort", "pk")


def _people(found):
    """One row a function held today; people without one have a row as well."""
    today = localdate()
    held = Q(roles__since__isnull=True) | Q(roles__since__lte=today)
    held &= Q(roles__until__isnull=True) | Q(roles__until__gte=today)
    people = Person.objects.filter(pk__in=found.order_by().values("pk"))
    return people.annotate(held=FilteredRelation("roles", condition=held)).order_by(
        "sort", "pk", "held__pk"
    )


PARTNERS = RegisterTable(
    key="members.partners",
    title=_("Partners"),
    file_name="partnerzy",
    verb="partners exported",
    fields=frozenset(OfficePartnerFilter.base_filters) - {"sort"},
    model=Partner,
    filterset=OfficePartnerFilter,
    narrowed=_partners,
    columns={
        _("Name"): "name",
        _("Short name"): "short_name",
        _("Kind"): "kind",
        _("Sector"): "sector",
        _("Status"): "status",
        _("Commune"): "commune__name",
        _("TERC code"): "commune",
        "NIP": "nip",
        "REGON": "regon",
        "KRS": "krs",
        _("Address"): "address",
        _("E-mail"): "email",
        _("Telephone"): "phone",
        _("Website"): "website",
        _("Admitted on"): "admitted_on",
    },
)

PEOPLE = RegisterTable(
    key="members.people",
    title=_("People"),
    file_name="osoby",
    verb="people exported",
    fields=frozenset(PersonFilter.base_filters),
    model=Person,
    filterset=PersonFilter,
    narrowed=_people,
    columns={
        _("First name"): "first_name",
        _("Last name"): "last_name",
        _("Form of address"): "honorific",
        _("E-mail"): "email",
        _("Telephone"): "phone",
        _("Language"): "language",
        _("Source of the data"): "source",
        _("Organisation"): "held__partner__name",
        "NIP": "held__partner__nip",
        _("Function"): "held__function",
        _("In function since"): "held__since",
        _("Sector"): "held__partner__sector",
        _("Kind"): "held__partner__kind",
        _("Commune"): "held__partner__commune__name",
        _("TERC code"): "held__partner__commune",
    },
)

register(PARTNERS)
register(PEOPLE)
