"""Evidence that members itself has: what stands on profiles, and thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils import timezone

from members.recognition.evidence import Proof, Thing, register
from members.recognition.thanks import Thanks
from members.recognition.thanks_showing import said_to
from members.segments.fields import from_when
from members.segments.predicates import Values

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member


def _thanks(member: Member, values: Values, viewer: Viewer) -> QuerySet[Any]:
    """Thanks that every member may read, as far as this one may."""
    everyone = Thanks.objects.in_the_open().values("pk")
    found = said_to(member, viewer).filter(pk__in=everyone)
    return found.filter(**from_when("at", values["since"], timezone.now()))


def _people(rows: QuerySet[Any]) -> int:
    """So many different people said it."""
    return rows.order_by().values("giver").distinct().count()


def _thing(said: Thanks) -> Thing:
    return Thing(said.reason, said.get_absolute_url(), said.at, said.giver.name)


register(Proof("joined_before"))
register(Proof("level"))
register(Proof("has_photo"))
register(Proof("has_line"))
register(Proof("thanked", rows=_thanks, thing=_thing, number=_people))
