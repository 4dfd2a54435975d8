"""What was decided, in a few words for the team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moderation.guidelines.measures import Content, Person

if TYPE_CHECKING:
    from moderation.review.decisions import Decision


def outcome(decision: Decision) -> str:
    """Removed · Suspend, 7 days; or No action."""
    if decision.is_no_action:
        return _("No action")
    said = [] if decision.content == Content.KEEP else [decision.became]
    if decision.person != Person.NOTHING:
        said.append(str(Person(decision.person).label))
    if decision.days:
        said.append(ngettext("%(n)d day", "%(n)d days", decision.days) % {"n": decision.days})
    return " · ".join(said)
