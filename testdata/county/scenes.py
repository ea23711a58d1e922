"""What is set by hand: lives that end early, pairs, splits, edges of a check."""
import datetime as dt

from .catalogue import find


def day(y, m, d):
    return dt.date(y, m, d).toordinal()


def stages(made):
    """Stages of life that chance shall not choose."""
    for ps in made.values():
        for p in ps:
            p.stage = ""


def truths(made, calendar):
    pass
