"""The demo's news: the gala of 2018 by the press, and samples. Their pictures are drawn here."""

import datetime as dt
import io

from django.utils.timezone import localdate
from PIL import Image, ImageDraw

from documents.checking import Checked
from documents.kinds import PNG
from meetings.models import Meeting
from news import actions
from news.models import Article
from projects.models import Project
from sampledata.demo import facts

SIZE = (960, 640)
SKY, SUN, HILL, WATER, PAPER, INK = (
    "#cfe6ea",
    "#f0b64a",
    "#4f8a5b",
    "#2f7f93",
    "#f7f3e8",
    "#12414c",
)
DRAWN = "rysunek portalu"


def write(partnership, partners, actor) -> None:
    """Publish a note from the gala and two samples, and leave one sample as a draft."""
    gala = Meeting.objects.get(partnership=partnership, title=facts.MEETINGS[2]["title"])
    shown = Project.objects.filter(
        partnership=partnership, title__in=[title for title, *_rest in facts.PROJECTS]
    )
    host = partners[facts.MEETINGS[2]["host"]]
    note = _draft(
        partnership,
        actor,
        projects=shown,
        partners=[host],
        meeting=gala,
        source_note=facts.GALA_SOURCE,
        **GALA,
    )
    _add(note, actor, _boards(len(facts.PROJECTS)), BOARDS, "Tyle projektów wymienia prasa.")
    actions.publish(article=note, on=facts.MEETINGS[2]["day"], actor=actor)
    for days, words, picture, alternative in [
        (40, BAKERY, _river(), RIVER),
        (6, PLAN, _boards(4), PLAN_BOARDS),
    ]:
        sample = _draft(partnership, actor, source_note=SAMPLE, **words)
        _add(sample, actor, picture, alternative, "Rysunek próbny.")
        actions.publish(article=sample, on=localdate() - dt.timedelta(days=days), actor=actor)
    _draft(partnership, actor, source_note=SAMPLE, **UNFINISHED)


def _draft(partnership, actor, *, projects=(), partners=(), **fields):
    article = Article(partnership=partnership, **fields)
    return actions.draft(article=article, projects=projects, partners=partners, actor=actor)


def _add(article, actor, picture, alternative, caption):
    data = io.BytesIO()
    picture.save(data, PNG.pillow)
    upload = Checked("rysunek.png", PNG, data.getvalue(), needs_text=True)
    actions.add_photo(
        article=article,
        upload=upload,
        alternative=alternative,
        caption=caption,
        credit=DRAWN,
        actor=actor,
    )


def _river():
    """A river between hills under the sun."""
    picture = Image.new("RGB", SIZE, SKY)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((700, 60, 840, 200), fill=SUN)
    draw.ellipse((-200, 300, 560, 900), fill=HILL)
    draw.ellipse((420, 340, 1200, 900), fill=HILL)
    draw.polygon([(470, 380), (530, 380), (760, 640), (240, 640)], fill=WATER)
    return picture


def _boards(number):
    """So many boards with lines of writing, side by side."""
    picture = Image.new("RGB", SIZE, SKY)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 520, *SIZE), fill=HILL)
    width = (SIZE[0] - 40) // number
    for place in range(number):
        left, right = 40 + place * width, place * width + width
        draw.rectangle((left, 140, right, 440), fill=PAPER, outline=INK, width=6)
        draw.line(((left + right) // 2, 440, (left + right) // 2, 560), fill=INK, width=10)
        for line in range(4):
            draw.line((left + 24, 190 + line * 56, right - 24, 190 + line * 56), fill=INK, width=8)
    return picture


SAMPLE = "przykład, dane próbne"
BOARDS = "Rysunek: pięć tablic z liniami tekstu stojących obok siebie na trawie."
PLAN_BOARDS = "Rysunek: cztery tablice z liniami tekstu stojące obok siebie na trawie."
RIVER = "Rysunek: rzeka płynie między dwoma zielonymi wzgórzami, nad nimi słońce."

GALA = {
    "title": "Gala projektów „Siła Partnerstwa” w Modlinie",
    "lead": (
        "12 grudnia 2018 r. w hotelu Royal w Modlinie zamknięto cykl warsztatów. "
        "Pokazano projekty na lata 2018–2023."
    ),
    "body": (
        "Konferencja „Siła Partnerstwa” była ostatnim spotkaniem cyklu, który zaczął się "
        "w czerwcu 2018 r. w Trębkach Nowych. Uczestnicy zobaczyli, co wybrano na warsztatach "
        "i co ma powstać w powiecie do 2023 r.\n\n"
        "Wybrane projekty to: ścieżki rowerowe przez wszystkie gminy powiatu, nowodworska "
        "platforma usługowo-biznesowa, nowoczesna szkoła oraz zagospodarowanie brzegu Wisły "
        "w Leoncinie. Przedstawiono też pomysł mieszkańca: szlak śladami nasielskiego guzika.\n\n"
        "Dalszych losów projektów źródło nie podaje."
    ),
}
BAKERY = {
    "title": "Warsztaty w przykładowej piekarni (wiersz próbny)",
    "lead": "Wiadomość wymyślona, aby pokazać, jak wygląda artykuł ze zdjęciem.",
    "body": (
        "Przykładowi partnerzy spotkali się w przykładowej piekarni i rozmawiali o tym, kogo "
        "brakuje do pracy.\n\n"
        "Adres strony w tekście staje się odnośnikiem: https://partnerstwo.example/"
    ),
}
PLAN = {
    "title": "Cztery tematy na przyszły rok (wiersz próbny)",
    "lead": "Wymyślona zapowiedź: każdy temat ma mieć lidera i plan.",
    "body": (
        "Tę wiadomość napisano na próbę. Opisuje, jak partnerzy mogliby podzielić się pracą.\n\n"
        "Każdy temat dostaje lidera, a lider przedstawia plan na następnym spotkaniu."
    ),
}
UNFINISHED = {
    "title": "Szkic wiadomości o targach pracy (wiersz próbny)",
    "lead": "Szkic, którego nikt poza urzędem nie widzi.",
    "body": "Tu powstanie tekst o targach pracy. Wpis próbny.",
}
