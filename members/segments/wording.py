"""Rules as sentences: for reading, and as evidence about one member."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from typing import Any

from django import forms
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.profiles.models import Member
from members.segments.fields import Offered, options
from members.segments.predicates import Said, pieces
from members.segments.rules import Rule, WrongRule, leaves, narrowing, predicate_of

HEADS = {
    ("all", False): lambda: _("All of this is so"),
    ("any", False): lambda: _("At least one of this is so"),
    ("all", True): lambda: _("Not all of this is so"),
    ("any", True): lambda: _("None of this is so"),
}
_AND, _OR = gettext_lazy("%(part)s and %(next)s"), gettext_lazy("%(part)s or %(next)s")
INSIDE: dict[tuple[str, bool], tuple[Said, Said]] = {
    ("all", False): ("%(parts)s", _AND),
    ("any", False): ("%(parts)s", _OR),
    ("all", True): (gettext_lazy("are not those who %(parts)s"), _AND),
    ("any", True): (gettext_lazy("are none of those who %(parts)s"), _OR),
}
"""The same going on after "If they …", and how two parts follow each other."""


def gone() -> str:
    """The words for a choice that is not there any more."""
    return _("(something that is gone)")


@dataclass
class Told:
    """A part of a rule in words: a sentence, or a heading with parts below it."""

    text: str
    parts: list[Told] = field(default_factory=list)
    inside: Said = "%(parts)s"
    """What stands below it where it goes on within a sentence."""
    between: Said = ""
    """What stands between the parts there."""


class Labels:
    """The words of choices, asked for once however many sentences and fields need them."""

    def __init__(self) -> None:
        self._known: dict[int, dict[str, str]] = {}

    def of(self, asked: forms.ChoiceField, value: object) -> str:
        """The words for one choice."""
        source = _source(asked)
        if isinstance(source, Offered) and value in source.first:
            return str(source.first[value])
        return self.all(asked).get(str(value), gone())

    def all(self, asked: forms.ChoiceField) -> dict[str, str]:
        """Every choice by its value as forms send it."""
        key = id(_source(asked))
        if key not in self._known:
            self._known[key] = dict(options(asked))
        return self._known[key]


def _source(asked: forms.ChoiceField) -> object:
    """Where the choices of a field come from; many fields offer the same spaces."""
    choices: Any = asked.choices
    return getattr(choices, "func", asked)


def told(rule: Rule, *, denied: bool = False, labels: Labels | None = None) -> Told:
    """A rule in words."""
    labels = labels or Labels()
    if "not" in rule:
        return told(rule["not"], denied=not denied, labels=labels)
    if "is" in rule:
        return Told(sentence_of(rule, denied=denied, labels=labels))
    join = "all" if "all" in rule else "any"
    parts = [told(part, labels=labels) for part in rule[join]]
    if len(parts) == 1 and not denied:
        return parts[0]
    return Told(HEADS[join, denied](), parts, *INSIDE[join, denied])


def in_a_sentence(one: Told) -> str:
    """A part of a rule as it goes on within a sentence; what has parts of its own in there stands in brackets."""
    if not one.parts:
        return one.text
    said = [f"({in_a_sentence(part)})" if part.parts else part.text for part in one.parts]
    parts = reduce(lambda before, part: str(one.between) % {"part": before, "next": part}, said)
    return str(one.inside) % {"parts": parts}


def sentence_of(leaf: Rule, *, denied: bool = False, labels: Labels | None = None) -> str:
    """One predicate with its values as a sentence without beginning and full stop."""
    try:
        predicate = predicate_of(leaf["is"])
    except WrongRule:
        return _("something that is not known here any more")
    sentence = predicate.denied if denied and predicate.denied else predicate.sentence
    said = "".join(
        text + (_said(predicate.fields[name], leaf["with"].get(name), labels or Labels()) if name else "")
        for text, name in pieces(sentence, predicate.fields, leaf["with"])
    )
    return _("not: %(sentence)s") % {"sentence": said} if denied and not predicate.denied else said


def _said(asked: forms.Field, value: Any, labels: Labels) -> str:
    """A value in words: the label of a choice, a number, or a word in quotes."""
    if isinstance(asked, forms.ChoiceField):
        return labels.of(asked, value)
    return str(value) if isinstance(value, int) else _("“%(word)s”") % {"word": value}


@dataclass(frozen=True)
class Finding:
    """What a rule says of one member, sentence by sentence."""

    text: str
    holds: bool
    evidence: str = ""

    def __str__(self) -> str:
        return f"{self.text} ({self.evidence})" if self.evidence else self.text


@dataclass(frozen=True)
class Explanation:
    """Whether a rule is so for a member, and its sentences; where it is so, only those that made it so."""

    fits: bool
    findings: list[Finding]


def explain(rule: Rule, member: Member, now: datetime | None = None) -> Explanation:
    """Why a rule is so for a member, or why not. Raises WrongRule.

    One query, one for each list of choices, and one for evidence where there is some.
    """
    now = now or timezone.now()
    columns = {
        f"leaf_{number}": ExpressionWrapper(Q(narrowing(leaf, now)), output_field=BooleanField())
        for number, leaf in enumerate(leaves(rule))
    }
    row = Member.objects.get_queryset().filter(pk=member.pk).annotate(**columns).values(*columns).get()
    known = iter([bool(row[name]) for name in columns])
    fits, findings = _look(rule, known, member, Labels(), denied=False)
    present = member.is_active and member.confirmed_at is not None
    if fits and present:
        findings = [finding for finding in findings if finding.holds]
    return Explanation(fits and present, findings)


def _look(rule: Rule, known: Any, member: Member, labels: Labels, *, denied: bool) -> tuple[bool, list[Finding]]:
    """Whether this part (or its contrary) is so, and its sentences."""
    if "not" in rule:
        return _look(rule["not"], known, member, labels, denied=not denied)
    if "is" in rule:
        so = next(known)
        evidence = predicate_of(rule["is"]).why(member, rule["with"]) if so and not denied else None
        finding = Finding(sentence_of(rule, denied=denied, labels=labels), so != denied, str(evidence or ""))
        return finding.holds, [finding]
    join = "all" if "all" in rule else "any"
    looked = [_look(part, known, member, labels, denied=denied) for part in rule[join]]
    # Not all of them: at least one of their contraries.
    every = (join == "all") != denied
    fits = all(so for so, _findings in looked) if every else any(so for so, _findings in looked)
    return fits, [finding for _so, findings in looked for finding in findings]
