"""A list of people as an office has it, and the ways to take it in."""

from django.core.files.uploadedfile import SimpleUploadedFile

from members.actions import importing
from members.selectors.judge import Options

UPLOAD = "/biuro/osoby/import/"

LIST = """Lista uczestników spotkania;;;;;
Powiatowy Urząd Pracy (próbny), stan na 1.03.2026;;;;;
;;;;;
Lp.;Nazwisko i imię;Instytucja;Tel.;Adres e-mail;Stanowisko
1;Żółć Grażyna;Cech próbny;22 775 12 34;g.zolc@cech.example;starsza cechu
2;Próbny Łukasz;Cech próbny;600-100-200 / 601 100 200;lukasz@cech.example; lukasz2@cech.example;czeladnik
3;Żółć Grażyna;Cech próbny;;G.Zolc@cech.example;starsza cechu
4;;Cech próbny;;sekretariat@cech.example;
5;Próbna Ewa;Cech próbny;123;ewa@cech.example;
6;Próbna Anna;Nieznana fundacja;;anna@fundacja.example;prezes
"""
# The list of addresses in row 2 was quoted, as a spreadsheet does.
LIST = LIST.replace(
    "lukasz@cech.example; lukasz2@cech.example", '"lukasz@cech.example; lukasz2@cech.example"'
)


def upload(text, name="lista.csv", encoding="cp1250"):
    content = text if isinstance(text, bytes) else text.encode(encoding)
    return SimpleUploadedFile(name, content)


def run_of(cast, text, options=None, **kwargs):
    """A list that is uploaded, mapped as guessed, and checked."""
    run = importing.start(
        partnership=cast.partnership, actor=cast.officer, file=upload(text, **kwargs)
    )
    importing.set_columns(run, mapping=run.mapping, options=options or Options())
    importing.check(run)
    run.refresh_from_db()
    return run


def imported(cast, text, options=None, **kwargs):
    run = run_of(cast, text, options, **kwargs)
    importing.confirm(run=run, actor=cast.officer)
    importing.take_all(run)
    run.refresh_from_db()
    return run


def verdicts(run):
    return dict(run.rows.values_list("number", "verdict"))


def codes(run, number):
    return [code for code, _params in run.rows.get(number=number).notes]
