"""Small makers for escalations."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from members.profiles.models import Member
from moderation.escalation.escalating import escalate, go_on_next
from moderation.escalation.matrix import Rung, add_rung
from moderation.escalation.models import Escalation
from moderation.guidelines.measures import Severity
from tests.factories import a_member
from tests.moderation.rota.rotas import a_case


def a_rung(by: Member, step: int = 1, matter: str = "legal", **whom: Any) -> Rung:
    """For cases of medium severity, within an hour."""
    return add_rung(matter, Severity.MEDIUM, step, 60, by=by, **whom)


def an_escalation(by: Member, about: Member | None = None, matter: str = "legal", why: str = "") -> Escalation:
    """Of a new case of medium severity."""
    return escalate(a_case(about or a_member()), matter, why, by=by)


def late(escalation: Escalation) -> int:
    """Let its time be over, and the clock look."""
    Escalation.objects.filter(pk=escalation.pk).update(due_at=timezone.now() - timedelta(minutes=1))
    done = go_on_next(timezone.now())
    escalation.refresh_from_db()
    return done


def told(escalation: Escalation) -> list[str]:
    """Whom it has told or will, in order."""
    calls = escalation.calls.filter(dropped_at=None).order_by("pk").select_related("member", "rung")
    return [call.member.name if call.member else call.rung.whom if call.rung else "" for call in calls]
