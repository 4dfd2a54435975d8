"""Guidelines as a page shows them: texts rendered, rules with what usually follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from config.lib.markup import NullResolver, render
from moderation.guidelines.measures import Person

if TYPE_CHECKING:
    from collections.abc import Iterable

    from moderation.guidelines.models import Guidelines, Rule

FOLLOWS = {
    Person.NOTHING: _("Usually nothing follows but a change of what was written."),
    Person.EDUCATE: _("Usually a moderator explains the rule to whoever broke it."),
    Person.WARN: _("Usually a warning follows."),
    Person.SILENCE: _("Usually some days without writing follow."),
    Person.SUSPEND: _("Usually the account is suspended for some days."),
    Person.BAN: _("Usually the account is closed. Two moderators decide it together."),
}
"""What usually happens, a sentence for each step."""


@dataclass(frozen=True)
class ShownRule:
    """A rule with its words as HTML."""

    rule: Rule
    html: str

    @property
    def follows(self) -> str:
        """What usually happens to whoever breaks it."""
        return str(FOLLOWS[Person(self.rule.usual)])


@dataclass(frozen=True)
class ShownGuidelines:
    """One version."""

    version: Guidelines
    purpose: str
    values: str
    rules: list[ShownRule]


def shown(version: Guidelines) -> ShownGuidelines:
    """A version with all its texts as safe HTML."""
    return ShownGuidelines(version, html_of(version.purpose), html_of(version.values), shown_rules(version.rules.all()))


def shown_rules(rules: Iterable[Rule]) -> list[ShownRule]:
    """Rules with their words as safe HTML."""
    return [ShownRule(rule, html_of(rule.words)) for rule in rules]


def html_of(text: str) -> str:
    """Markdown as safe HTML; nothing of nothing."""
    return render(text, NullResolver()).html if text.strip() else ""
