"""Who in members reacts to what happens; importing the rooms' subscribers enrols them."""

from members.duties import subscribers as duties
from members.stages import concerns as stages

__all__ = ["duties", "stages"]
