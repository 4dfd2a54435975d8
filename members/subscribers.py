"""Who in members reacts to what happens; what stands beside notices is loaded with them."""

from members.duties import subscribers as duties
from members.recognition import profiling
from members.recognition import subscribers as recognition
from members.stages import concerns as stages

__all__ = ["duties", "profiling", "recognition", "stages"]
