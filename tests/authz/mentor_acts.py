"""Acts of mentors and newcomers, and the team's rules about them."""

from typing import Any

from django.urls import reverse

from members.mentoring.models import CheckIn, Mentor, MentoringRules, Mentorship
from members.messages.models import Message
from members.profiles.models import Member
from tests.authz.acts import Attempt, act
from tests.factories import a_member
from tests.visibility.village import Village

MENTOR, BOTH = frozenset({"mentor"}), frozenset({"mentor", "new_member"})


def _pairs() -> list[Any]:
    return list(Mentorship.objects.order_by("pk").values_list("pk", "mentor", "accepted_at", "closed_at", "ended_by"))


def _offer(village: Village) -> Mentorship:
    made: Mentorship = Mentorship.objects.create(newcomer=a_member(), mentor=village.member("mentor"))
    return made


@act("accept_newcomer", only=MENTOR)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("mentorship_accept", args=[_offer(village).pk]), {}, _pairs)


@act("pass_newcomer_on", only=MENTOR)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("mentorship_pass", args=[_offer(village).pk]), {}, _pairs)


@act("end_mentorship", only=BOTH)
def _(village: Village, role: str) -> Attempt:
    pair = Mentorship.objects.get(newcomer=village.member("new_member"))
    return Attempt(reverse("mentorship_end", args=[pair.pk]), {}, _pairs)


@act("check_in", only=MENTOR)
def _(village: Village, role: str) -> Attempt:
    check_in = CheckIn.objects.earliest("pk")

    def state() -> tuple[int, Any]:
        return Message.objects.count(), CheckIn.objects.values_list("done_at").get(pk=check_in.pk)

    return Attempt(reverse("check_in", args=[check_in.pk]), {"text": "How is it?"}, state)


@act("be_a_mentor", only=frozenset({"mentor", "member"}))
def _(village: Village, role: str) -> Attempt:
    state = lambda: list(Mentor.objects.order_by("pk").values_list("pk", "capacity"))  # noqa: E731
    return Attempt(reverse("mentor_time"), {"capacity": "5", "languages": ["en"]}, state)


@act("rule_mentors", only=frozenset({"community_manager", "admin"}))
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("mentors_rule"), {}, lambda: list(MentoringRules.objects.values_list("on_since")))


MEMBERS = frozenset(
    {"new_member", "member", "trusted_member", "mentor", "space_host", "moderator", "community_manager", "admin",
     "silenced", "another_member"}
)  # fmt: skip


@act("want_no_mentor", only=MEMBERS)
def _(village: Village, role: str) -> Attempt:
    found = Member.objects.get_queryset().order_by("pk").values_list("pk", "preferences")
    return Attempt(reverse("mentor_wish"), {"want": "no"}, lambda: list(found.all()))
