"""Who in members reacts to what happens, and what stands beside notices: steps of journeys, parts of profiles."""

from members.ambassadors import profiling as ambassadors_profiling
from members.ambassadors import subscribers as ambassadors
from members.duties import steps as duty_steps
from members.duties import subscribers as duties
from members.experiments import steps as experiment_steps
from members.groups import steps as group_steps
from members.icebreakers import profiling as icebreakers
from members.invitations import badging
from members.journeys import calling, sending, steps
from members.journeys import subscribers as journeys
from members.mentoring import knowing
from members.mentoring import profiling as mentoring
from members.recognition import profiling
from members.recognition import steps as badge_steps
from members.recognition import subscribers as recognition
from members.stages import concerns as stages
from members.stages import steps as stage_steps

__all__ = [
    "ambassadors", "ambassadors_profiling", "badge_steps", "badging", "calling", "duties", "duty_steps",
    "experiment_steps", "group_steps", "icebreakers", "journeys", "knowing", "mentoring", "profiling", "recognition",
    "sending", "stage_steps", "stages", "steps",
]  # fmt: skip
