"""Reasons and definitions in words: a finding keeps numbers, and the sentences are made for whoever reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from community.welcome.models import Action
from metrics.alerts.alert import SHARED_SENTENCES
from metrics.measures.measure import Unit
from metrics.measures.wording import worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from metrics.alerts.alert import Alert, Reason
    from metrics.alerts.models import Finding


def said(alert: Alert, reason: Reason) -> str:
    """One reason as a sentence; empty for one that no sentence is known for (any more)."""
    words = alert.sentences.get(reason["is"]) or SHARED_SENTENCES.get(reason["is"])
    if words is None:
        return ""
    try:
        return str(words % ({name: _value(name, value) for name, value in reason.items()} | _more(reason)))
    except KeyError:
        return ""


def _value(name: str, value: Any) -> Any:
    """Hours are said as time; all other values as they are."""
    return worded(Unit.HOURS, float(value)) if name.startswith("hours_") else value


def _more(reason: Reason) -> dict[str, Any]:
    """What is looked up: the words of a step of the welcome page."""
    return {"step": Action(reason["action"]).label} if reason.get("action") in Action.values else {}


def reasons_of(finding: Finding) -> list[str]:
    """Why it is open, or was, the most telling first."""
    return _all(finding, finding.reasons)


def closing_of(finding: Finding) -> list[str]:
    """Why it closed."""
    return _all(finding, finding.closing)


def _all(finding: Finding, reasons: list[Reason]) -> list[str]:
    alert = finding.alert
    return [words for reason in reasons if (words := said(alert, reason))] if alert is not None else []


def name_of(finding: Finding) -> str:
    """What it is, and where: "Silence in a space: Workshop"."""
    name = str(finding.alert.name) if finding.alert is not None else _("An alert of the past")
    if finding.space is None:
        return name
    return _("%(alert)s: %(space)s") % {"alert": name, "space": finding.space.name}


def definition(alert: Alert, limits: Mapping[str, int]) -> list[str]:
    """When it opens, when it closes, and below which numbers it is silent, with the thresholds that hold."""
    return [str(words) % limits for words in (alert.opens, alert.closes, alert.quiet)]
