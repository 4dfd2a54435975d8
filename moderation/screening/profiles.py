"""The words of profiles: looked at once they are saved. What rules find is reported or labelled; nothing is stopped."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from members.activity.subscribing import subscribe
from members.profiles.models import Member
from moderation.screening.ground import known
from moderation.screening.hits import Hit
from moderation.screening.keeping import keep
from moderation.screening.looking import looked
from moderation.screening.postings import Nothing, Posting, Written
from moderation.screening.rules import Action

if TYPE_CHECKING:
    from members.activity.models import Activity
    from moderation.screening.findings import Found


@subscribe("member.described", name="moderation.screen_profiles")
def screen_profile(activity: Activity) -> None:
    """A profile with other words is looked at by the rules."""
    member = Member.objects.present().filter(pk=activity.subject_id or 0).first()
    if member is None:
        return
    ground = known()
    words = "\n".join(filter(None, [member.line, member.about, member.place, *member.interests, *member.expertise]))
    record = ground.record(member) if ground is not None else Nothing()
    findings = looked(Posting(Written.PROFILE, member, words, title=member.name, place="profile", record=record))
    findings.found = [_mildly(one) for one in findings.found if not _known(one, member)]
    keep(findings, "member", member)


def _mildly(one: Found) -> Found:
    """It stands already: what would have been held or stopped is reported."""
    return one if one.action == Action.LABEL else replace(one, action=Action.REPORT)


def _known(one: Found, member: Member) -> bool:
    """Whether the same was found before."""
    before = Hit.objects.filter(subject_type="member", subject_id=member.pk, version=one.version)
    return any(set(one.words) <= set(hit.marked) for hit in before.order_by("-pk")[:5])
