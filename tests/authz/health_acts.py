"""Acts around health: the memo is for managers and for hosts of spaces."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from members.journeys.models import Journey, Run
from members.profiles.models import Member
from metrics.alerts.all import ALERTS
from metrics.alerts.models import Finding, Watch
from metrics.keys.models import HealthKey
from metrics.measures.models import MeasureRule
from metrics.memos.models import MemoChoice
from metrics.outside.models import FactFile, OutsideFact, OutsideSource
from metrics.visits.models import VisitCounting
from tests.authz.acts import Attempt, act
from tests.visibility.measured import TABLE, a_source, a_table
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


def _sources() -> list[Any]:
    sources = OutsideSource.objects.order_by("pk").values_list("name", "key_digest")
    files = FactFile.objects.order_by("pk").values_list("pk", "mapping", "settled_at", "taken")
    return [*sources, *files, *OutsideFact.objects.order_by("pk").values_list("kind__name", "day", "value")]


def _mapped(village: Village) -> FactFile:
    file = a_table(village)
    file.mapping = {"meanings": {"0": "address", "1": "yes_no"}, "names": {"0": "m", "1": "r"}, "as_of": "2026-06-01"}
    file.save(update_fields=["mapping"])
    return file


@act("name_a_source_of_facts", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("outside_make"), {"name": f"Source of {role}"}, _sources)


@act("hand_in_a_table_of_facts", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    table = SimpleUploadedFile("june.csv", TABLE.encode(), "text/csv")
    return Attempt(reverse("outside_upload", args=[a_source(village).pk]), {"file": table}, _sources)


@act("map_a_table_of_facts", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    said = {"is_0": "address", "is_1": "yes_no", "name_1": "Renewed", "as_of": "2026-06-01"}
    return Attempt(reverse("outside_map", args=[a_table(village).pk]), said, _sources)


@act("take_in_a_table_of_facts", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("outside_take", args=[_mapped(village).pk]), {}, _sources)


@act("put_a_table_of_facts_away", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("outside_put_away", args=[a_table(village).pk]), {}, _sources)


@act("make_a_key_for_facts", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("outside_key", args=[a_source(village).pk]), {}, _sources)


@act("end_a_key_for_facts", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    source = a_source(village)
    source.renew_key(by=village.member("community_manager"))
    return Attempt(reverse("outside_key_end", args=[source.pk]), {}, _sources)


@act("forget_a_source_of_facts", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    source = a_source(village)
    return Attempt(reverse("outside_forget", args=[source.pk]), {"name": source.name}, _sources)


def _keys() -> list[Any]:
    return list(HealthKey.objects.order_by("pk").values_list("name", "ended_at"))


@act("make_a_key_that_reads_health", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    return Attempt(reverse("health_key_make"), {"name": f"Wall of {role}"}, _keys)


@act("end_a_key_that_reads_health", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    made, _key = HealthKey.make(f"Screen beside {role}", by=village.member("community_manager"))
    return Attempt(reverse("health_key_end", args=[made.pk]), {}, _keys)


@act("begin_a_journey_from_the_funnel", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    given = {
        "step": "joined", "days": "90", "key": "5b1f6b0e-6a0e-4a53-9a4e-0c1d2e3f4a5b",
        "journey": Journey.objects.get(name="Welcome").pk,
    }  # fmt: skip
    return Attempt(reverse("funnel_start_journey"), given, Run.objects.count)


@act("set_the_target_of_a_measure", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    state = lambda: list(MeasureRule.objects.values_list("measure", "target", "owner"))  # noqa: E731
    owner = village.member("community_manager").pk
    return Attempt(reverse("measure_set", args=["activity-rate"]), {"target": "41", "owner": owner}, state)


def _alert(**more: Any) -> Finding:
    today = timezone.localdate()
    found: Finding = Finding.objects.create(kind="slow-answers", since=today, until=today, reasons=[], **more)
    return found


@act("set_alert_aside", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    made = _alert(space=village.space)
    state = lambda: list(Finding.objects.filter(pk=made.pk).values_list("aside_until", flat=True))  # noqa: E731
    return Attempt(reverse("alert_set_aside", args=[made.pk]), {"why": "Holidays."}, state)


@act("take_alert_up", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    now = timezone.now()
    made = _alert(space=village.open_space, aside_at=now, aside_until=now + timedelta(days=28), aside_why="Holidays.")
    state = lambda: list(Finding.objects.filter(pk=made.pk).values_list("aside_until", flat=True))  # noqa: E731
    return Attempt(reverse("alert_take_up", args=[made.pk]), {}, state)


@act("choose_alert_thresholds", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    sent = ALERTS["slow-answers"].defaults | {"least": 33, "is_on": "on"}
    state = lambda: list(Watch.objects.values_list("kind", "numbers"))  # noqa: E731
    return Attempt(reverse("alert_rule_choose", args=["slow-answers"]), sent, state)
