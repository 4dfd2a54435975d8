"""Addresses of what helps, filled in as far as the page behind them allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse

from members.segments.building import pairs_of

if TYPE_CHECKING:
    from community.spaces.models import Space
    from config.lib.audience import Viewer
    from metrics.alerts.alert import Remedy
    from metrics.alerts.models import Finding

type Rule = dict[str, Any]


def waiting(space: Space | None) -> str:
    """Threads without a reply: of a space its list, of all spaces the queue of questions."""
    return f"{space.get_absolute_url()}?unanswered=1" if space is not None else reverse("waiting")


def people(*rules: Rule) -> str:
    """The list of all members for whom all of these are so; no query."""
    rule: Rule = {"all": list(rules)}
    return f"{reverse('manage_people')}?{urlencode(pairs_of(rule))}"


def plan(kind: str, space: Space | None = None) -> str:
    """A new program of this kind, in this space."""
    said = {"kind": kind} | ({"space": space.pk} if space is not None else {})
    return f"{reverse('plan')}?{urlencode(said)}"


def is_so(key: str, **given: Any) -> Rule:
    """One sentence of the language of segments."""
    return {"is": key, "with": given}


def is_not(key: str, **given: Any) -> Rule:
    """Its contrary."""
    return {"not": is_so(key, **given)}


def remedy_for(finding: Finding, viewer: Viewer) -> Remedy | None:
    """What helps against an open finding, where the viewer may go there: managers anywhere, hosts to some places."""
    if finding.alert is None or not finding.is_open or not viewer.is_authenticated:
        return None
    remedy = finding.alert.remedy(finding)
    return remedy if viewer.is_manager or remedy.for_hosts else None
