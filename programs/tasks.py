"""Index of the tasks of all rooms, where Celery looks for them."""

from programs.celebrations.tasks import find_anniversaries
from programs.events.tasks import look_after_event_places
from programs.newsletters.tasks import send_newsletters, tidy_newsletters
from programs.series.tasks import lay_out_ahead, run_clock

__all__ = [
    "find_anniversaries",
    "lay_out_ahead",
    "look_after_event_places",
    "run_clock",
    "send_newsletters",
    "tidy_newsletters",
]
