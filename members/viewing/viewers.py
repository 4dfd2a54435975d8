"""Whose eyes these are: the viewer pages are drawn for, made anew for each request."""

from __future__ import annotations

import copy
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.utils.translation import gettext as _

from members.groups.models import GroupMembership
from members.profiles.models import Member
from members.recognition.ladder import Step
from members.recognition.models import LevelStanding
from members.segments.models import Segment
from members.viewing.consent import agreed_until, refusal
from members.viewing.looking import Look, Mode
from members.viewing.standing import lend_rows, lend_rows_of, seat

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import MemberQuerySet

FEWEST = 3
"""Of a segment with fewer people, what all of them share would be what one of them has."""
SETTLED = timedelta(days=365)
"""How long whoever has a level is taken to be here."""
_OWN_LOOKS = ("theme", "reading", "links", "motion", "shortcuts", "composer")


def viewer_of(look: Look, *, by: Member) -> Viewer | None:
    """The viewer of a look, with what is lent to them; inside the transaction that is taken back.

    None if the look may not go on: the member took their word back, or is gone, or may do more than who looks.
    """
    if look.mode == Mode.GUEST:
        return AnonymousUser()
    if look.mode != Mode.MEMBER:
        viewer = _made_up(look, by)
        seat(viewer)
        lend_rows(look)
        return viewer
    member = Member.objects.present().filter(pk=look.number).first()
    if member is None or agreed_until(member) is None or refusal(member, by=by):
        return None
    viewer = copy.copy(member)
    viewer.pk, viewer.email, viewer.password = look.lent, "", ""
    viewer.preferences = _looks_of(by)
    seat(viewer)
    lend_rows_of(member, look.lent)
    return viewer


def _made_up(look: Look, by: Member) -> Member:
    """Somebody nobody is: without anything but the groups and the level that are lent."""
    since = datetime.fromtimestamp(look.since, UTC)
    return Member(
        pk=look.lent,
        name=words_of(look),
        handle=f"view-{-look.lent}",
        joined_at=since if look.mode == Mode.NEWCOMER else since - SETTLED,
        confirmed_at=since,
        language=by.language,
        time_zone=by.time_zone,
        preferences=_looks_of(by),
    )


def _looks_of(by: Member) -> dict[str, Any]:
    """Colours, sizes and keys stay those of whoever looks: they have to read it."""
    return {name: word for name, word in by.preferences.items() if name in _OWN_LOOKS}


def words_of(look: Look) -> str:
    """Who it is, in a few words."""
    if look.mode == Mode.LEVEL:
        return _("Level %(level)s") % {"level": Step(look.step).label}
    if look.mode == Mode.SEGMENT:
        name = Segment.objects.filter(pk=look.number).values_list("name", flat=True).first()
        return _("Somebody of “%(segment)s”") % {"segment": name or "…"}
    if look.mode == Mode.MEMBER:
        name = Member.objects.get_queryset().filter(pk=look.number).values_list("name", flat=True).first()
        return str(name or "…")
    return str(Mode(look.mode).label)


class TooFew(ValueError):
    """A segment of one or two: what they share would be what one person has."""


def shared_by(segment: Segment) -> tuple[tuple[int, ...], int]:
    """What everybody in a segment has: the groups all of them are in, and the level none of them is below.

    Three queries. Raises TooFew.
    """
    people: MemberQuerySet = segment.people()
    number = people.count()
    if number < FEWEST:
        raise TooFew
    inside = GroupMembership.objects.filter(member__in=people.values("pk")).values("group").order_by("group")
    groups = inside.annotate(people=Count("member")).filter(people=number).values_list("group", flat=True)
    ranked = LevelStanding.objects.filter(member__in=people.values("pk")).values_list("step", flat=True)
    steps = list(ranked.order_by("step")[:1]) if ranked.count() == number else []
    return tuple(groups), steps[0] if steps else Step.NEWCOMER.value
