"""Thanks as a reader sees them: those of a time or to one member, each with what it is for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from members.profiles.finding import UNLISTED
from members.profiles.models import Member
from members.recognition.thankable import KINDS
from members.recognition.thanks import Thanks, ThanksQuerySet, may_withdraw

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.recognition.evidence import Thing


@dataclass(frozen=True)
class Said:
    """One thanks with the thing it is for."""

    thanks: Thanks
    thing: Thing | None
    may_withdraw: bool


def shown(rows: Iterable[Thanks], viewer: Viewer) -> list[Said]:
    """Thanks this reader may know of, with their things: one query for each kind of thing."""
    found = list(rows)
    things = {
        kind: thankable.things(viewer, ids)
        for kind, thankable in KINDS.items()
        if (ids := [row.about_id for row in found if row.kind == kind and row.about_id])
    }
    return [
        Said(row, things.get(row.kind, {}).get(row.about_id or 0), may_withdraw(viewer, row) is None) for row in found
    ]


def said_to(member: Member, viewer: Viewer) -> ThanksQuerySet:
    """Thanks to one member, the latest first."""
    rows = Thanks.objects.visible_to(viewer).filter(receiver=member)
    return rows.select_related("giver", "receiver").order_by("-at", "-pk")


def said_since(moment: datetime, viewer: Viewer) -> ThanksQuerySet:
    """Thanks since then, the latest first, without those to members who do not want to be found."""
    unlisted = Member.objects.get_queryset().filter(UNLISTED).exclude(pk=viewer.pk or 0).values("pk")
    rows = Thanks.objects.visible_to(viewer).filter(at__gte=moment).exclude(receiver__in=unlisted)
    return rows.select_related("giver", "receiver").order_by("-at", "-pk")
