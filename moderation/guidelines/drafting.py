"""Writing the next version: a draft that managers share. What is published never changes.

Two may write at once: each form carries the stamp of what it showed, and a change of what somebody else has changed
meanwhile is refused with both texts kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from members.activity.log import record
from members.installation.models import Installation
from moderation.guidelines.adopting import key_for
from moderation.guidelines.measures import Person, Severity
from moderation.guidelines.models import Guidelines, Rule

if TYPE_CHECKING:
    from members.profiles.models import Member

FIELDS = ("number", "title", "words", "example_fine", "example_broken", "severity", "usual")


class DraftChanged(Exception):
    """Somebody else changed it meanwhile; what was typed is in the form still."""

    def __init__(self) -> None:
        super().__init__(
            _("Somebody else changed this while you wrote. Compare your words with theirs, then save again.")
        )


class NoDraft(Exception):
    """There is no draft (any more): it was published or thrown away."""


class NumberTaken(Exception):
    """Another rule has this number."""


@dataclass(frozen=True)
class RuleWords:
    """What a manager says of a rule."""

    title: str
    number: str = ""
    """Empty: the next one."""
    words: str = ""
    example_fine: str = ""
    example_broken: str = ""
    severity: int = Severity.MEDIUM
    usual: str = Person.EDUCATE


def stamp_of(*parts: object) -> str:
    """Another word each time one of the parts changes."""
    return hashlib.sha256("\0".join(str(part) for part in parts).encode()).hexdigest()[:16]


def stamp_of_rule(rule: Rule) -> str:
    """Another word each time somebody changes the rule. Where it stands among the others does not count."""
    return stamp_of(rule.pk, *(getattr(rule, name) for name in FIELDS if name != "number"))


def stamp_of_words(version: Guidelines) -> str:
    """Another word each time somebody changes purpose or values."""
    return stamp_of(version.pk, version.purpose, version.values)


def stamp_of_all(version: Guidelines, rules: Iterable[Rule]) -> str:
    """Another word each time anything of the draft changes; what is published is what was looked at."""
    return stamp_of(stamp_of_words(version), *(f"{rule.number}:{stamp_of_rule(rule)}" for rule in rules))


@transaction.atomic
def begin(*, by: Member) -> Guidelines:
    """The draft; if there is none, a copy of what is in force."""
    Installation.current().lock()
    draft = Guidelines.draft()
    if draft is not None:
        return draft
    last, current = Guidelines.objects.order_by("-number").first(), Guidelines.in_force()
    draft = Guidelines.objects.create(
        number=last.number + 1 if last else 1,
        purpose=current.purpose if current else "",
        values=current.values if current else "",
        must_accept=current is not None,
    )
    for rule in current.rules.all() if current else []:
        rule.pk, rule.guidelines = None, draft
        rule._state.adding = True
        rule.save(force_insert=True)
    record("guidelines.begun", actor=by, subject=draft)
    return draft


def _draft() -> Guidelines:
    """The draft, held until the transaction ends. Raises NoDraft."""
    Installation.current().lock()
    draft = Guidelines.objects.select_for_update().filter(published_at=None).first()
    if draft is None:
        raise NoDraft
    return draft


def _rule(draft: Guidelines, key: str) -> Rule:
    """Raises NoDraft: the rule is gone."""
    rule = draft.rules.filter(key=key).first()
    if rule is None:
        raise NoDraft
    return rule


@transaction.atomic
def say(purpose: str, values: str, *, stamp: str) -> None:
    """Change purpose and values of the draft. Raises NoDraft, DraftChanged."""
    draft = _draft()
    if stamp_of_words(draft) != stamp:
        raise DraftChanged
    draft.purpose, draft.values = purpose, values
    draft.save(update_fields=["purpose", "values"])


@transaction.atomic
def add_rule(said: RuleWords) -> Rule:
    """Put a rule into the draft. Raises NoDraft, NumberTaken."""
    draft = _draft()
    keys = set(Rule.objects.values_list("key", flat=True))  # a rule that was removed keeps its key for itself
    fields = asdict(said) | {"number": said.number or _next_number(draft)}
    _free(draft, fields["number"])
    rule = draft.rules.create(key=key_for(said.title, keys), **fields)
    _in_order(draft)
    return rule


@transaction.atomic
def change_rule(key: str, said: RuleWords, *, stamp: str) -> Rule:
    """Change a rule of the draft. Raises NoDraft, DraftChanged, NumberTaken."""
    draft = _draft()
    rule = _rule(draft, key)
    if stamp_of_rule(rule) != stamp:
        raise DraftChanged
    fields: dict[str, Any] = asdict(said) | {"number": said.number or rule.number}
    if fields["number"] != rule.number:
        _free(draft, fields["number"])
    for name, value in fields.items():
        setattr(rule, name, value)
    rule.save(update_fields=list(FIELDS))
    _in_order(draft)
    return rule


@transaction.atomic
def remove_rule(key: str) -> Rule:
    """Leave a rule out of the draft; versions that have it keep it. Raises NoDraft."""
    rule = _rule(_draft(), key)
    rule.delete()
    return rule


@transaction.atomic
def move_rule(key: str, step: int) -> bool:
    """Let a rule of the draft change places and numbers with the one before (-1) or after (1). Raises NoDraft."""
    draft = _draft()
    rules = list(draft.rules.all())
    at = rules.index(_rule(draft, key))
    if not 0 <= at + step < len(rules):
        return False
    one, other = rules[at], rules[at + step]
    numbers, places = (one.number, other.number), (one.position, other.position)
    draft.rules.filter(pk=one.pk).update(number="~")
    draft.rules.filter(pk=other.pk).update(number=numbers[0], position=places[0])
    draft.rules.filter(pk=one.pk).update(number=numbers[1], position=places[1])
    return True


@transaction.atomic
def discard(*, by: Member) -> None:
    """Throw the draft away. Raises NoDraft."""
    draft = _draft()
    record("guidelines.discarded", actor=by, subject=draft)
    draft.delete()


def _free(draft: Guidelines, number: str) -> None:
    if draft.rules.filter(number=number).exists():
        raise NumberTaken


def _next_number(draft: Guidelines) -> str:
    """One more than the highest first part."""
    return str(max((_parts(rule)[0] for rule in draft.rules.all()), default=0) + 1)


def _parts(rule: Rule) -> list[int]:
    return [int(part) for part in rule.number.split(".")]


def _in_order(draft: Guidelines) -> None:
    """Rules stand in the order of their numbers: 1, 1.1, 1.2, 2, 10."""
    for place, rule in enumerate(sorted(draft.rules.all(), key=_parts), start=1):
        if rule.position != place:
            draft.rules.filter(pk=rule.pk).update(position=place)
