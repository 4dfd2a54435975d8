"""The tables of metrics, room by room."""

from metrics.measures.models import MeasureRule, Score
from metrics.rollups.models import Arrival, DayCut, MemberDay, Opening, RolledDay
from metrics.visits.models import VisitCounting, VisitDay

__all__ = [
    "Arrival",
    "DayCut",
    "MeasureRule",
    "MemberDay",
    "Opening",
    "RolledDay",
    "Score",
    "VisitCounting",
    "VisitDay",
]
