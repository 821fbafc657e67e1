"""News and pictures for tests, all made up."""

import datetime as dt
import io

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from factory.django import DjangoModelFactory
from PIL import Image

from documents.checking import Checked
from documents.kinds import PNG
from meetings.choices import MeetingStatus
from news import actions
from news.choices import ArticleStatus
from news.models import Article
from tests.factories import PartnershipFactory
from tests.meetings.factories import MeetingFactory

GPS = 0x8825  # the Exif tag under which a camera writes where it was


class ArticleFactory(DjangoModelFactory):
    """A draft; `public=True` makes it a published article, `gone=True` a withdrawn one."""

    class Meta:
        model = Article

    class Params:
        public = factory.Trait(status=ArticleStatus.PUBLISHED, published_on=dt.date(2026, 5, 4))
        gone = factory.Trait(
            status=ArticleStatus.WITHDRAWN,
            published_on=dt.date(2026, 5, 4),
            withdrawal="Artykuł wycofano na próbę.",
        )

    partnership = factory.SubFactory(PartnershipFactory)
    title = factory.Sequence(lambda n: f"Wiadomość próbna {n}")
    lead = "Zapowiedź próbna."
    body = "Pierwszy akapit próbny.\n\nDrugi akapit próbny."
    status = ArticleStatus.DRAFT


def held_meeting(partnership, **more):
    """A public meeting that took place."""
    start = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
    return MeetingFactory(
        partnership=partnership,
        status=MeetingStatus.HELD,
        starts_at=start,
        announced_at=start - dt.timedelta(days=30),
        **more,
    )


def image(name="zdjecie.jpg", size=(60, 40), gps=False):
    """An uploaded picture of two colours, on request with the place where it was taken."""
    picture = Image.new("RGB", size, "teal")
    picture.paste("orange", (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    if gps:
        exif.get_ifd(GPS)[1] = "N"
        exif[0x010F] = "Aparat próbny"
    data = io.BytesIO()
    kind = "PNG" if name.endswith("png") else "JPEG"
    picture.save(data, kind, exif=exif)
    return SimpleUploadedFile(name, data.getvalue())


def add_photo(article, alternative="Próbny obraz w dwóch kolorach", size=(60, 40)):
    """The article's next photo; its file counts as checked."""
    content = image("zdjecie.png", size).read()
    return actions.add_photo(
        article=article,
        upload=Checked("zdjecie.png", PNG, content, needs_text=True),
        alternative=alternative,
        actor=None,
    )


def read(response):
    """The bytes of a served file. Closing the response itself would end the test's transaction."""
    content = b"".join(response.streaming_content)
    for close in response._resource_closers:
        close()
    return content
