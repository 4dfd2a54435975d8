"""Evidence that members itself has: what stands on profiles, and thanks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy

from members.recognition import earning
from members.recognition.earning import Earning
from members.recognition.evidence import Proof, Thing, register
from members.recognition.thanks import Thanks
from members.recognition.thanks_showing import said_to
from members.segments.fields import from_when
from members.segments.predicates import Values

if TYPE_CHECKING:
    from collections.abc import Collection

    from config.lib.audience import Viewer
    from members.activity.models import ActivityQuerySet
    from members.profiles.models import Member


def _thanks(member: Member, values: Values, viewer: Viewer) -> QuerySet[Any]:
    """Thanks that every member may read, as far as this one may."""
    everyone = Thanks.objects.in_the_open().values("pk")
    found = said_to(member, viewer).filter(pk__in=everyone)
    return found.filter(**from_when("at", values["since"], timezone.now()))


def _thing(said: Thanks) -> Thing:
    return Thing(said.reason, said.get_absolute_url(), said.at, said.giver.name)


def _said(activities: ActivityQuerySet) -> QuerySet[Any]:
    rows = Thanks.objects.standing().filter(pk=OuterRef("subject_id"))
    return activities.filter(Exists(rows)).annotate(receiver=Subquery(rows.values("receiver")))


def _in_the_open() -> QuerySet[Any]:
    return Thanks.objects.in_the_open().values("pk")


def _things(viewer: Viewer, ids: Collection[int]) -> dict[int, Thing]:
    rows = Thanks.objects.visible_to(viewer).filter(pk__in=ids).select_related("giver", "receiver")
    return {said.pk: _thing(said) for said in rows}


earning.register(Earning("thanks", gettext_lazy("Thanks"), 6, "thanks.given", _said, _in_the_open, _things))
register(Proof("joined_before"))
register(Proof("level"))
register(Proof("has_photo"))
register(Proof("has_line"))
register(Proof("thanked", rows=_thanks, thing=_thing, different="giver"))
