"""What the journal calls things of this app that no column is named after."""

from journal.rules import labels
from members.choices import Verdict

labels.NAMES.update({verdict.value: verdict.label for verdict in Verdict})
