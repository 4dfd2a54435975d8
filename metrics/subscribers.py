"""Who in metrics reacts to what happens; importing the rooms' subscribers enrols them."""

from metrics.rollups import subscribers as rollups

__all__ = ["rollups"]
