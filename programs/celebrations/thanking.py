"""A thank-you for a celebration with one press: thanks as all others are, for this one thing, once."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse

from members.recognition.evidence import Thing
from members.recognition.thankable import Thankable, register
from programs.celebrations.models import Celebration

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member


class Celebrations(Thankable):
    """Celebrations, by whose they are."""

    kind = "celebration"

    def readable(self, viewer: Viewer) -> QuerySet[Any]:
        """Those the reader may know of."""
        return Celebration.objects.visible_to(viewer).values("pk")

    def in_the_open(self) -> QuerySet[Any]:
        """Those that every member may know of."""
        return Celebration.objects.in_the_open().values("pk")

    def author(self, viewer: Viewer, pk: int) -> Member | None:
        """Whose it is."""
        found = Celebration.objects.visible_to(viewer).select_related("member").filter(pk=pk).first()
        return found.member if found else None

    def things(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Thing]:
        """Each by its line."""
        rows = Celebration.objects.visible_to(viewer).filter(pk__in=ids).select_related("member")
        return {one.pk: Thing(one.line, f"{reverse('celebrations')}#c{one.pk}", one.at) for one in rows}


register(Celebrations())
