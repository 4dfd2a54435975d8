"""Index of the tasks of all rooms, where Celery looks for them."""

from programs.series.tasks import lay_out_ahead, run_clock

__all__ = ["lay_out_ahead", "run_clock"]
from programs.events.tasks import look_after_event_places

__all__ = ["look_after_event_places"]
