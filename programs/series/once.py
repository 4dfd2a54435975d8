"""One message about one date: what falls together, as after an outage, is told in the words that matter most."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from members.activity.models import Activity
from members.activity.receipts import Receipt
from members.notifications.notices import surfaces
from members.notifications.telling import reached, tell
from programs.series.around import TURN
from programs.series.occurrences import Occurrence
from programs.series.steps import Step

if TYPE_CHECKING:
    from collections.abc import Iterable

TOGETHER = timedelta(minutes=15)
"""What is told within so long falls together; less than lies between any two messages of a kind."""
BY_PEOPLE = ("occurrence.moved", "occurrence.put_back", "occurrence.host_set", "occurrence.swapped")
"""What people do that says to a host when they host."""
SUBSCRIPTION = "programs.occurrence_notices"


def tell_once(activity: Activity) -> None:
    """Tell members of something the clock did, but for a host whose turn is told of in the same moment."""
    tell(activity, without=_reminded_hosts(activity))


def _reminded_hosts(activity: Activity) -> set[int]:
    """Whoever hosts this and is reminded of their turn just now: that matters more to them than what all hear."""
    is_own_matter = activity.actor_id is not None or "member" in activity.facts
    if is_own_matter or activity.subject_type != Occurrence._meta.label_lower:
        return set()
    just_now = Q(done_at=None) | Q(done_at__gte=activity.at - TOGETHER)
    turns = Step.objects.filter(just_now, key=TURN, occurrence=activity.subject_id, passed_at=None, at__lte=activity.at)
    live = turns.filter(occurrence__starts_at__gt=activity.at, occurrence__host__isnull=False)
    if not live.filter(occurrence__called_off_at=None, occurrence__missed_at=None).exists():
        return set()
    return _hears(Activity(
        verb="occurrence.turn_near", subject_type=activity.subject_type, subject_id=activity.subject_id, facts={},
        at=activity.at,
    ))  # fmt: skip


def knows_already(occurrence: Occurrence, member_id: int) -> bool:
    """Whether a member is told of this date just now because somebody moved it, or gave it to them."""
    told = Receipt.objects.filter(activity=OuterRef("pk"), activity_at=OuterRef("at"), subscriber=SUBSCRIPTION)
    just_now = Q(dispatched_at=None) | Exists(told.filter(Q(done_at=None) | Q(done_at__gte=timezone.now() - TOGETHER)))
    rows: Iterable[Activity] = Activity.objects.about(occurrence).filter(just_now, verb__in=BY_PEOPLE)
    return any(member_id in _hears(one) for one in rows)


def _hears(activity: Activity) -> set[int]:
    heard: set[int] = set()
    for surface in surfaces():
        if activity.verb in surface.verbs and (happening := surface.happening(activity)) is not None:
            for _notice, in_app, by_mail, by_push in reached(activity, surface, happening):
                heard |= in_app | by_mail | by_push
    return heard
