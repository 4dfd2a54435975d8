"""Acts around health: the memo is for managers and for hosts of spaces."""

from typing import Any

from django.urls import reverse

from members.profiles.models import Member
from metrics.memos.models import MemoChoice
from metrics.visits.models import VisitCounting
from tests.authz.acts import Attempt, act
from tests.visibility.village import Village

MANAGERS = frozenset({"community_manager", "admin"})
OWNER = frozenset({"admin"})
HAVE_A_MEMO = MANAGERS | {"space_host"}


def _choices() -> list[Any]:
    return list(MemoChoice.objects.order_by("pk").values_list("member", "is_wanted"))


def _wanted_before(village: Village, role: str) -> None:
    person = village.people[role]
    MemoChoice.objects.all().delete()
    if isinstance(person, Member):
        MemoChoice.objects.create(member=person, is_wanted=True)


@act("want_no_memo", only=HAVE_A_MEMO)
def _(village: Village, role: str) -> Attempt:
    _wanted_before(village, role)
    return Attempt(reverse("health_memo_switch"), {"want": "no"}, _choices)


@act("want_memo", only=HAVE_A_MEMO)
def _(village: Village, role: str) -> Attempt:
    _wanted_before(village, role)
    MemoChoice.objects.update(is_wanted=False)
    return Attempt(reverse("health_memo_switch"), {"want": "yes"}, _choices)


def _counting() -> list[Any]:
    return list(VisitCounting.objects.values_list("is_on", "changed_by"))


@act("stop_counting_visitors", only=OWNER)
def _(village: Village, role: str) -> Attempt:
    VisitCounting.objects.update_or_create(id=1, defaults={"is_on": True})
    return Attempt(reverse("visits_stop"), {}, _counting)


@act("count_visitors", only=OWNER)
def _(village: Village, role: str) -> Attempt:
    VisitCounting.objects.update_or_create(id=1, defaults={"is_on": False})
    return Attempt(reverse("visits_count"), {}, _counting)
