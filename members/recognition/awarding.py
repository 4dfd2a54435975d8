"""Giving badges: by hand with a reason, or to whoever meets the criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from members.profiles.refusing import Refusal, barred, check
from members.recognition.badges import Badge, BadgeAward

if TYPE_CHECKING:
    from members.profiles.models import Member, MemberQuerySet

log = structlog.get_logger(__name__)

BATCH = 500


def may_give(by: Member, badge: Badge, member: Member) -> Refusal | None:
    """Give a badge by hand: managers, to others."""
    refusal = barred(by)
    if refusal is not None:
        return refusal
    if not by.is_manager:
        return Refusal(_("Community managers give badges."))
    if badge.retired_at is not None:
        return Refusal(_("This badge is not given any more."))
    if member.pk == by.pk:
        return Refusal(_("Somebody else has to give you a badge."))
    if BadgeAward.objects.held().filter(badge=badge, member=member).exists():
        return Refusal(_("%(name)s has this badge already.") % {"name": member.name})
    return None


@transaction.atomic
def give(badge: Badge, member: Member, reason: str, *, by: Member) -> BadgeAward:
    """Give a badge with a reason that everybody can read. Raises NotNow."""
    Badge.objects.select_for_update(of=("self",)).get(pk=badge.pk)
    check(may_give(by, badge, member))
    award, _new = BadgeAward.objects.update_or_create(
        badge=badge, member=member,
        defaults={
            "awarded_at": timezone.now(), "awarded_by": by, "reason": reason, "rule": None, "revoked_at": None,
            "revoked_by": None, "revoke_reason": "",
        },
    )  # fmt: skip
    record("badge.awarded", actor=by, subject=award, badge=badge.pk, member=member.pk)
    return award


def would_get(badge: Badge) -> MemberQuerySet | None:
    """Who meets the criterion and was never given the badge; None where there is no criterion to meet."""
    if badge.segment is None or not badge.criteria:
        return None
    return badge.segment.people().exclude(badge_awards__badge=badge)


def award_due() -> int:
    """Give every badge to whoever meets its criterion by now; returns how many were given."""
    started = (
        Badge.objects.filter(retired_at=None, started_at__isnull=False).order_by("pk").values_list("pk", flat=True)
    )
    return sum(_award_alone(pk) for pk in list(started))


def _award_alone(badge_id: int) -> int:
    """Each badge is a matter of its own: one whose people cannot be asked keeps no other back."""
    try:
        return award(badge_id)
    except Exception:
        log.exception("A badge could not be given.", badge=badge_id)
        return 0


def award(badge_id: int) -> int:
    """Give one badge to all who meet its criterion, in batches; returns how many were given it."""
    given = 0
    while number := _award_batch(badge_id):
        given += number
    return given


@transaction.atomic
def _award_batch(badge_id: int) -> int:
    # Two workers wait here for one another, and the second finds whom the first left.
    badge = Badge.objects.select_for_update(of=("self",)).select_related("segment").get(pk=badge_id)
    people = would_get(badge) if badge.started_at and not badge.retired_at else None
    if people is None or badge.segment is None:
        return 0
    now, rule = timezone.now(), badge.segment.rule
    ids = people.order_by("pk").values_list("pk", flat=True)[:BATCH]
    rows = [BadgeAward(badge=badge, member_id=pk, awarded_at=now, rule=rule) for pk in ids]
    for award in BadgeAward.objects.bulk_create(rows):
        record("badge.awarded", subject=award, badge=badge.pk, member=award.member_id)
    return len(rows)
