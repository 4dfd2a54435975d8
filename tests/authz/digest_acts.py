"""Acts on the digest: what goes to everybody is the managers', one's own choices are everybody's."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from members.digest.models import Digest, DigestChoice, DigestNote, DigestPlan
from members.digest.planning import plan_hour, write_note
from tests.authz.acts import Attempt, act
from tests.visibility.village import Village

MANAGERS = frozenset({"community_manager", "admin"})


def _plan() -> list[Any]:
    return list(DigestPlan.objects.values_list("weekday", "hour", "order", "left_out", "approved_week"))


def _notes() -> list[Any]:
    return list(DigestNote.objects.order_by("pk").values_list("pk", "source", "ended_at"))


@act("plan_digest", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("digest_plan"), {"weekday": "2", "hour": "18"}, _plan)


@act("approve_digest", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    plan_hour(5, 9, asks_approval=True, by=village.member("admin"))
    return Attempt(reverse("digest_approve"), {}, _plan)


@act("move_digest_section", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("digest_move", args=["answers"]), {"to": "down"}, _plan)


@act("leave_out_digest_section", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("digest_switch", args=["answers"]), {}, _plan)


@act("write_digest_note", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    day = timezone.localdate() + timedelta(days=3)
    return Attempt(reverse("digest_note"), {"source": "Doors open at seven.", "last_day": day.isoformat()}, _notes)


@act("end_digest_note", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    note = write_note("Doors open.", timezone.now() + timedelta(days=3), by=village.member("admin"))
    return Attempt(reverse("digest_note_end", args=[note.pk]), {}, _notes)


@act("test_digest", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("digest_test"), {}, lambda: Digest.objects.filter(is_test=True).count())


@act("choose_own_digest", only=frozenset({
    "new_member", "member", "trusted_member", "mentor", "space_host", "moderator", "community_manager", "admin",
    "silenced", "another_member",
}))  # fmt: skip
def _(village: Village, role: str) -> Attempt:
    state = lambda: list(DigestChoice.objects.order_by("pk").values_list("pk", "weekday"))  # noqa: E731
    return Attempt(reverse("settings_digest_hour"), {"weekday": "2", "hour": "18", "every": "2"}, state)
