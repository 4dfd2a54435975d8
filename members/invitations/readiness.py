"""Whether a community is ready to be opened: what to look at first. Apps further up add theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.models import Activity
from members.invitations.models import Invitation

if TYPE_CHECKING:
    from members.invitations.batches import InvitationBatch

FOUNDERS = 20
JOINED_SHARE = 2
"""One of so many founders has joined."""
TALKERS = 5
CONTRIBUTIONS = ("thread.started", "post.created")
WROTE = Q(Exists(Activity.objects.filter(verb__in=CONTRIBUTIONS, actor=OuterRef("used_by"))))


@dataclass(frozen=True)
class Check:
    """One thing to look at: what is wanted, and how it is now."""

    wanted: str
    now: str
    is_done: bool


Asks = Callable[[], Check]
_ASKED: list[Asks] = []


def check_too(asks: Asks) -> Asks:
    """Decorate a function that says one more thing to look at before a community opens."""
    _ASKED.append(asks)
    return asks


def checks() -> list[Check]:
    """Everything to look at, as things stand now; nothing of it is forced on anybody."""
    there = Q(used_by__confirmed_at__isnull=False)
    founders = Invitation.objects.exclude(batch=None).order_by()
    counted = founders.aggregate(
        invited=Count("pk"),
        here=Count("pk", filter=there),
        talkers=Count("used_by", filter=there & WROTE, distinct=True),
    )
    invited, here, talkers = counted["invited"], counted["here"], counted["talkers"]
    own = [
        Check(
            _("At least %(number)d people of the founding group are invited.") % {"number": FOUNDERS},
            _("%(number)d now") % {"number": invited},
            invited >= FOUNDERS,
        ),
        Check(
            _("At least half of them have joined."),
            _("%(here)d of %(invited)d") % {"here": here, "invited": invited},
            invited > 0 and here * JOINED_SHARE >= invited,
        ),
        Check(
            _("At least %(number)d of them have written something.") % {"number": TALKERS},
            _("%(number)d now") % {"number": talkers},
            talkers >= TALKERS,
        ),
    ]
    return [*own, *(asks() for asks in _ASKED)]


@dataclass(frozen=True)
class Progress:
    """How far the people of one batch have come."""

    invited: int
    joined: int
    wrote: int
    open: int
    """Those who still may join."""


def progress_of(batches: Iterable[InvitationBatch]) -> dict[int, Progress]:
    """How far each of these batches is, by its number: one query."""
    there = Q(used_by__is_active=True, used_by__confirmed_at__isnull=False)
    now = timezone.now()
    still = Q(used_at=None, withdrawn_at=None, expires_at__gt=now) & ~Q(inviter__suspended_until__gt=now)
    found = {batch.pk: Progress(0, 0, 0, 0) for batch in batches}
    rows = Invitation.objects.filter(batch__in=found).order_by().values_list("batch").annotate(
        invited=Count("pk"), joined=Count("pk", filter=there),
        wrote=Count("used_by", filter=there & WROTE, distinct=True), open=Count("pk", filter=still),
    )  # fmt: skip
    return found | {batch: Progress(*numbers) for batch, *numbers in rows}
