"""Acts on the rota, on whom escalations tell, and on rules that act by themselves, which the table does not know."""

from datetime import time, timedelta
from typing import Any

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from members.profiles.models import Member
from moderation.escalation.escalating import escalate
from moderation.escalation.matrix import Rung, add_rung
from moderation.escalation.models import Escalation, EscalationCall
from moderation.guidelines.measures import Severity
from moderation.rota.away import Away, go_away
from moderation.rota.handing import HandOver
from moderation.rota.patterns import ShiftPattern, add_pattern
from moderation.rota.settings import RotaSettings
from moderation.rota.shifts import Shift
from moderation.sanctions.steps import LadderStep, rungs, stamp
from moderation.screening.first import FirstPosts
from moderation.screening.rules import ActingRule, BackTest, RuleVersion
from tests.authz.acts import Attempt, act, other_post, own_post
from tests.authz.report_acts import EVERYBODY
from tests.authz.review_acts import NOBODY, TEAM, decider, moderator
from tests.authz.segment_acts import MANAGERS
from tests.moderation.decided import a_case
from tests.moderation.rota.rotas import a_shift
from tests.moderation.screening.ruling import a_rule
from tests.visibility.village import Village

RULE = {"name": "Lottery", "words": "lottery", "action": "report", "severity": "2", "who": "everyone"}
FIRST = {"holding": "all", "posts": "2", "report_from": "40", "hold_from": "90"}


def _rota() -> list[Any]:
    fields = ("pk", "member", "offered_at", "offered_to", "cancelled_at")
    notes = HandOver.objects.order_by("pk").values_list("pk", "words", "read_by")
    patterns = ShiftPattern.objects.order_by("pk").values_list("pk", "member", "ended_at")
    aways = Away.objects.order_by("pk").values_list("pk", "member", "ends_at")
    return [*Shift.objects.order_by("pk").values_list(*fields), *notes, *patterns, *aways]


def _on_a_shift(name: str, data: dict[str, Any]) -> None:
    """An act on a shift of one's own, and on one of somebody else."""

    def attempt(owner: Member) -> Attempt:
        shift = a_shift(owner, begins=20, ends=28)
        if name == "shift_keep":
            shift.offer(by=owner)
        return Attempt(reverse(name, args=[shift.pk]), data, _rota)

    @act(name, only=TEAM)
    def _(village: Village, role: str) -> Attempt:
        return attempt(decider(village, role))

    @act(f"{name}_of_others", only=MANAGERS)
    def _(village: Village, role: str) -> Attempt:
        return attempt(moderator())


_on_a_shift("shift_offer", {})
_on_a_shift("shift_keep", {})
_on_a_shift("shift_cancel", {})
_on_a_shift("hand_over_write", {"words": "All quiet"})


def _take(name: str, only: frozenset[str], *, to_another: bool) -> None:
    @act(name, only=only)
    def _(village: Village, role: str) -> Attempt:
        shift = a_shift(moderator(), begins=20, ends=28)
        shift.offer(moderator() if to_another else None, by=shift.member)
        return Attempt(reverse("shift_take", args=[shift.pk]), {}, _rota)


_take("shift_take", TEAM, to_another=False)
_take("shift_take_of_somebody_elses_offer", NOBODY, to_another=True)


@act("hand_over_read", only=TEAM)
def _(village: Village, role: str) -> Attempt:
    a_shift(decider(village, role))
    note = HandOver.objects.create(shift=a_shift(moderator(), begins=-9, ends=-1), words="Look at the garden")
    return Attempt(reverse("hand_over_read", args=[note.shift_id]), {}, _rota)


def _entered(name: str, sent: dict[str, Any]) -> None:
    """Entering something for oneself, and for somebody else of the team."""

    @act(name, only=TEAM)
    def _(village: Village, role: str) -> Attempt:
        return Attempt(reverse(name), sent | {"member": str(decider(village, role).pk)}, _rota)

    @act(f"{name}_for_others", only=MANAGERS)
    def _(village: Village, role: str) -> Attempt:
        return Attempt(reverse(name), sent | {"member": str(moderator().pk)}, _rota)


_day = timezone.localdate() + timedelta(days=3)
_entered("shift_add", {"day": _day.isoformat(), "begins": "09:00", "ends": "12:00"})
_entered("shift_pattern_add", {"weekday": "2", "begins": "09:00", "ends": "12:00", "zone": "UTC"})
_entered("away_add", {"first_day": _day.isoformat(), "last_day": _day.isoformat()})


def _ended(name: str, only: frozenset[str], *, own: bool) -> None:
    address = name.partition("_of_")[0]

    @act(name, only=only)
    def _(village: Village, role: str) -> Attempt:
        whose = decider(village, role) if own else moderator()
        if address == "away_end":
            made: Away | ShiftPattern = go_away(whose, _day, _day, by=whose)
        else:
            made = add_pattern(whose, 2, time(9), time(12), "UTC", by=whose)
        return Attempt(reverse(address, args=[made.pk]), {}, _rota)


_ended("away_end", TEAM, own=True)
_ended("away_end_of_others", MANAGERS, own=False)
_ended("shift_pattern_end", TEAM, own=True)
_ended("shift_pattern_end_of_others", MANAGERS, own=False)


@act("due_times_choose", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    sent = {"high_hours": "3", "medium_hours": "30", "low_hours": "70", "appeal_hours": "50", "remind_minutes": "7"}
    return Attempt(reverse("due_times_choose"), sent, lambda: list(RotaSettings.objects.values_list("remind_minutes")))


@act("break_not_now", only=TEAM)
def _(village: Village, role: str) -> Attempt:
    pk = getattr(village.people[role], "pk", 0)
    return Attempt(reverse("break_not_now"), {}, lambda: cache.get(f"moderation.break.{pk}"))


@act("ladder_choose", only=frozenset({"admin"}))
def _(village: Village, role: str) -> Attempt:
    sent = {"seen": stamp(rungs()), "measure_1": "warn", "measure_2": "ban"}
    return Attempt(reverse("ladder_choose"), sent, lambda: list(LadderStep.objects.values_list("place", "measure")))


def _rungs() -> list[Any]:
    return list(Rung.objects.order_by("pk").values_list("pk", "removed_at"))


@act("rung_add", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    sent = {"matter": "legal", "severity": "2", "step": "1", "minutes": "60", "how": "member"}
    return Attempt(reverse("rung_add"), sent | {"member": str(village.member("admin").pk)}, _rungs)


@act("rung_remove", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    owner = village.member("admin")
    rung = add_rung("legal", Severity.MEDIUM, 1, 60, by=owner, member=owner)
    return Attempt(reverse("rung_remove", args=[rung.pk]), {}, _rungs)


def _escalations() -> list[Any]:
    calls = EscalationCall.objects.order_by("pk").values_list("pk", "member")
    return [*Escalation.objects.order_by("pk").values_list("pk", "acknowledged_at"), *calls]


@act("case_escalate", only=TEAM)
def _(village: Village, role: str) -> Attempt:
    case = a_case(other_post(village.public))
    return Attempt(reverse("case_escalate", args=[case.pk]), {"matter": "legal", "why": "A lawyer wrote"}, _escalations)


@act("case_escalate_about_oneself", only=NOBODY)
def _(village: Village, role: str) -> Attempt:
    case = a_case(own_post(village, role))
    return Attempt(reverse("case_escalate", args=[case.pk]), {"matter": "legal", "why": "A lawyer wrote"}, _escalations)


def _waiting(village: Village) -> Escalation:
    return escalate(a_case(other_post(village.public)), "legal", "A lawyer wrote", by=moderator())


@act("case_acknowledge", only=TEAM)
def _(village: Village, role: str) -> Attempt:
    one = _waiting(village)
    return Attempt(reverse("case_acknowledge", args=[one.case_id, one.pk]), {}, _escalations)


@act("case_acknowledge_of_another_case", only=NOBODY)
def _(village: Village, role: str) -> Attempt:
    other = a_case(other_post(village.public))
    return Attempt(reverse("case_acknowledge", args=[other.pk, _waiting(village).pk]), {}, _escalations)


@act("escalation_acknowledge", only=EVERYBODY - {"suspended", "silenced"})
def _(village: Village, role: str) -> Attempt:
    """Whoever has the letter may, unless they are signed in and may do nothing."""
    call = EscalationCall.objects.filter(escalation=_waiting(village)).latest("pk")
    return Attempt(reverse("escalation_acknowledge", args=[call.token]), {}, _escalations)


def _rules() -> list[Any]:
    versions = RuleVersion.objects.order_by("pk").values_list("pk", "name", "on_at", "shadow_at")
    rules = ActingRule.objects.order_by("pk").values_list("pk", "archived_at")
    return [*versions, *rules, *BackTest.objects.order_by("pk").values_list("pk", "asked_at")]


@act("acting_rule_make", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("acting_rule_make"), RULE, _rules)


def _on_a_rule(name: str, mode: str, sent: dict[str, Any]) -> None:
    @act(name, only=MANAGERS)
    def _(village: Village, role: str) -> Attempt:
        version = a_rule(village.member("admin"), {"words": {"words": "lottery", "whole": True}}, mode=mode)
        if name == "acting_rule_on":
            BackTest.objects.create(version=version, finished_at=timezone.now())
        return Attempt(reverse(name, args=[version.rule_id]), sent, _rules)


_on_a_rule("acting_rule_change", "off", RULE)
_on_a_rule("acting_rule_try", "off", {})
_on_a_rule("acting_rule_on", "off", {})
_on_a_rule("acting_rule_shadow", "off", {})
_on_a_rule("acting_rule_off", "on", {})
_on_a_rule("acting_rule_away", "on", {})


@act("first_posts_save", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("first_posts_save"), FIRST, lambda: list(FirstPosts.objects.values_list("holding", "posts")))
