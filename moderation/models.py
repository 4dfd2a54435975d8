"""Index of the models of all rooms."""

from moderation.appeals.models import Appeal, AppealMessage
from moderation.escalation.matrix import Rung
from moderation.escalation.models import Escalation, EscalationCall, SevereAlert
from moderation.guidelines.models import Acceptance, Guidelines, Rule
from moderation.ledger.models import Entry
from moderation.replies.models import ReplyTemplate
from moderation.reports.models import Report
from moderation.review.cases import Case, CaseLook, CaseNote
from moderation.review.decisions import Decision, Effect
from moderation.review.takingback import TakeBack
from moderation.rota.away import Away
from moderation.rota.handing import HandOver
from moderation.rota.patterns import ShiftPattern
from moderation.rota.settings import RotaSettings
from moderation.rota.shifts import Shift
from moderation.sanctions.models import BarredAddress, PersonNote, Sanction, Strike
from moderation.sanctions.steps import LadderStep
from moderation.screening.first import FirstPosts, KnownDomain
from moderation.screening.hits import Hit
from moderation.screening.lifting import Vouch
from moderation.screening.rules import ActingRule, BackTest, RuleVersion
from moderation.statements.models import StatementLetter
from moderation.transparency.months import MonthOfNumbers
from moderation.transparency.reports import TransparencyReport

__all__ = [
    "Acceptance",
    "ActingRule",
    "Appeal",
    "AppealMessage",
    "Away",
    "BackTest",
    "BarredAddress",
    "Case",
    "CaseLook",
    "CaseNote",
    "Decision",
    "Effect",
    "Entry",
    "Escalation",
    "EscalationCall",
    "FirstPosts",
    "Guidelines",
    "HandOver",
    "Hit",
    "KnownDomain",
    "LadderStep",
    "MonthOfNumbers",
    "PersonNote",
    "ReplyTemplate",
    "Report",
    "RotaSettings",
    "Rule",
    "RuleVersion",
    "Rung",
    "Sanction",
    "SevereAlert",
    "Shift",
    "ShiftPattern",
    "StatementLetter",
    "Strike",
    "TakeBack",
    "TransparencyReport",
    "Vouch",
]
