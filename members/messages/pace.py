"""How much somebody may write: counted in the tables, under the member's lock, so that exactly so many pass."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count, Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.profiles.models import Member
from members.profiles.refusing import Refusal, clock

NEWCOMER = timedelta(days=7)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BEGUN_A_DAY_NEW, BEGUN_A_DAY = 3, 30
WRITTEN_AN_HOUR = 60
SAME_AGAIN = timedelta(seconds=30)


def begins_too_many(member: Member) -> Refusal | None:
    """Refuse to write to one more person or group today; the team writes to whom it must."""
    from members.messages.models import Talk

    if member.is_moderator:
        return None
    now = timezone.now()
    most = BEGUN_A_DAY_NEW if now - member.joined_at < NEWCOMER else BEGUN_A_DAY
    found = Talk.objects.filter(begun_by=member, begun_at__gt=now - DAY).aggregate(n=Count("pk"), first=Min("begun_at"))
    if found["n"] < most:
        return None
    until = found["first"] + DAY
    words = _("You wrote to many people for the first time today. You can write to others again at %(time)s.")
    return Refusal(words % {"time": clock(until)}, until)


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
