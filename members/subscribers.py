"""Who in members reacts to what happens, and what stands beside notices: steps of journeys, parts of profiles."""

from members.ambassadors import profiling as ambassadors_profiling
from members.ambassadors import subscribers as ambassadors
from members.duties import subscribers as duties
from members.journeys import sending, steps
from members.journeys import subscribers as journeys
from members.recognition import profiling
from members.recognition import subscribers as recognition
from members.stages import concerns as stages

__all__ = [
    "ambassadors", "ambassadors_profiling", "duties", "journeys", "profiling", "recognition", "sending", "stages",
    "steps",
]  # fmt: skip
