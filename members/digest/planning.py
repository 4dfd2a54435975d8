"""What managers decide about the digest: its hour, its sections, a word at its head, and a test to themselves."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from members.activity.bell import Bell
from members.activity.log import record
from members.digest.gathering import choose_for
from members.digest.hours import next_time, zone_called
from members.digest.models import Digest, DigestChoice, DigestNote, DigestPlan
from members.digest.sections import Readers, in_order
from members.profiles.models import Member

if TYPE_CHECKING:
    from typing import Any

    from members.digest.sections import Section

TASK = "members.digest.send"
bell = Bell(TASK)


@transaction.atomic
def plan_hour(weekday: int, hour: int, *, asks_approval: bool, by: Member) -> None:
    """When the digest leaves, unless a member says otherwise, and whether each week waits for a manager."""
    plan = DigestPlan.locked()
    if (plan.weekday, plan.hour, plan.asks_approval) != (weekday, hour, asks_approval):
        plan.weekday, plan.hour, plan.asks_approval = weekday, hour, asks_approval
        plan.save(update_fields=["weekday", "hour", "asks_approval"])
        record("digest.planned", actor=by, subject=plan, weekday=weekday, hour=hour, asks_approval=asks_approval)


@transaction.atomic
def move(section: Section[Any], by_places: int, *, by: Member) -> None:
    """Put a section further up (below zero) or down. Nothing where it cannot go further."""
    plan = DigestPlan.locked()
    order = [one.key for one in in_order(plan.order)]
    at = order.index(section.key)
    to = min(max(at + by_places, 0), len(order) - 1)
    if to != at:
        order.insert(to, order.pop(at))
        _keep_order(plan, order, plan.left_out, by)


@transaction.atomic
def leave_out(section: Section[Any], *, by: Member) -> None:
    """Send this section to nobody; nothing if it is so."""
    plan = DigestPlan.locked()
    if section.key not in plan.left_out:
        _keep_order(plan, plan.order, [*plan.left_out, section.key], by)


@transaction.atomic
def take_in(section: Section[Any], *, by: Member) -> None:
    """Send this section again; nothing if it is sent."""
    plan = DigestPlan.locked()
    if section.key in plan.left_out:
        _keep_order(plan, plan.order, [key for key in plan.left_out if key != section.key], by)


def _keep_order(plan: DigestPlan, order: Sequence[str], left_out: Sequence[str], by: Member) -> None:
    plan.order, plan.left_out = list(order), list(left_out)
    plan.save(update_fields=["order", "left_out"])
    record("digest.arranged", actor=by, subject=plan, order=plan.order, left_out=plan.left_out)


@transaction.atomic
def write_note(source: str, ends_at: datetime, *, by: Member) -> DigestNote:
    """A word at the head of digests until then; it takes the place of the one before."""
    for before in DigestNote.objects.filter(ended_at=None, ends_at__gt=timezone.now()):
        before.end(by=by)
    note = DigestNote.objects.create(source=source, ends_at=ends_at, written_by=by)
    record("digest.note_written", actor=by, subject=note)
    return note


@transaction.atomic
def send_test(*, by: Member) -> Digest | None:
    """Send a manager the digest they would get now; None if there is nothing to say. Neither hour nor budget count."""
    chosen = preview_of(by)
    if not chosen:
        return None
    now = timezone.now()
    row: Digest = Digest.objects.create(
        key=f"test.{secrets.token_hex(8)}", member=by, week=now.date() - timedelta(days=now.weekday()),
        since=now - timedelta(weeks=1), chosen=chosen, chosen_at=now, is_test=True,
    )  # fmt: skip
    record("digest.tested", actor=by, subject=row)
    transaction.on_commit(bell.ring)
    return row


def preview_of(member: Member) -> dict[str, list[int]]:
    """What the last week holds for somebody, as they may read it now."""
    return choose_for(readers_of(member))[member.pk]


def readers_of(member: Member) -> Readers:
    """One member, since a week ago."""
    return Readers({member: timezone.now() - timedelta(weeks=1)})


def week_of_next(now: datetime | None = None) -> date:
    """The Monday of the week whose digest leaves next, or is leaving, on the wall of those who get it first."""
    return week_of(next_for_all(DigestPlan.current(), now))


def week_of(moment: datetime) -> date:
    """The Monday of a week, on the wall of those whose clock the moment tells."""
    return moment.date() - timedelta(days=moment.weekday())


def next_for_all(plan: DigestPlan, now: datetime | None = None) -> datetime:
    """When the first members get the next digest, as the community plans it."""
    now = now or timezone.now()
    names = list(Member.objects.present().order_by().values_list("time_zone", flat=True).distinct()) or ["UTC"]
    zones = [zone_called(name) for name in names]
    leaves = [(next_time(now, zone, plan.weekday, plan.hour), zone) for zone in zones]
    first, zone = min(leaves, key=itemgetter(0))
    return first.astimezone(zone)


def next_for(choice: DigestChoice, plan: DigestPlan, now: datetime | None = None) -> datetime | None:
    """When a member gets the next one, if there is something to say; None if they stopped it."""
    if choice.stopped_at is not None:
        return None
    weekday = plan.weekday if choice.weekday is None else choice.weekday
    hour = plan.hour if choice.hour is None else choice.hour
    return next_time(now or timezone.now(), choice.member.zone, weekday, hour)
