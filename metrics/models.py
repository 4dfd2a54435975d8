"""The tables of metrics, room by room."""

from metrics.alerts.models import Finding, Watch
from metrics.effects.models import Effect
from metrics.experiments.models import Look, Plan, Result
from metrics.funnel.models import FunnelStart
from metrics.keys.models import HealthKey
from metrics.measures.models import MeasureRule, Score
from metrics.memos.models import Memo, MemoChoice
from metrics.outside.models import FactFile, FactKind, OutsideFact, OutsideSource
from metrics.rollups.models import Arrival, DayCut, LogSeen, MemberDay, Opening, RolledDay
from metrics.tone.models import MoodWeek, ToneDay
from metrics.visits.models import VisitCounting, VisitDay

__all__ = [
    "Arrival",
    "DayCut",
    "Effect",
    "FactFile",
    "FactKind",
    "Finding",
    "FunnelStart",
    "HealthKey",
    "LogSeen",
    "Look",
    "MeasureRule",
    "MemberDay",
    "Memo",
    "MemoChoice",
    "MoodWeek",
    "Opening",
    "OutsideFact",
    "OutsideSource",
    "Plan",
    "Result",
    "RolledDay",
    "Score",
    "ToneDay",
    "VisitCounting",
    "VisitDay",
    "Watch",
]
