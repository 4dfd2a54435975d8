"""The clock of programs: what is due, and the rows of the next months."""

from celery import shared_task

from programs.series.hosting import fill_all_turns
from programs.series.laying import lay_out_next
from programs.series.steps import run_due


@shared_task(name="programs.series.run_due")
def run_clock() -> int:
    """Do what is due for occurrences, each exactly once; returns how much."""
    return run_due()


@shared_task(name="programs.series.lay_out")
def lay_out_ahead() -> int:
    """Go on with the programs whose rows end too soon, and say whose turn it is; returns with how many."""
    fill_all_turns()
    return lay_out_next()
