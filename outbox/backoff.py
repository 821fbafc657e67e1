"""When to try again."""

import datetime as dt
from random import SystemRandom

# Minutes between attempts, 46 hours in all. Receivers that greylist want the
# first pause short; nobody expects a letter that has been lost for two days.
MINUTES = [1, 5, 15, 60] + [180] * 15
JITTER = 0.1


def wait(attempts: int) -> dt.timedelta | None:
    """The pause after `attempts` earlier ones, up to 10 % longer; None: give up."""
    if attempts >= len(MINUTES):
        return None
    stretch = 1 + SystemRandom().random() * JITTER
    return dt.timedelta(minutes=MINUTES[attempts] * stretch)
