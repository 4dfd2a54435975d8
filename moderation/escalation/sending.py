"""Sending what escalations and severe cases tell: letters, and calls of other services, each once."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core import mail as django_mail
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.mail import compose
from members.activity import outbox
from members.installation.models import Installation
from members.installation.sending import sender
from members.journeys.calling import hand_over
from members.notifications.letters import speaking_to
from moderation.escalation.escalating import pass_on
from moderation.escalation.models import EscalationCall
from moderation.escalation.severe import severe_case
from moderation.escalation.whom import may_be_told

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives

    from moderation.escalation.models import Escalation

outbox.register(outbox.Outbox("escalations", gettext_lazy("Escalations"), EscalationCall.objects.all))


def deliver(most: int = 500) -> int:
    """Send what is due, at most so many. Returns how many left."""
    return outbox.deliver(EscalationCall.objects, _send, most)


def _send(call: EscalationCall) -> bool:
    """Whoever may not know any more is not told; what was settled meanwhile is told to nobody."""
    is_taken = call.escalation.acknowledged_at if call.escalation else severe_case(call.case_id) is None
    if is_taken or call.case.closed_at is not None:
        call.drop("settled")
        return False
    if not may_be_told(call):
        pass_on(call)
        return False
    if call.rung is not None and call.rung.url:
        return _post(call)
    django_mail.mailers["default"].send_messages([_letter(call)])
    call.mark_sent()
    return True


def _post(call: EscalationCall) -> bool:
    assert call.rung is not None and call.escalation is not None
    return hand_over(call, told(call, call.escalation), to=call.rung)


def told(call: EscalationCall, escalation: Escalation) -> dict[str, Any]:
    """What another service reads: the escalation alone, and where it is acknowledged."""
    return {
        "id": call.key,
        "type": "moderation.escalation",
        "at": escalation.at.isoformat(timespec="seconds"),
        "matter": escalation.matter,
        "severity": escalation.severity,
        "why": escalation.why,
        "due_at": escalation.due_at.isoformat(timespec="seconds"),
        "url": page_of(call),
    }


def page_of(call: EscalationCall) -> str:
    """The whole address at which an escalation is acknowledged; of a severe case, where the team sees it."""
    if call.escalation_id:
        return f"{settings.PUBLIC_URL}{reverse('escalation_told', args=[call.token])}"
    return f"{settings.PUBLIC_URL}{reverse('case', args=[call.case_id])}"


def _letter(call: EscalationCall) -> EmailMultiAlternatives:
    speaking: AbstractContextManager[None] = (
        speaking_to(call.member) if call.member else translation.override(Installation.current().language)
    )
    with speaking:
        subject, said = _escalated(call, call.escalation) if call.escalation else _severe(call)
        host = settings.PUBLIC_HOST.rsplit(":", 1)[0]
        to = call.member.email if call.member else call.rung.email if call.rung else ""
        context = {"code": "", "after": [], "url": page_of(call), "language": translation.get_language(), **said}
        return compose("account", context, to=to, subject=subject, sender=sender(), message_id=f"<e.{call.key}@{host}>")


def _escalated(call: EscalationCall, escalation: Escalation) -> tuple[str, dict[str, Any]]:
    due = formats.date_format(timezone.localtime(escalation.due_at), "DATETIME_FORMAT")
    matter = str(escalation.get_matter_display())
    lines = [
        _("A case needs you. Matter: %(matter)s. Severity: %(severity)s.")
        % {"matter": matter, "severity": escalation.get_severity_display()},
        escalation.why,
        _("Say by %(time)s that you look after it; after that the next are told.") % {"time": due},
    ]
    why = _("You get this because the moderation team named you for matters like this.")
    said = {"lines": [line for line in lines if line], "button": _("See it and acknowledge"), "why": why}
    return _("Escalated: %(matter)s") % {"matter": matter}, said


def _severe(call: EscalationCall) -> tuple[str, dict[str, Any]]:
    due = formats.date_format(timezone.localtime(call.case.due_at), "DATETIME_FORMAT")
    again = call.key.startswith("again.")
    first = _("A severe case came in.") if not again else _("A severe case still waits, and nobody has it.")
    lines = [first, _("It is due by %(time)s.") % {"time": due}]
    why = _("You get this because you are on duty, or because nobody is.")
    return str(first), {"lines": lines, "button": _("To the case"), "why": why}
