"""The words of profiles: looked at once they are saved. What rules find is reported or labelled; nothing is stopped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils import timezone

from members.activity.subscribing import subscribe
from members.profiles.models import Member
from moderation.screening.ground import known
from moderation.screening.hits import Hit
from moderation.screening.keeping import keep
from moderation.screening.looking import looked
from moderation.screening.postings import Nothing, Posting, Record, Written
from moderation.screening.rules import Action

if TYPE_CHECKING:
    from datetime import datetime

    from members.activity.models import Activity
    from moderation.screening.findings import Found


@subscribe("member.described", name="moderation.screen_profiles")
def screen_profile(activity: Activity) -> None:
    """A profile with other words is looked at by the rules."""
    member = Member.objects.present().filter(pk=activity.subject_id or 0).first()
    if member is None:
        return
    ground = known()
    findings = looked(profile_of(member, ground.record(member) if ground is not None else Nothing()))
    findings.found = [_mildly(one) for one in findings.found if not _known(one, member)]
    keep(findings, "member", member)


def profile_of(member: Member, record: Record, *, at: datetime | None = None) -> Posting:
    """The words of a profile, as rules look at them: those of a hidden one too, which come back as they are."""
    known = member.as_they_are()
    words = "\n".join(filter(None, [known.line, known.about, known.place, *known.interests, *known.expertise]))
    return Posting(
        Written.PROFILE, member, words, title=known.name, place="profile", record=record, at=at or timezone.now()
    )


def _mildly(one: Found) -> Found:
    """It stands already: what would have been held or stopped is reported."""
    return one if one.action == Action.LABEL else replace(one, action=Action.REPORT)


def _known(one: Found, member: Member) -> bool:
    """Whether the same was found before."""
    before = Hit.objects.filter(subject_type="member", subject_id=member.pk, version=one.version)
    return any(set(one.words) <= set(hit.marked) for hit in before.order_by("-pk")[:5])
