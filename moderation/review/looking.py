"""Opening a case: it is claimed for ten minutes, and a look into a private place is recorded."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from moderation.review.cases import Case, CaseLook
from moderation.review.permissions import may_work
from moderation.review.subjects import items_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from members.profiles.models import Member
    from moderation.review.subjects import Item

LOOKED_ONCE_IN = timedelta(hours=1)
CLAIMED_ANEW_AFTER = timedelta(minutes=1)


def is_prefetch(request: HttpRequest) -> bool:
    """Whether a browser asks ahead, before anybody wants to see the page."""
    asked = f"{request.headers.get('Sec-Purpose', '')} {request.headers.get('Purpose', '')}"
    return "prefetch" in asked or "prerender" in asked


def open_before(case: Case, *, by: Member) -> None:
    """Somebody has the case before them now: claim it if it is free."""
    if case.closed_at is None and may_work(by, case) is None and not _has_it(case, by):
        case.claim(by=by)


def _has_it(case: Case, member: Member) -> bool:
    """Whether they claimed it a moment ago, or a proposal of it waits for somebody."""
    fresh = case.claimed_at is not None and timezone.now() - case.claimed_at < CLAIMED_ANEW_AFTER
    return getattr(case, "is_proposed", False) or (case.claimed_by_id == member.pk and fresh)


@transaction.atomic
def look_into(case: Case, *, by: Member) -> None:
    """Record that somebody of the team looked at what stands in a private place; once an hour for each of them."""
    Case.objects.select_for_update(of=("self",), no_key=True).filter(pk=case.pk).first()
    since = timezone.now() - LOOKED_ONCE_IN
    if not CaseLook.objects.filter(case=case, by=by, at__gt=since).exists():
        CaseLook.objects.create(case=case, by=by)
        record("case.looked", actor=by, subject=case)


def unread(cases: Collection[Case], viewer: Member, items: dict[int, Item] | None = None) -> set[int]:
    """The numbers of those that stand in private places and whose words the viewer has not looked at lately.

    `items` is what they are about, by the number of the case, if it is known (moderation.review.showing).
    """
    known = items_of(cases) if items is None else items
    private = {one.pk for one in cases if one.is_private or (one.pk in known and known[one.pk].is_private)}
    if not private:
        return private
    looks = CaseLook.objects.filter(case__in=private, by=viewer, at__gt=timezone.now() - LOOKED_ONCE_IN)
    return private - set(looks.values_list("case", flat=True))


def unread_words() -> str:
    """What is said where one of them is."""
    return _("It stands in a private place. Open it first; that you looked is recorded.")
