"""Writing down what happened."""

import json
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection, models, transaction

from config.lib.anonymous_cache import forget_kept_pages, pages_grew
from members.activity.bell import ring
from members.activity.models import Activity
from members.activity.verbs import VERBS

if TYPE_CHECKING:
    from config.lib.audience import Viewer

LONGEST_TEXT = 64
MOST_BYTES = 4096


class WrongRecordError(ValueError):
    """An activity that must not be written as it stands; a mistake in the code that records it."""


def record(verb: str, *, actor: "Viewer | None" = None, subject: models.Model | None = None, **facts: Any) -> Activity:
    """Write one activity into the running transaction and ring the bell once it commits.

    Costs one INSERT. `facts` are ids and small values, never text somebody wrote or personal data.
    Raises WrongRecordError outside a transaction, for an undeclared verb, an unsaved subject, or facts too large.
    """
    if not connection.in_atomic_block:
        raise WrongRecordError(f"{verb!r} was recorded outside a transaction; wrap the act in transaction.atomic().")
    if verb not in VERBS:
        raise WrongRecordError(f"The verb {verb!r} is not declared in any verbs.py.")
    if subject is not None and not isinstance(subject.pk, int):
        raise WrongRecordError(f"The subject of {verb!r} has no number to be found by; save it first.")
    _check(verb, facts)
    activity = Activity.objects.create(
        verb=verb,
        actor_id=None if isinstance(actor, AnonymousUser) or actor is None else actor.pk,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=subject.pk if subject is not None else None,
        facts=facts,
    )
    _show_visitors(verb, facts)
    _ring_after_commit()
    return activity


def record_each(verb: str, model: type[models.Model], facts: Mapping[int, dict[str, Any]]) -> None:
    """Write one activity for each of these things of one model, by their numbers, each with its own facts.

    For what the clock does to many at once: one INSERT, nobody is the actor. Raises WrongRecordError like `record`.
    """
    if not connection.in_atomic_block:
        raise WrongRecordError(f"{verb!r} was recorded outside a transaction; wrap the act in transaction.atomic().")
    if verb not in VERBS:
        raise WrongRecordError(f"The verb {verb!r} is not declared in any verbs.py.")
    for one in facts.values():
        _check(verb, one)
    label = model._meta.label_lower
    rows = [Activity(verb=verb, subject_type=label, subject_id=pk, facts=one) for pk, one in facts.items()]
    Activity.objects.bulk_create(rows)
    if rows:
        _show_visitors(verb, {})
        _ring_after_commit()


def _show_visitors(verb: str, facts: dict[str, Any]) -> None:
    """Let the pages kept for visitors follow, as the verb says; one that says nothing ends them all."""
    when = VERBS[verb].visitors
    if when == "at_once":
        forget_kept_pages()
    elif when == "soon":
        pages_grew(facts.get("thread"))


def _check(verb: str, facts: dict[str, Any]) -> None:
    """Refuse whatever is not a small value."""
    for name, value in facts.items():
        if not _small(value):
            raise WrongRecordError(
                f"The fact {name!r} of {verb!r} is not a small JSON value: numbers, yes or no, nothing, "
                f"text up to {LONGEST_TEXT} characters, or lists and dictionaries of these."
            )
    if len(json.dumps(facts)) > MOST_BYTES:
        raise WrongRecordError(f"The facts of {verb!r} are larger than {MOST_BYTES} bytes.")


def _small(value: object) -> bool:
    """Whether a value is an id or a small value, all the way down."""
    if value is None or isinstance(value, bool | int):
        return True
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, str):
        return len(value) <= LONGEST_TEXT and "\0" not in value
    if isinstance(value, list | tuple):
        return all(map(_small, value))
    if isinstance(value, dict):
        return all(isinstance(key, str) and _small(key) and _small(inner) for key, inner in value.items())
    return False


def _ring_after_commit() -> None:
    """Ring once per transaction, however much it records."""
    if not any(entry[1] is ring for entry in connection.run_on_commit):
        transaction.on_commit(ring)
