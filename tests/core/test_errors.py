"""Why a rule says no, in words for people."""

import pytest
from django.utils import translation

from core.errors import RuleError, TooLateError
from core.models import WrongStepError
from outbox.models import Letter, LetterStatus


class ShutError(RuleError):
    message = "Tu jest zamknięte."


def test_a_refusal_says_the_words_of_its_class_or_those_it_is_given():
    assert str(ShutError()) == "Tu jest zamknięte."
    assert str(ShutError("Tu jest pełno.")) == "Tu jest pełno."


def test_a_refusal_without_words_speaks_the_language_of_the_reader():
    refusal = RuleError()
    with translation.override("pl"):
        assert str(refusal) == "Tego nie można zrobić."
    with translation.override("en"):
        assert str(refusal) == "This cannot be done."


def test_a_step_that_leads_nowhere_any_more_is_told_in_words():
    with pytest.raises(TooLateError) as refused:
        Letter(status=LetterStatus.SENT).become(LetterStatus.HELD)
    assert type(refused.value) is WrongStepError
    with translation.override("pl"):
        assert str(refused.value) == "Za późno: stan tymczasem się zmienił. Sprawdź ponownie."
