"""The four decisions one key each, and what each of them means for this thing and this person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moderation.guidelines.measures import Content, Person, Source, needs_second
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
        line = _joined(line, _counted(step), _until(step))
        found.append(Choice("educate", "E", "message-circle", _("Educate"), line, edit, Person.EDUCATE))
        person, days = _stepped(step, Person.WARN)
        counted = _counted(step, hides=hide == Content.HIDE, mendable=is_mendable(case.subject_type))
        line = _joined(_lasting(days), counted, _until(step), _asking(hide, person))
        found.append(Choice("warn", "W", "triangle-alert", _label(person), line, hide, person, days))
    if Content.REMOVE in may:
        person, days = _stepped(step, Person.NOTHING) if has_person else (str(Person.NOTHING), None)
        follows = (_label(person), _lasting(days), _counted(step), _until(step)) if person != Person.NOTHING else ()
        line = _joined(*follows, _asking(Content.REMOVE, person))
        found.append(Choice("remove", "R", "gavel", _("Remove…"), line, Content.REMOVE, person, days))
    return found


def _stepped(step: Step | None, least: str) -> tuple[str, int | None]:
    """The proposed step, if it is at least this."""
    if step is None or _grave(Person(step.person)) < _grave(Person(least)):
        return str(least), None
    return str(step.person), step.days


def _label(person: str) -> str:
    return _("Warn") if person == Person.WARN else str(Person(person).label)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _lasting(days: int | None) -> str:
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days} if days else ""


def _counted(step: Step | None, *, hides: bool = False, mendable: bool = True) -> str:
    """That it counts, and as which step: whatever is chosen for the person, from educating on."""
    if hides and not mendable:
        return _joined(_counted(step), _("Hidden"))
    if step is not None and step.number:
        words = _("Counts as step %(n)d, hides until edited") if hides else _("Counts as step %(n)d")
        return words % {"n": step.number}
    return _("Counts as a step, hides until edited") if hides else _("Counts as a step")


def _until(step: Step | None) -> str:
    """The last day on which the step counts."""
    if step is None or step.expires_at is None:
        return ""
    return _("counts until %(day)s") % {"day": formats.date_format(timezone.localtime(step.expires_at), "DATE_FORMAT")}


def _asking(content: str, person: str) -> str:
    return _("Asks for a second moderator") if needs_second(content, person) else ""


def recommended(choices: list[Choice], case: Case, step: Step | None, rule: Rule | None) -> str:
    """The choice that is marked before anybody chose; "" if nothing speaks for any.

    What waited to be seen and breaks no rule that was named is let through. Else the graver of two counts: the step of
    the ladder, and what usually follows from the rule; a rule from which nothing usually follows asks for nothing.
    """
    if rule is None and case.source in (Source.HELD, Source.FIXED):
        usual = Person.NOTHING
    elif rule is not None and (step is None or rule.usual == Person.NOTHING):
        usual = Person(rule.usual)
    elif step is None:
        return ""
    else:
        usual = max(Person(step.person), Person(rule.usual if rule is not None else step.person), key=_grave)
    name = "educate" if usual == Person.EDUCATE else "keep" if usual == Person.NOTHING else "warn"
    return name if name in {choice.name for choice in choices} else ""


def _grave(person: Person) -> int:
    return list(Person).index(person)
