"""Doing an action, skipping it, putting the card on the home page away."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from community.welcome.models import Action, WelcomeStep
from members.activity.log import record
from members.profiles.models import Member
from members.profiles.preferences import Preferences, choose

if TYPE_CHECKING:
    from community.guides.models import Guide
    from community.threads.models import Thread

NEW = timedelta(days=30)
"""So long the home page reminds of what is left, and what somebody does elsewhere counts as one of the actions."""


def is_beginning(member: Member) -> bool:
    """Whether the three actions are still offered to somebody on their home page."""
    return timezone.now() - member.joined_at < NEW and Preferences.of(member).welcome != "closed"


@transaction.atomic
def finish(action: str, *, by: Member, thread: Thread | None = None, guide: Guide | None = None) -> WelcomeStep:
    """Have done an action, also one that was skipped; nothing happens when it is done already."""
    Member.objects.one_at_a_time(by)
    now = timezone.now()
    with_it = {"done_at": now, "thread": thread, "guide": guide}
    step, is_new = WelcomeStep.objects.get_or_create(member=by, action=Action(action), defaults=with_it)
    if not is_new and step.done_at is not None:
        return step
    if not is_new:
        step.done_at, step.skipped_at, step.thread, step.guide = now, None, thread, guide
        step.save(update_fields=["done_at", "skipped_at", "thread", "guide"])
    record("welcome.step_done", actor=by, subject=step, action=str(step.action))
    _note_end(by, is_new=is_new)
    return step


@transaction.atomic
def skip(action: str, *, by: Member) -> None:
    """Leave an action out for now; nothing happens when it is done, or was skipped before."""
    Member.objects.one_at_a_time(by)
    skipped = {"skipped_at": timezone.now()}
    step, is_new = WelcomeStep.objects.get_or_create(member=by, action=Action(action), defaults=skipped)
    if is_new:
        record("welcome.step_skipped", actor=by, subject=step, action=str(step.action))
        _note_end(by, is_new=True)


def _note_end(member: Member, *, is_new: bool) -> None:
    """Say once that nothing is left: when the last of the three gets its row."""
    if is_new and WelcomeStep.objects.filter(member=member).count() == len(Action):
        record("welcome.finished", actor=member, subject=member)


@transaction.atomic
def dismiss(*, by: Member) -> None:
    """Let the home page not remind of it any more; the page itself stays where it is."""
    Member.objects.one_at_a_time(by)
    by.refresh_from_db(fields=["preferences"])
    if Preferences.of(by).welcome != "closed":
        choose(by, welcome="closed")
        record("welcome.dismissed", actor=by, subject=by)
