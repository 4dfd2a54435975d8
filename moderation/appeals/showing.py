"""What the pages of an appeal show: the decision in words, and what was said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moderation.guidelines.measures import Content, Person

if TYPE_CHECKING:
    from datetime import datetime

    from moderation.appeals.models import Appeal, AppealMessage
    from moderation.review.decisions import Decision


@dataclass(frozen=True)
class Line:
    """One thing to know of a decision: what it is, and the words."""

    label: str
    words: str


@dataclass(frozen=True)
class Turn:
    """One message of the dialogue as a reader sees it: the team has no names for the member."""

    who: str
    is_team: bool
    at: datetime
    words: str


def lines_of(decision: Decision) -> list[Line]:
    """What was decided, why, and by whom in general; without names; for the team."""
    lines = []
    if decision.content != Content.KEEP:
        lines.append(Line(_("The thing"), decision.became))
    if decision.person != Person.NOTHING:
        lines.append(Line(_("The person"), consequence_of(decision)))
    if decision.rule is not None:
        lines.append(Line(_("Rule"), str(decision.rule)))
    said = (
        (_("What happened"), decision.facts),
        (_("The words it is about"), decision.quote),
        (_("What the member was told"), decision.message),
    )
    lines += [Line(label, words) for label, words in said if words]
    return [*lines, Line(_("Decided by"), decider_of(decision))]


def consequence_of(decision: Decision) -> str:
    """The consequence for the person, with how long it lasts."""
    name = str(Person(decision.person).label)
    if not decision.days:
        return name
    words = ngettext("%(measure)s, %(days)d day", "%(measure)s, %(days)d days", decision.days)
    return words % {"measure": name, "days": decision.days}


def decider_of(decision: Decision) -> str:
    """One human or two, without a name: rules never have the last word."""
    if decision.is_by_host:
        return _("A host of the space")
    return _("Two moderators") if decision.second_at else _("A moderator")


def turns_of(appeal: Appeal, *, for_team: bool) -> list[Turn]:
    """What was said, the first first."""
    rows = appeal.messages.select_related("author")
    return [Turn(_who(row, for_team), row.is_team, row.at, row.words) for row in rows]


def _who(row: AppealMessage, for_team: bool) -> str:
    if row.is_team and not for_team:
        return _("The moderators")
    if not row.is_team and not for_team:
        return _("You")
    return row.author.name if row.author is not None else _("Former member")


def outcome_of(appeal: Appeal) -> str:
    """How it ended, in one sentence to the member; empty while it is open."""
    said = {
        "upheld": _("The decision stands."),
        "reversed": _("The decision was reversed, and all that followed from it was taken back."),
        "settled": _("The moderators took the decision back before the appeal was decided."),
    }
    return said.get(appeal.outcome, "")
