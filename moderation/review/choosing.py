"""The four decisions one key each, and what each of them means for this thing and this person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from moderation.guidelines.measures import STRIKES, Content, Person, needs_second
from moderation.review.subjects import KINDS, is_mendable

if TYPE_CHECKING:
    from moderation.guidelines.models import Rule
    from moderation.review.cases import Case
    from moderation.review.proposing import Step

OTHER = "other"
"""The choice of everything else, under "More choices"."""


@dataclass(frozen=True)
class Choice:
    """A decision as it is offered: a word, what follows from it, the key."""

    name: str
    key: str
    icon: str
    label: str
    line: str
    content: str
    person: str
    days: int | None = None

    @property
    def is_grave(self) -> bool:
        """Whether it is drawn in red: a second moderator has to agree."""
        return needs_second(self.content, self.person)


def contents_of(case: Case) -> tuple[str, ...]:
    """What may be decided about the thing."""
    kind = KINDS.get(case.subject_type)
    return kind.contents if kind is not None else (Content.KEEP,)


def choices_for(case: Case, step: Step | None) -> list[Choice]:
    """A, E, W, R: those that there are for this kind of thing."""
    may = contents_of(case)
    has_person = case.about_id is not None
    edit = Content.EDIT if Content.EDIT in may else Content.KEEP
    hide = Content.HIDE if Content.HIDE in may else Content.KEEP
    found = [Choice("keep", "A", "check", _("No action needed"), "", Content.KEEP, Person.NOTHING)]
    if has_person:
        line = _("Send message, ask for an edit") if edit == Content.EDIT else _("Send message")
        found.append(Choice("educate", "E", "message-circle", _("Educate"), line, edit, Person.EDUCATE))
        person, days = _stepped(step, Person.WARN)
        line = _warned(person, step, hides=hide == Content.HIDE, mendable=is_mendable(case.subject_type))
        found.append(Choice("warn", "W", "triangle-alert", _label(person), line, hide, person, days))
    if Content.REMOVE in may:
        person, days = _stepped(step, Person.NOTHING) if has_person else (str(Person.NOTHING), None)
        line = _("Asks for a second moderator")
        found.append(Choice("remove", "R", "gavel", _("Remove…"), line, Content.REMOVE, person, days))
    return found


def _stepped(step: Step | None, least: str) -> tuple[str, int | None]:
    """The proposed step, if it is at least this."""
    order = [Person.NOTHING, *STRIKES]
    if step is None or order.index(Person(step.person)) < order.index(Person(least)):
        return str(least), None
    return str(step.person), step.days


def _label(person: str) -> str:
    return _("Warn") if person == Person.WARN else str(Person(person).label)


def _warned(person: str, step: Step | None, *, hides: bool, mendable: bool) -> str:
    if hides and not mendable:
        return _("Counts as a step, hides it")
    if step is not None and step.number:
        words = _("Counts as step %(n)d, hides until edited") if hides else _("Counts as step %(n)d")
        return words % {"n": step.number}
    return _("Counts as a step, hides until edited") if hides else _("Counts as a step")


def recommended(choices: list[Choice], step: Step | None, rule: Rule | None) -> str:
    """The choice that is marked before anybody chose: by the rule that was named and the ladder; "" without both."""
    names = {choice.name for choice in choices}
    if rule is None and step is None:
        return ""
    usual = step.person if step is not None else str(rule.usual) if rule is not None else ""
    name = "educate" if usual == Person.EDUCATE else "keep" if usual == Person.NOTHING else "warn"
    return name if name in names else ""
