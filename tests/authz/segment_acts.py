"""Acts on segments, which the table does not know: they are the managers' and the owners'."""

from typing import Any

from django.urls import reverse

from members.segments.models import Segment
from tests.authz.acts import Attempt, act
from tests.visibility.village import Village

MANAGERS = frozenset({"community_manager", "admin"})
RULE = {"row": "0.0", "0.0-is": "has_line"}


def _rows() -> list[Any]:
    return list(Segment.objects.order_by("pk").values_list("pk", "name", "rule", "archived_at"))


@act("create_segment", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("segment_create"), {"name": "A new question", **RULE}, _rows)


@act("change_segment", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    path = reverse("segment_change", args=[Segment.objects.earliest("pk").pk])
    return Attempt(path, {"name": "Another question", **RULE}, _rows)


@act("archive_segment", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("segment_archive", args=[Segment.objects.earliest("pk").pk]), {}, _rows)


@act("unarchive_segment", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    segment = Segment.objects.earliest("pk")
    segment.archive(by=village.member("admin"))
    return Attempt(reverse("segment_unarchive", args=[segment.pk]), {}, _rows)
