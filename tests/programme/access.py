"""This app's addresses: what they may be asked for, and what each answers."""

from tests.access_rows import OFFICE_FORM, OFFICE_PAGE, OPEN_PAGE, ROW_FORM, ROW_PAGE
from tests.programme.factories import OwnEditionFactory, SpecialistFactory

TABLE = {
    OPEN_PAGE: ["programme index specialists"],
    OFFICE_PAGE: ["programme office_specialists office_editions"],
    OFFICE_FORM: ["programme office_add office_edition_add"],
    ROW_PAGE: ["programme office_specialist"],
    ROW_FORM: ["programme office_edit office_remove office_edition office_edition_remove"],
}


def things(cast) -> dict[str, dict]:
    """The arguments of every address that has some, for one partnership."""
    specialist = SpecialistFactory(partnership=cast.partnership)
    names = ["office_specialist", "office_edit", "office_remove"]
    edition = OwnEditionFactory(partnership=cast.partnership)
    told = ["office_edition", "office_edition_remove"]
    return {f"programme:{name}": {"pk": specialist.pk} for name in names} | {
        f"programme:{name}": {"pk": edition.pk} for name in told
    }
