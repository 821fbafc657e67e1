"""Signs that come along unseen are taken out where text comes in."""

import pytest
from django import forms

from core.cleaning import clean_cell, clean_line, clean_text
from core.forms import Form

UNSEEN = [
    "\xad",
    "\u200b",
    "\u200c",
    "\u200d",
    "\u200e",
    "\u2060",
    "\ufeff",
    "\u202e",
    "\u2066",
    "\x1f",
]
FAMILY = "👩\u200d👩\u200d👧"


@pytest.mark.parametrize("sign", UNSEEN, ids=ascii)
def test_what_nobody_sees_is_taken_out(sign):
    assert clean_text(f"{sign}part{sign}nerstwo{sign}") == "partnerstwo"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\uf0b7 zakupy\n\uf0a7 remont", "• zakupy\n▪ remont"),
        ("z\u0307o\u0301łw", "żółw"),
        ("\x84cytat\x94 \x96 dalej", "„cytat” – dalej"),
        ("jeden\r\ndwa\x0btrzy\u2028cztery", "jeden\ndwa\ntrzy\ncztery"),
        (f"{FAMILY} i ❤\ufe0f", f"{FAMILY} i ❤\ufe0f"),
        ("w\xa0domu 漢字 😀", "w\xa0domu 漢字 😀"),
        ("zażółć gęślą jaźń", "zażółć gęślą jaźń"),
    ],
)
def test_what_is_seen_stays(typed, kept):
    assert clean_text(typed) == kept
    assert clean_text(kept) == kept


def test_a_name_is_one_line_with_ordinary_spaces():
    assert clean_line("Jan\xa0Próbny\u2009\nz\tUrzędu") == "Jan Próbny z Urzędu"
    assert clean_cell("\xa0Jan\xa0Próbny\nEwa ") == "Jan Próbny\nEwa"


class Sample(Form):
    title = forms.CharField(max_length=10)
    text = forms.CharField(widget=forms.Textarea)
    email = forms.EmailField()
    password = forms.CharField(widget=forms.PasswordInput)


def test_a_form_cleans_all_texts_but_passwords():
    form = Sample(
        {
            "title": "\ufeffDziesięć\xa0\xadz",
            "text": "w\xa0do\xadmu\r\n",
            "email": "a@b.example\u200b",
            "password": "hasło\xad",
        }
    )
    assert form.is_valid()
    assert form.cleaned_data == {
        "title": "Dziesięć z",
        "text": "w\xa0domu",
        "email": "a@b.example",
        "password": "hasło\xad",
    }


@pytest.mark.parametrize("sign", ["\x00", "\x01", "\x07", "\x1b", "\x7f"], ids=ascii)
def test_a_broken_text_is_refused_in_words(sign):
    form = Sample({"title": f"a{sign}b", "text": "x", "email": "a@b.example", "password": "x"})
    assert form.errors == {"title": ["Usuń niewidoczne znaki sterujące."]}
