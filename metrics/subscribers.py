"""Who in metrics reacts to what happens; importing the rooms' subscribers enrols them."""

from metrics.experiments import subscribers as experiments
from metrics.rollups import subscribers as rollups

__all__ = ["experiments", "rollups"]
