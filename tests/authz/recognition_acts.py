"""Acts of recognition, which the table does not know: levels, badges, points are the managers', thanks everybody's."""

from typing import Any

from django.urls import reverse

from members.profiles.models import Member
from members.recognition.awarding import give
from members.recognition.badges import Badge, BadgeAward
from members.recognition.ladder import Step
from members.recognition.models import LevelGrant, LevelRule, Nomination
from members.recognition.points import Scoring
from members.recognition.thanks import Thanks, thank
from tests.authz.acts import Attempt, act
from tests.factories import a_member
from tests.visibility.village import Village

MANAGERS = frozenset({"community_manager", "admin"})
OWNERS = frozenset({"admin"})
TAKE_PART = frozenset({
    "new_member", "member", "trusted_member", "mentor", "space_host", "moderator", "community_manager", "admin",
    "another_member",
})  # fmt: skip
REASON = "Welcomes everybody who comes here."
RULE = {"row": "0.0", "0.0-is": "replied", "0.0-space": "-1", "0.0-times": "4", "0.0-since": "0", "unlocks": "Tea"}


def _badges() -> list[Any]:
    return list(Badge.objects.order_by("pk").values_list("pk", "name", "started_at", "retired_at"))


def _awards() -> list[Any]:
    return list(BadgeAward.objects.order_by("pk").values_list("pk", "member", "revoked_at"))


def _decisions() -> list[Any]:
    return list(Nomination.objects.order_by("pk").values_list("pk", "decided_at"))


def _grants() -> list[Any]:
    return list(LevelGrant.objects.order_by("pk").values_list("pk", "ends_at", "ended_at"))


def _rules() -> list[Any]:
    return list(LevelRule.objects.order_by("pk").values_list("pk", "withdrawn_at"))


def _scoring() -> list[Any]:
    return list(Scoring.objects.values_list("counted_since", "shown_since"))


def _by_hand(village: Village) -> Badge:
    return Badge.create("Given by hand", "Was here first.", "star", None, by=village.member("admin"))


@act("create_badge", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    sent = {"name": "A new badge", "description": "Was here first.", "icon": "star"}
    return Attempt(reverse("badge_create"), sent, _badges)


@act("take_over_badge", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("badge_suggested", args=["founder"]), {}, _badges)


@act("change_badge", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    path = reverse("badge_change", args=[_by_hand(village).pk])
    return Attempt(path, {"name": "Another name", "description": "Was here first.", "icon": "star"}, _badges)


@act("start_badge", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    badge = Badge.objects.get(name="Starter")
    Badge.objects.filter(pk=badge.pk).update(started_at=None)
    return Attempt(reverse("badge_start", args=[badge.pk]), {}, _badges)


@act("give_badge", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    path = reverse("badge_give", args=[_by_hand(village).pk])
    return Attempt(path, {"handle": a_member().handle, "reason": REASON}, _awards)


@act("revoke_badge", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    award = give(_by_hand(village), a_member(), REASON, by=village.member("admin"))
    return Attempt(reverse("award_revoke", args=[award.pk]), {"reason": "Given by mistake"}, _awards)


@act("retire_badge", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("badge_retire", args=[_by_hand(village).pk]), {}, _badges)


@act("unretire_badge", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    badge = _by_hand(village)
    badge.retire(by=village.member("admin"))
    return Attempt(reverse("badge_unretire", args=[badge.pk]), {}, _badges)


@act("propose_for_level", only=TAKE_PART)
def _(village: Village, role: str) -> Attempt:
    path = reverse("level_nominate", args=[int(Step.MENTOR)])
    return Attempt(path, {"handle": a_member().handle, "reason": REASON}, _decisions)


@act("accept_proposal", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("nomination_accept", args=[Nomination.objects.decided_here().get().pk]), {}, _decisions)


@act("decline_proposal", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("nomination_decline", args=[Nomination.objects.decided_here().get().pk]), {}, _decisions)


@act("renew_level", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    grant = LevelGrant.objects.create(member=a_member(), step=Step.MENTOR)
    LevelGrant.objects.filter(pk=grant.pk).update(ends_at=grant.given_at)
    return Attempt(reverse("level_renew", args=[grant.pk]), {}, _grants)


@act("end_level", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    grant = LevelGrant.objects.create(member=a_member(), step=Step.MENTOR)
    return Attempt(reverse("level_end", args=[grant.pk]), {}, _grants)


@act("change_level", only=OWNERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("level_change", args=[int(Step.HELPER)]), RULE, _rules)


@act("withdraw_level_change", only=OWNERS)
def _(village: Village, role: str) -> Attempt:
    rule = LevelRule.objects.get()
    LevelRule.objects.create(step=rule.step, rule=rule.rule, begins_at=rule.begins_at.replace(year=2100))
    return Attempt(reverse("level_withdraw", args=[rule.step]), {}, _rules)


@act("thank", only=TAKE_PART)
def _(village: Village, role: str) -> Attempt:
    path = reverse("thank_give", args=[a_member().handle])
    return Attempt(path, {"reason": "For the tea"}, Thanks.objects.count)


@act("take_away_thanks_to_oneself", only=TAKE_PART | {"silenced"})
def _(village: Village, role: str) -> Attempt:
    person = village.people[role]
    said = thank(person if isinstance(person, Member) else a_member(), "For the tea", by=a_member())
    path = reverse("thanks_withdraw", args=[said.pk])
    return Attempt(path, {}, lambda: list(Thanks.objects.filter(pk=said.pk).values_list("withdrawn_at", flat=True)))


@act("take_away_thanks_of_others", only=frozenset())
def _(village: Village, role: str) -> Attempt:
    said = thank(a_member(), "For the tea", by=a_member())
    path = reverse("thanks_withdraw", args=[said.pk])
    return Attempt(path, {}, lambda: list(Thanks.objects.filter(pk=said.pk).values_list("withdrawn_at", flat=True)))


@act("count_points", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("points_start"), {}, lambda: [row for row in _scoring() if row[0]])


@act("stop_points", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    Scoring.current().start(by=village.member("admin"))
    return Attempt(reverse("points_stop"), {}, _scoring)


@act("show_leaderboards", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    Scoring.current().start(by=village.member("admin"))
    return Attempt(reverse("leaders_show"), {}, _scoring)


@act("hide_leaderboards", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    Scoring.current().start(by=village.member("admin"))
    Scoring.current().show(by=village.member("admin"))
    return Attempt(reverse("leaders_hide"), {}, _scoring)
