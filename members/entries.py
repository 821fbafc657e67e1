"""What the journal calls things of this app that no column is named after."""

from journal import words
from members.choices import Verdict

words.NAMES.update({verdict.value: verdict.label for verdict in Verdict})
