"""Index of the models of all rooms."""

from moderation.guidelines.models import Acceptance, Guidelines, Rule
from moderation.ledger.models import Entry
from moderation.reports.models import Report
from moderation.review.cases import Case, CaseLook, CaseNote
from moderation.review.decisions import Decision, Effect

__all__ = [
    "Acceptance",
    "Case",
    "CaseLook",
    "CaseNote",
    "Decision",
    "Effect",
    "Entry",
    "Guidelines",
    "Report",
    "Rule",
]
