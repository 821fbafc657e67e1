"""This app's addresses: what they may be asked for, and what each answers."""

from tests.access_rows import OFFICE_FORM, OFFICE_PAGE, OPEN_PAGE, ROW_FORM, ROW_PAGE, ROW_STEP
from tests.news.factories import ArticleFactory, add_photo

TABLE = {
    OPEN_PAGE: ["news index feed detail photo thumbnail"],
    OFFICE_PAGE: ["news office_index office_meetings"],
    OFFICE_FORM: ["news office_add"],
    ROW_PAGE: ["news office_detail office_photo_file office_thumbnail"],
    ROW_FORM: [
        "news office_edit office_publish office_withdraw office_photos office_photo",
        "news office_photo_remove",
    ],
    ROW_STEP: ["news office_photo_earlier office_photo_later"],
}


def things(cast) -> dict[str, dict]:
    """The arguments of every address that has some, for one partnership."""
    shown = ArticleFactory(partnership=cast.partnership, public=True)
    draft = ArticleFactory(partnership=cast.partnership)
    public, private = add_photo(shown), add_photo(draft)
    of_article = ["office_detail", "office_edit", "office_publish", "office_photos"]
    of_photo = [
        "office_photo",
        "office_photo_earlier",
        "office_photo_later",
        "office_photo_remove",
        "office_photo_file",
        "office_thumbnail",
    ]
    return {
        "news:detail": {"pk": shown.pk},
        "news:office_withdraw": {"pk": shown.pk},
        **{
            f"news:{name}": {"pk": shown.pk, "photo": public.pk} for name in ("photo", "thumbnail")
        },
        **{f"news:{name}": {"pk": draft.pk} for name in of_article},
        **{f"news:{name}": {"pk": draft.pk, "photo": private.pk} for name in of_photo},
    }
