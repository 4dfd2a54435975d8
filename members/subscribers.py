"""Who in members reacts to what happens, and what stands beside notices: steps of journeys, parts of profiles."""

from members.duties import subscribers as duties
from members.journeys import sending, steps
from members.journeys import subscribers as journeys
from members.mentoring import knowing
from members.mentoring import profiling as mentoring
from members.recognition import profiling
from members.recognition import subscribers as recognition
from members.stages import concerns as stages

__all__ = ["duties", "journeys", "knowing", "mentoring", "profiling", "recognition", "sending", "stages", "steps"]
