"""Index of the models of all rooms."""

from moderation.escalation.matrix import Rung
from moderation.escalation.models import Escalation, EscalationCall, SevereAlert
from moderation.guidelines.models import Acceptance, Guidelines, Rule
from moderation.ledger.models import Entry
from moderation.review.cases import Case, CaseLook, CaseNote
from moderation.review.decisions import Decision, Effect
from moderation.rota.away import Away
from moderation.rota.handing import HandOver
from moderation.rota.patterns import ShiftPattern
from moderation.rota.settings import RotaSettings
from moderation.rota.shifts import Shift

__all__ = ["Acceptance", "Case", "CaseLook", "CaseNote", "Decision", "Effect", "Entry", "Guidelines", "Rule"]
__all__ += ["Away", "HandOver", "RotaSettings", "Shift", "ShiftPattern"]
__all__ += ["Escalation", "EscalationCall", "Rung", "SevereAlert"]
