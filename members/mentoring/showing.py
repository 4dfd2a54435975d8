"""What the pages about mentors draw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from members.mentoring.checking_in import first_words
from members.mentoring.forms import CheckInForm, MentorForm
from members.mentoring.matching import NEW, able, fits, may_mentor
from members.mentoring.models import CheckIn, Mentor, MentoringRules, Mentorship
from members.profiles.models import Member
from members.profiles.preferences import Preferences
from members.profiles.roles import Role

SHOWN, ENDED_SHOWN = 100, 10
QUIET = timedelta(days=30)


@dataclass(frozen=True)
class Pair:
    """A mentorship as one of the two sees it."""

    row: Mentorship
    mentor: Mentor | None
    reasons: list[str]
    check_ins: list[tuple[CheckIn, CheckInForm | None]]
    """Each day, with a form where it is due."""


@dataclass(frozen=True)
class Seeking:
    """A newcomer's card: who looks after them, or that somebody is looked for."""

    pair: Pair | None
    is_waiting: bool
    is_unwanted: bool


def seeking(member: Member, rules: MentoringRules) -> Seeking | None:
    """The card of a newcomer; None for whoever is none. Of offers nobody has accepted it says nothing."""
    running = Mentorship.objects.running().filter(newcomer=member).select_related("mentor__mentor", "newcomer").first()
    if running is not None:
        return Seeking(_pair(running), is_waiting=False, is_unwanted=False)
    is_new = timezone.now() - member.joined_at < NEW and member.role == Role.MEMBER
    if rules.on_since is None or not is_new or Mentor.objects.filter(member=member).exists():
        return None
    unwanted = Preferences.of(member).mentor == "none"
    return Seeking(None, is_waiting=not unwanted, is_unwanted=unwanted)


def _pair(row: Mentorship, wrong: tuple[int, CheckInForm] | None = None) -> Pair:
    mentor = getattr(row.mentor, "mentor", None)
    days = []
    for check_in in row.check_ins.all():
        check_in.mentorship = row
        form = CheckInForm(initial={"text": first_words(check_in)}, prefix="") if check_in.is_due else None
        days.append((check_in, wrong[1] if wrong and wrong[0] == check_in.pk else form))
    return Pair(row, mentor, fits(row, mentor).words, days)


def page_for(
    member: Member, *, form: MentorForm | None = None, wrong: tuple[int, CheckInForm] | None = None
) -> dict[str, Any] | None:
    """What somebody finds on the page about mentors; None where there is nothing for them."""
    rules = MentoringRules.current()
    mentor = Mentor.objects.filter(member=member).first()
    mine = Mentorship.objects.open().filter(mentor=member).order_by("offered_at", "pk")
    rows = [
        _pair(row, wrong) for row in mine.select_related("newcomer", "mentor__mentor").prefetch_related("check_ins")
    ]
    is_able = rules.on_since is not None and may_mentor(member, rules)
    card = seeking(member, rules)
    if not (rules.on_since is not None or rows or card):
        return None
    known = {"capacity": mentor.capacity, "languages": mentor.languages, "times": mentor.times} if mentor else {}
    initial = known or {"languages": member.languages or [member.language or "en"]}
    return {
        "rules": rules, "mentor": mentor, "card": card, "is_able": is_able,
        "form": form or (MentorForm(initial=initial) if is_able else None),
        "offers": [pair for pair in rows if pair.row.accepted_at is None],
        "pairs": [pair for pair in rows if pair.row.accepted_at is not None],
    }  # fmt: skip


def load_of_all(rules: MentoringRules) -> dict[str, Any]:
    """For managers: mentors with how many they have, who waits, what was offered, and what silence cost."""
    now, there = timezone.now(), Member.objects.present()
    taken = Count("member__mentored", filter=Q(member__mentored__closed_at=None))
    lapsed = Count(
        "member__mentored",
        filter=Q(member__mentored__closing="lapsed", member__mentored__closed_at__gt=now - QUIET),
    )
    mentors = Mentor.objects.filter(member__in=there.values("pk")).select_related("member")
    rows = list(mentors.annotate(taken=taken, lapsed=lapsed).order_by("member__name")[:SHOWN])
    still = set(able(there.filter(pk__in=[row.member_id for row in rows]), rules).values_list("pk", flat=True))
    new = there.filter(joined_at__gt=now - NEW, role=Role.MEMBER, mentor=None)
    new = new.exclude(mentorships__in=Mentorship.objects.running()).exclude(preferences__contains={"mentor": "none"})
    offered = Mentorship.objects.offered().select_related("mentor", "newcomer").order_by("answer_by")[:SHOWN]
    running = Mentorship.objects.running().select_related("mentor", "newcomer").order_by("accepted_at")[:SHOWN]
    return {
        "mentors": [(row, row.member_id in still) for row in rows], "waiting": list(new.order_by("joined_at")[:SHOWN]),
        "waiting_count": new.count(), "offered": {pair.newcomer_id: pair for pair in offered}, "running": running,
        "places": sum(row.capacity for row in rows if row.resting_at is None and row.member_id in still),
    }  # fmt: skip
