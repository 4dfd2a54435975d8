"""The rule language: predicates joined by all, any and not, read with care and compiled to one condition.

{"all": [Rule, …]}  {"any": [Rule, …]}  {"not": Rule}  {"is": key, "with": {field: value}}
"""

from __future__ import annotations

import operator
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from functools import reduce
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Case, Q, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.profiles.models import Member, MemberQuerySet
from members.segments.predicates import PREDICATES, Predicate

type Rule = dict[str, Any]

MOST, DEEPEST = 20, 3
JOINS = {"all": operator.and_, "any": operator.or_}


class WrongRule(ValueError):
    """A rule that cannot be asked; its text is a sentence for people."""


def read(rule: object) -> Rule:
    """A rule as it may be kept: every value cleaned by its field. Raises WrongRule with the reason."""
    clean = _read(rule, 0)
    if sum(1 for _leaf in leaves(clean)) > MOST:
        raise WrongRule(too_many())
    return clean


def too_many() -> str:
    """The sentence about more predicates than a rule may have."""
    return ngettext(
        "A rule has at most %(n)s sentence.", "A rule has at most %(n)s sentences. Leave some out.", MOST
    ) % {"n": MOST}


def too_deep() -> str:
    """The sentence about groups in groups in groups in groups."""
    return _("Groups stand at most three deep.")


def _read(rule: object, depth: int, *, denied: bool = False) -> Rule:
    if not isinstance(rule, dict):
        raise WrongRule(_("This rule cannot be read."))
    match rule:
        case {"is": str(key), "with": dict(given)} if len(rule) == 2:
            return {"is": key, "with": _values(predicate_of(key), given)}
        case {"not": inner} if len(rule) == 1 and not denied:
            return {"not": _read(inner, depth, denied=True)}
        case {"all": list(inner)} | {"any": list(inner)} if len(rule) == 1:
            if depth >= DEEPEST:
                raise WrongRule(too_deep())
            if not inner:
                raise WrongRule(_("A group holds no sentence. Add one, or remove the group."))
            if len(inner) > MOST:
                raise WrongRule(too_many())
            return {next(iter(rule)): [_read(part, depth + 1) for part in inner]}
    raise WrongRule(_("This rule cannot be read."))


def predicate_of(key: str) -> Predicate:
    """The predicate with this key. Raises WrongRule for one that nobody registered."""
    if key not in PREDICATES:
        raise WrongRule(_("This rule asks for something that is not known here any more."))
    return PREDICATES[key]


def _values(predicate: Predicate, given: dict[str, Any]) -> dict[str, Any]:
    if set(given) != set(predicate.fields):
        raise WrongRule(_("This rule cannot be read."))
    try:
        return {name: deepcopy(field).clean(given[name]) for name, field in predicate.fields.items()}
    except ValidationError as error:
        raise WrongRule(" ".join(error.messages)) from error


def leaves(rule: Rule) -> Iterator[Rule]:
    """The predicates of a rule with their values, from left to right."""
    if "is" in rule:
        yield rule
    elif "not" in rule:
        yield from leaves(rule["not"])
    else:
        for part in rule.get("all") or rule.get("any") or []:
            yield from leaves(part)


def narrowing(rule: Rule, now: datetime) -> Q:
    """The condition over members that a rule makes at a moment. Raises WrongRule for an unknown predicate."""
    if "is" in rule:
        return predicate_of(rule["is"]).narrow(rule["with"], now)
    if "not" in rule:
        inner = narrowing(rule["not"], now)
        # Asked from left to right, no further than needed; as NOT … AND NOT … the dearest would be asked of everybody.
        return Q(Case(When(inner, then=False), default=True)) if "any" in rule["not"] else ~inner
    join = "all" if "all" in rule else "any"
    if not rule.get(join):
        raise WrongRule(_("This rule cannot be read."))
    return reduce(JOINS[join], (narrowing(part, now) for part in rule[join]))


def matching(rule: Rule | None, now: datetime | None = None) -> MemberQuerySet:
    """Present members for whom a rule is so, as one query; without a rule everybody. Raises WrongRule."""
    everybody = Member.objects.present()
    return everybody if rule is None else everybody.filter(narrowing(rule, now or timezone.now()))
