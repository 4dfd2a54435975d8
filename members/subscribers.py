"""Who in members reacts to what happens, and what stands beside notices: steps of journeys, parts of profiles."""

from members.ambassadors import profiling as ambassadors_profiling
from members.ambassadors import subscribers as ambassadors
from members.duties import steps as duty_steps
from members.duties import subscribers as duties
from members.experiments import steps as experiment_steps
from members.experiments import uses as experiment_uses
from members.groups import steps as group_steps
from members.icebreakers import profiling as icebreakers
from members.invitations import badging
from members.journeys import calling, sending, steps
from members.journeys import subscribers as journeys
from members.journeys import uses as journey_uses
from members.mentoring import knowing
from members.mentoring import profiling as mentoring
from members.recognition import profiling
from members.recognition import steps as badge_steps
from members.recognition import subscribers as recognition
from members.recognition import uses as badge_uses
from members.stages import concerns as stages
from members.stages import steps as stage_steps
from members.stages import uses as stage_uses

__all__ = [
    "ambassadors", "ambassadors_profiling", "badge_steps", "badge_uses", "badging", "calling", "duties", "duty_steps",
    "experiment_steps", "experiment_uses", "group_steps", "icebreakers", "journey_uses", "journeys", "knowing",
    "mentoring", "profiling", "recognition", "sending", "stage_steps", "stage_uses", "stages", "steps",
]  # fmt: skip
