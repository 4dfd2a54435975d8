"""What stands behind a criterion: apps register for a predicate what it counts, as a reader may see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F, Func, IntegerField, Subquery
from django.utils.translation import gettext as _

from members.profiles.models import Member
from members.segments.predicates import PREDICATES, Values
from members.segments.rules import Rule, WrongRule
from members.segments.wording import Labels, sentence_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from config.lib.audience import Viewer

MOST_CRITERIA = 6
type Rows = Callable[[Member, Values, Viewer], QuerySet[Any]]


@dataclass(frozen=True)
class Thing:
    """One thing that counts, as a list shows it."""

    title: str
    url: str
    at: datetime
    place: str = ""


def always(values: Values, labels: Labels) -> bool:
    """What everybody sees on a profile is in the open, whatever was asked."""
    return True


def names_nothing(values: Values) -> bool:
    """What visitors may read, whatever was asked."""
    return True


@dataclass(frozen=True)
class Proof:
    """The evidence for one predicate. Without rows the sentence says all there is."""

    key: str
    is_open: Callable[[Values, Labels], bool] = always
    """Whether all that counts with these values can be read by every member; the labels ask for choices once."""
    is_public: Callable[[Values], bool] = names_nothing
    """Whether visitors may know of what these values name."""
    rows: Rows | None = None
    """What counts for a member, as far as this reader sees it; the latest first."""
    thing: Callable[[Any], Thing] | None = None
    different: str = "pk"
    """The rows count by so many different values of this column."""


PROOFS: dict[str, Proof] = {}


def register(proof: Proof) -> None:
    """Let levels and badges rest on a predicate. Raises ValueError for one that has its evidence already."""
    if proof.key in PROOFS:
        raise ValueError(f"The evidence for {proof.key!r} is registered twice.")
    PROOFS[proof.key] = proof


def counted(
    rules: Sequence[Rule], member: Member, viewer: Viewer, **also: Any
) -> tuple[list[int | None], dict[str, Any]]:
    """How much this reader finds behind each criterion of a member, None where there is nothing to count.

    One query, which also answers what else is asked of the member.
    """
    columns = {}
    for number, leaf in enumerate(rules):
        proof = PROOFS[leaf["is"]]
        if proof.rows is not None:
            columns[f"count_{number}"] = how_many(proof.rows(member, leaf["with"], viewer), proof.different)
    found: Any = {}
    if columns or also:
        found = Member.objects.get_queryset().filter(pk=member.pk).values(**columns, **also).get()
    return [found.get(f"count_{number}") for number in range(len(rules))], found


def how_many(rows: QuerySet[Any], different: str) -> Subquery:
    """The number of different values of a column, as part of another query."""
    number = Func(F(different), function="COUNT", template="COUNT(DISTINCT %(expressions)s)")
    return Subquery(rows.order_by().values(how_many=number), output_field=IntegerField())


def criteria(rule: Rule, labels: Labels | None = None) -> list[Rule]:
    """The criteria of a level or a badge. Raises WrongRule for one that others could not check."""
    labels = labels or Labels()
    leaves = rule.get("all", []) if "is" not in rule else [rule]
    if not leaves or any("is" not in leaf for leaf in leaves):
        raise WrongRule(_("Recognition asks for a plain list of sentences, all of them so: no groups, and no “not”."))
    if len(leaves) > MOST_CRITERIA:
        raise WrongRule(_("At most %(n)s criteria: nobody remembers more.") % {"n": MOST_CRITERIA})
    for leaf in leaves:
        predicate, proof = PREDICATES.get(leaf["is"]), PROOFS.get(leaf["is"])
        is_known = predicate is not None and set(predicate.fields) == set(leaf.get("with", {}))
        if not is_known or proof is None or not proof.is_open(leaf["with"], labels):
            raise WrongRule(
                _("“%(sentence)s” cannot be checked by every member. Ask for what all members can read.")
                % {"sentence": sentence_of(leaf, labels=labels)}
            )
    return list(leaves)


def in_words(leaf: Rule, viewer: Viewer, labels: Labels | None = None) -> str:
    """A criterion as a sentence; without the names of what visitors may not know of."""
    if viewer.is_authenticated or PROOFS[leaf["is"]].is_public(leaf["with"]):
        return sentence_of(leaf, labels=labels)
    return _("took part in spaces for members")


def needed(leaf: Rule) -> int | None:
    """How often it is asked for; None where it is so or not."""
    times = leaf["with"].get("times")
    return times if isinstance(times, int) else None
