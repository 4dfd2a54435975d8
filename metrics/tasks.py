"""Index of the tasks of all rooms, where Celery looks for them."""

from metrics.alerts.tasks import watch
from metrics.effects.tasks import weigh_what_came
from metrics.experiments.tasks import look_after_experiments
from metrics.measures.tasks import keep_measuring
from metrics.memos.tasks import send_memos, tidy_memos
from metrics.outside.tasks import tidy_outside
from metrics.rollups.tasks import catch_up_days
from metrics.tone.tasks import catch_up_on_tone
from metrics.visits.tasks import look_after_visits

__all__ = [
    "catch_up_days",
    "catch_up_on_tone",
    "keep_measuring",
    "look_after_experiments",
    "look_after_visits",
    "send_memos",
    "tidy_memos",
    "tidy_outside",
    "watch",
    "weigh_what_came",
]
