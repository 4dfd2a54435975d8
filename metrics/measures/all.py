"""All measures, in the order in which they are read."""

from __future__ import annotations

from metrics.measures.activity_rate import ActivityRate
from metrics.measures.measure import Measure

MEASURES: dict[str, Measure] = {one.key: one for one in (ActivityRate(),)}
