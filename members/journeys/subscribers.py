"""Journeys hear what members do: one begins, another goes on."""

from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.journeys.beginning import begin_by_deed
from members.journeys.models import Journey, Run
from members.journeys.running import hear
from members.segments.deeds import DEEDS


def listened_for() -> set[str]:
    """What members can do, while any journey runs; one query."""
    return set(DEEDS) if Journey.objects.running().exists() else set()


@subscribe(listening=listened_for, name="members.journeys")
def let_begin_and_go_on(activity: Activity) -> None:
    """Lets whoever did something begin the journeys that begin with it, and go on in those that waited for it."""
    if begin_by_deed(activity) + Run.objects.open().filter(member=activity.actor_id).count():
        hear(activity)
