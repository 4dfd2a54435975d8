"""What came of programs, worked out every night."""

from celery import shared_task

from metrics.effects.weighing import weigh_effects


@shared_task(name="metrics.effects.weigh")
def weigh_what_came() -> int:
    """Compare those who took part in programs that are over with others like them; returns how many dates."""
    return weigh_effects()
