"""Erasing an account whose fourteen days are over: step by step, batch by batch, exactly once."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import structlog
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.lib.live import access_changed
from members.activity.concerns import tell_operators
from members.activity.log import record
from members.privacy.erasers import ERASERS, Leaver
from members.privacy.former import identity_of
from members.privacy.letters import tell_it_is_done
from members.privacy.models import Fate, Leaving
from members.privacy.sessions import end_sessions
from members.profiles.models import Member

log = structlog.get_logger(__name__)
BATCH = 1_000
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=4)
WORRYING = 5
LAST = "keys"


def erase_due(seconds: float, clock: Callable[[], float] = time.monotonic) -> int:
    """Go on with accounts whose time is over until there is none or ours is over; returns how many batches."""
    end, batches = clock() + seconds, 0
    while clock() < end and erase_next():
        batches += 1
    return batches


@transaction.atomic
def erase_next() -> bool:
    """Do the next batch of an account that no other worker has; False if there is none.

    The batch and how far it came commit together: a worker that is killed has done all of it or nothing.
    """
    due = Leaving.objects.due().select_for_update(skip_locked=True, of=("self",)).order_by("due_at", "pk")
    leaving = due.first()
    if leaving is None:
        return False
    try:
        with transaction.atomic():
            _go_on(leaving)
    except Exception as error:  # whatever it is, other accounts go on
        _note_failure(leaving, error)
    return True


def _go_on(leaving: Leaving) -> None:
    member = leaving.member
    assert member is not None
    leaving.begun_at = leaving.begun_at or timezone.now()
    key = next((key for key in (*ERASERS, LAST) if key not in leaving.steps_done), None)
    if key is None:
        _finish(leaving, member)
        return
    member = member.as_they_are()
    leaver = Leaver(member, identity_of(member), leaving.fate == Fate.ERASE)
    after = _let_go_of_keys(member) if key == LAST else ERASERS[key].step(leaver, leaving.cursor)
    if after is None:
        leaving.steps_done.append(key)
    leaving.cursor, leaving.attempts = after or 0, 0
    leaving.save(update_fields=["begun_at", "steps_done", "cursor", "attempts"])


def _let_go_of_keys(member: Member) -> int | None:
    """One batch of rows that still know the member: emptied where the key may be empty, deleted where it may not."""
    for model, name, on_delete in keys_to_members():
        if model is Leaving or on_delete is models.DO_NOTHING:
            continue
        found = model._base_manager.filter(**{name: member.pk})
        ids = list(found.values_list("pk", flat=True)[:BATCH])
        if ids and on_delete is models.CASCADE:
            model._base_manager.filter(pk__in=ids).delete()
        elif ids:
            model._base_manager.filter(pk__in=ids).update(**{name: None})
        if len(ids) == BATCH:
            return 1
    return None


def keys_to_members() -> list[tuple[type[models.Model], str, Any]]:
    """Every column of every table that holds a member's number as a key, and what becomes of the row without them."""
    from django.apps import apps

    return [
        (model, field.name, field.remote_field.on_delete)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.remote_field is not None and field.remote_field.model is Member
    ]


def _finish(leaving: Leaving, member: Member) -> None:
    end_sessions(member)
    tell_it_is_done(leaving, member)
    record("member.erased", actor=None, subject=member, fate=leaving.fate)
    number = member.pk
    member.delete()
    Leaving.objects.filter(pk=leaving.pk).update(done_at=timezone.now(), cursor=0, member=None)
    access_changed(number)


def _note_failure(leaving: Leaving, error: Exception) -> None:
    # What went wrong may hold words of the member: the kind of error is enough.
    log.warning("A step of erasing an account failed.", leaving=leaving.pk, error=type(error).__name__)
    fresh = Leaving.objects.get(pk=leaving.pk)
    fresh.attempts = min(fresh.attempts + 1, 1_000)
    fresh.retry_at = timezone.now() + min(FIRST_WAIT * 2 ** min(fresh.attempts, 10), LONGEST_WAIT)
    fresh.save(update_fields=["attempts", "retry_at"])


@tell_operators
def erasing_that_fails() -> str:
    """Says that an account should be gone and is not."""
    stuck = Leaving.objects.open().filter(attempts__gte=WORRYING).exists()
    return _("An account should have been erased and was not: the log of the worker says why.") if stuck else ""
