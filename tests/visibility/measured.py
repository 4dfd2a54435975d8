"""What of health is in the village: sources of facts from outside, alerts, numbers, and keys that read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

from config.lib.bearer import digest_of
from members.profiles.models import Member
from metrics.alerts.models import Finding
from metrics.keys.models import HealthKey
from metrics.measures.all import MEASURES
from metrics.measures.models import Score
from metrics.outside.models import FactFile, OutsideSource
from metrics.rollups.days import yesterday

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visibility.village import Village

TABLE = "mail,renewed\nana@example.com,yes\n"


def a_source(village: Village) -> OutsideSource:
    """A source with a name that the team alone reads."""
    found = OutsideSource.objects.first()
    return found or OutsideSource.make("Billing", by=village.member("community_manager"))


def a_table(village: Village) -> FactFile:
    """A table that waits to be taken in."""
    found = FactFile.objects.filter(settled_at=None).first()
    return found or FactFile.objects.create(source=a_source(village), name="june.csv", content=TABLE)


def alerts_of(village: Village) -> list[int]:
    """One for the private space and one for all, both about its thread; and one for the space that is open to all."""
    if not Finding.objects.exists():
        day = timezone.localdate()
        said = [{"is": "waiting", "n": 3, "hours": 24, "threads": [village.private.pk, village.public.pk]}]
        for space in (village.space, None, village.open_space):
            Finding.objects.create(kind="newcomers-unanswered", space=space, since=day, until=day, reasons=said)
    return list(Finding.objects.order_by("pk").values_list("pk", flat=True))


def a_key_of(village: Village, role: str) -> str:
    """A key that this role made: while they managed here, if they do not now."""
    key = f"tkh_of-{role}"
    person = village.people[role]
    if isinstance(person, Member) and not HealthKey.objects.filter(key_digest=digest_of(key)).exists():
        HealthKey.objects.create(name=f"Screen of {role}", key_digest=digest_of(key), made_by=person)
    return key


def keyed(village: Village, role: str, name: str) -> dict[str, str]:
    """What this role sends along to an address that reads with a key; to all others nothing."""
    return {"Authorization": f"Bearer {a_key_of(village, role)}"} if name.startswith("api_health") else {}


def _keys(village: Village) -> list[int]:
    a_key_of(village, "community_manager")
    return list(HealthKey.objects.order_by("pk").values_list("pk", flat=True))


def settle_scores(village: Village) -> None:
    """A night that was measured, everywhere and in both spaces, so that what a key reads has something to tell."""
    day = yesterday()
    places = (None, village.space, village.open_space)
    Score.objects.bulk_create(
        Score(measure=key, day=day, days=28, space=place, value=31, top=31, of=97, people=50)
        for key, measure in MEASURES.items()
        for place in places
        if place is None or measure.has_spaces
    )


OF_HEALTH: dict[str, Callable[[Village], list[Any]]] = {
    "measure_key": lambda v: ["activity-rate", "answered-24h", "nothing-here"],
    "source_id": lambda v: [a_source(v).pk, 0],
    "key_id": lambda v: [*_keys(v), 0],
    "file_id": lambda v: [a_table(v).pk, 0],
    "finding_id": lambda v: [*alerts_of(v), 0],
    "alert_key": lambda v: ["slow-answers", "nothing-here"],
}
