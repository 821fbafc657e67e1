"""What forms share."""

import pytest
from django.forms import Select
from django.http import QueryDict
from django.test import SimpleTestCase

from core.forms import Form, LongSelect, ModelForm, VersionField, one_more
from news.models import Article


class SampleForm(Form):
    version = VersionField()


def cleaned(**sent):
    form = SampleForm(sent)
    assert form.is_valid()
    return form.cleaned_data


def test_a_form_without_a_version_has_the_version_nought():
    assert cleaned()["version"] == 0
    assert cleaned(version="3")["version"] == 3


@pytest.mark.parametrize(("total", "then"), [("2", 3), ("", 1), ("x", 1)])
def test_one_more_row_keeps_what_was_typed(total, then):
    data = QueryDict(f"rows-TOTAL_FORMS={total}&rows-0-name=Klub")
    more = one_more(data, "rows")
    assert (more["rows-TOTAL_FORMS"], more["rows-0-name"]) == (then, "Klub")
    assert data["rows-TOTAL_FORMS"] == total


def test_a_long_select_is_what_a_select_is():
    choices = [("", "---------"), ("a&b", "Gmina <b>próbna</b>"), (7, "siedem")]
    asked = {"name": "county", "value": "7", "attrs": {"id": "id_county", "required": True}}
    long, usual = LongSelect(choices=choices), Select(choices=choices)
    assert_html = SimpleTestCase().assertHTMLEqual
    assert_html(long.render(**asked), usual.render(**asked))


class PeriodForm(ModelForm):
    class Meta:
        model = Article
        fields = ["title"]

    def _get_validation_exclusions(self):
        return {field.name for field in Article._meta.fields} - {"status", "published_on"}


@pytest.mark.django_db
def test_a_constraint_without_words_gets_ours():
    """No person ever reads the name of a constraint."""
    form = PeriodForm({"title": "Próba"}, instance=Article(status="published", published_on=None))
    assert "published_article_has_a_day" not in str(form.errors)
    assert form.errors["__all__"][0].startswith("Te wpisy")
