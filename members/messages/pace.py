"""How much somebody may write: counted in the tables, under the member's lock, so that exactly so many pass."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db.models import Count, Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.messages.knowing import who_know
from members.profiles.models import Member
from members.profiles.refusing import Refusal, clock

NEWCOMER = timedelta(days=7)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BEGUN_A_DAY_NEW, BEGUN_A_DAY = 3, 30
WRITTEN_AN_HOUR = 60
TOLD_AN_HOUR = 20
"""Lines in an hour that say what somebody did to groups: who was added, and how they are called."""
SAME_AGAIN = timedelta(seconds=30)


def begins_too_many(member: Member) -> Refusal | None:
    """Refuse to write to one more person or group today; the team writes to whom it must."""
    from members.messages.models import Talk

    if member.is_moderator:
        return None
    now, most = timezone.now(), _most_a_day(member)
    found = Talk.objects.filter(begun_by=member, begun_at__gt=now - DAY).aggregate(n=Count("pk"), first=Min("begun_at"))
    if found["n"] < most:
        return None
    until = found["first"] + DAY
    words = _("You wrote to many people for the first time today. You can write to others again at %(time)s.")
    return Refusal(words % {"time": clock(until)}, until)


def reaches_too_many(member: Member, people: Collection[Member], known: Collection[int]) -> Refusal | None:
    """Refuse to come to more strangers in a day than talks may be begun, also by groups; `known` know the member."""
    from members.messages.models import TalkSeat

    strangers = {person.pk for person in people} - set(known)
    if member.is_moderator or not strangers:
        return None
    most, now = _most_a_day(member), timezone.now()
    asked = TalkSeat.objects.filter(added_by=member, joined_at__gt=now - DAY).exclude(member=member)
    reached = list(Member.objects.get_queryset().filter(pk__in=asked.values("member")))
    reached_strangers = {person.pk for person in reached} - who_know(member, reached)
    if len(strangers | reached_strangers) <= most:
        return None
    words = ngettext(
        "You can write to %(most)d person a day who does not know you. Leave some out.",
        "You can write to %(most)d people a day who do not know you. Leave some out.", most,
    )  # fmt: skip
    return Refusal(words % {"most": most})


def _most_a_day(member: Member) -> int:
    return BEGUN_A_DAY_NEW if timezone.now() - member.joined_at < NEWCOMER else BEGUN_A_DAY


def tells_too_much(member: Member) -> Refusal | None:
    """Refuse to add people and to give names without end: each of these leaves a line in front of everybody."""
    from members.messages.models import Message, Told

    now = timezone.now()
    lines = Message.objects.filter(author=member, told__in=[Told.ADDED, Told.NAMED], created_at__gt=now - HOUR)
    found = lines.aggregate(n=Count("pk"), first=Min("created_at"))
    if found["n"] < TOLD_AN_HOUR:
        return None
    until = found["first"] + HOUR
    return Refusal(_("That was a lot at once. You can do it again at %(time)s.") % {"time": clock(until)}, until)


def too_fast(member: Member, source: str) -> Refusal | None:
    """Refuse one message too many, and the same words again at once."""
    from members.messages.models import Message

    now = timezone.now()
    recent = Message.objects.filter(author=member, told="", created_at__gt=now - HOUR)
    again = Q(source=source, created_at__gt=now - SAME_AGAIN)
    found = recent.aggregate(n=Count("pk"), first=Min("created_at"), same=Max("created_at", filter=again))
    if found["same"]:
        return Refusal(_("You wrote the same words a moment ago."), found["same"] + SAME_AGAIN)
    if found["n"] < WRITTEN_AN_HOUR:
        return None
    until = found["first"] + HOUR
    return Refusal(_("That was a lot at once. You can write again at %(time)s.") % {"time": clock(until)}, until)
