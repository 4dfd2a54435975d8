"""Whether a community is ready to be opened: what to look at first. Apps further up add theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from members.activity.models import Activity
from members.installation.models import Installation
from members.invitations.models import Invitation
from members.profiles.models import Member

if TYPE_CHECKING:
    from members.invitations.batches import InvitationBatch

FOUNDERS = 20
JOINED_SHARE = 2
"""One of so many founders has joined."""
TALKERS = 5
CONTRIBUTIONS = ("thread.started", "post.created")
_OPENNESS = ("used_at", "withdrawn_at", "expires_at", "inviter__suspended_until")


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
    founders = Invitation.objects.exclude(batch=None)
    invited, joined = founders.count(), founders.exclude(used_by=None).filter(used_by__confirmed_at__isnull=False)
    here = joined.count()
    wrote = Activity.objects.filter(verb__in=CONTRIBUTIONS, actor__in=joined.values("used_by"))
    talkers = wrote.values("actor").distinct().count()
    installation = Installation.current()
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
        Check(
            _("There are guidelines."),
            _("written") if installation.guidelines else _("not written yet"),
            bool(installation.guidelines),
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


def progress_of(batch: InvitationBatch) -> Progress:
    """Four counts."""
    rows = Invitation.objects.filter(batch=batch)
    joined = Member.objects.present().filter(invitation__batch=batch)
    wrote = Activity.objects.filter(verb__in=CONTRIBUTIONS, actor__in=joined.values("pk")).values("actor").distinct()
    still = sum(1 for row in rows.select_related("inviter").only(*_OPENNESS) if row.is_open)
    return Progress(rows.count(), joined.count(), wrote.count(), still)
