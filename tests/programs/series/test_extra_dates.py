"""Extra dates: one more beside the rule, which other programs get, which stays, and which can be taken away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from community.spaces.models import Space
from members.notifications.models import Notification
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from programs.calendar.moving import move
from programs.series.adding import add_date, take_away
from programs.series.changing import change_all, change_later
from programs.series.hosting import set_rota
from programs.series.laying import lay_out
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.recurring import WrongRule, moment
from programs.series.steps import Step, run_due
from tests.moderation.racing import at_once
from tests.programs.planned import a_program, tomorrow

pytestmark = pytest.mark.django_db
As = Callable[..., Any]


@pytest.fixture
def program(mia: Member, space: Space) -> Program:
    """Every week, an hour at 18:00 in Helsinki."""
    return a_program(mia, space=space, texts=5)


def an_extra(program: Program, by: Member, ahead: int = 3, at: time = time(15), **said: Any) -> Occurrence:
    """Three days after the first date, at 15:00."""
    return add_date(program, tomorrow() + timedelta(days=ahead), at, by=by, **{"host": None, **said})


def sent(day: date, at: str = "15:00", **said: str) -> dict[str, str]:
    """The form as it is filled in."""
    return {"day": day.isoformat(), "at": at, **said}


@pytest.mark.parametrize("name", ["ben", "mo"])
def test_who_does_not_manage_adds_and_takes_away_nothing(
    as_: As, program: Program, mia: Member, name: str, request: pytest.FixtureRequest
) -> None:
    extra, count = an_extra(program, mia), program.occurrences.count()
    client = as_(request.getfixturevalue(name))
    add = client.post(reverse("program_date_add", args=[program.pk]), sent(tomorrow() + timedelta(days=4)))
    remove = client.post(reverse("program_date_remove", args=[program.pk, extra.pk]))
    assert {add.status_code, remove.status_code} <= {403, 404}
    assert program.occurrences.count() == count


def test_an_extra_date_is_one_like_the_others(
    as_: As, program: Program, mia: Member, ben: Member, delivered: Callable[[], int]
) -> None:
    day, client = tomorrow() + timedelta(days=3), as_(mia)
    for _twice in range(2):
        answer = client.post(reverse("program_date_add", args=[program.pk]), sent(day, host="@ben"))
        assert answer.status_code == 302
    extra = program.occurrences.get(day=day)
    assert extra.starts_at == moment(day, time(15), program.zone)
    assert extra.ends_at - extra.starts_at == timedelta(hours=1)
    assert extra.host == ben and extra.added_by == mia
    ruled = program.occurrences.earliest("day")
    keys = [set(Step.objects.filter(occurrence=one).values_list("key", flat=True)) for one in (extra, ruled)]
    assert keys[0] == keys[1]
    delivered()
    assert Notification.objects.filter(member=ben, kind="occurrence_given").count() == 1
    page = client.get(program.get_absolute_url()).text
    assert "Extra date" in page and "Take it away" in page


def test_the_clock_opens_an_extra_date(program: Program, mia: Member, time_machine) -> None:
    extra = an_extra(program, mia)
    time_machine.move_to(extra.starts_at + timedelta(minutes=1))
    run_due()
    extra.refresh_from_db()
    assert extra.opened_at is not None and extra.thread_id is not None


def test_calendars_of_others_get_it_once_as_an_event_of_its_own(as_: As, program: Program, mia: Member) -> None:
    before = as_(mia).get("/calendar/all.ics").text
    extra = an_extra(program, mia)
    after = as_(mia).get("/calendar/all.ics").text
    stamp = f"DTSTART:{extra.starts_at:%Y%m%dT%H%M%SZ}"
    assert stamp not in before and after.count(stamp) == 1
    assert after.count("BEGIN:VEVENT") == before.count("BEGIN:VEVENT") + 1
    assert len({line for line in after.splitlines() if line.startswith("UID:")}) == after.count("BEGIN:VEVENT")
    assert "RRULE" not in after
    assert stamp in as_(mia).get(reverse("occurrence_ics", args=[extra.pk])).text
    take_away(extra, by=mia)
    assert stamp not in as_(mia).get("/calendar/all.ics").text


def test_changes_of_the_series_keep_it(program: Program, mia: Member) -> None:
    extra = an_extra(program, mia, ahead=10)
    was = (extra.pk, extra.day, extra.starts_at, extra.ends_at, 0)
    kept = lambda: Occurrence.objects.values_list("pk", "day", "starts_at", "ends_at", "sequence").get(pk=extra.pk)  # noqa: E731
    program = change_all(program, {"at": time(9), "minutes": 90, "title": "Other"}, by=mia)
    assert kept() == was
    later = change_later(program.occurrences.order_by("day")[1], {"at": time(10)}, by=mia)
    assert later != program and kept() == was
    assert Occurrence.objects.get(pk=extra.pk).program == later
    second = later.occurrences.filter(added_at=None).order_by("day")[1]
    move(second, second.day + timedelta(days=1), time(10), was=second.starts_at, span="all", by=mia)
    assert kept() == was
    later.refresh_from_db()
    lay_out(later)
    assert kept() == was


def test_the_rule_that_comes_to_its_day_makes_no_second_one(program: Program, mia: Member) -> None:
    extra = an_extra(program, mia, ahead=3)
    change_all(program, {"rule": "FREQ=DAILY"}, by=mia)
    assert program.occurrences.filter(day=extra.day).get().starts_at == extra.starts_at
    change_all(program, {"rule": "FREQ=WEEKLY"}, by=mia)
    assert program.occurrences.filter(pk=extra.pk, called_off_at=None).exists()


def test_the_series_goes_not_on_from_it_and_it_moves_alone(as_: As, program: Program, mia: Member) -> None:
    extra, count = an_extra(program, mia), program.occurrences.count()
    with pytest.raises(WrongRule, match="beside the rule"):
        change_later(extra, {"title": "Other"}, by=mia)
    answer = as_(mia).get(reverse("occurrence_later", args=[extra.pk]), follow=True)
    assert "beside the rule" in answer.text and "This and later" not in answer.text
    move(extra, extra.day + timedelta(days=1), time(15), was=extra.starts_at, span="all", by=mia)
    assert program.occurrences.count() == count
    assert program.occurrences.exclude(moved_at=None).get() == extra


def test_the_rota_goes_on_as_if_it_were_not_there(program: Program, mia: Member, ben: Member, nia: Member) -> None:
    set_rota(program, [ben, nia], by=mia)
    ruled = list(program.occurrences.filter(host__isnull=False).order_by("day").values_list("pk", "host"))
    extra = an_extra(program, mia)
    set_rota(program, [nia, ben], by=mia)
    set_rota(program, [ben, nia], by=mia)
    assert list(program.occurrences.filter(host__isnull=False).order_by("day").values_list("pk", "host")) == ruled
    extra.refresh_from_db()
    assert extra.host is None and extra.leads == mia


@pytest.mark.parametrize(
    ("ahead", "at", "sentence"),
    [
        (0, "15:00", "has a date there already"),
        (7, "07:00", "has a date there already"),
        (-1, "00:00", "This moment is over"),
        (-30, "15:00", "This moment is over"),
        (900, "15:00", "within the next two years"),
    ],
)
def test_what_clashes_or_is_over_is_refused_in_a_sentence(
    as_: As, program: Program, mia: Member, ahead: int, at: str, sentence: str
) -> None:
    count = program.occurrences.count()
    said = sent(tomorrow() + timedelta(days=ahead), at)
    answer = as_(mia).post(reverse("program_date_add", args=[program.pk]), said)
    assert answer.status_code == 422
    assert sentence in answer.text and f'value="{said["day"]}"' in answer.text
    assert program.occurrences.count() == count


def test_where_one_moved_to_or_goes_on_is_a_clash_too(program: Program, mia: Member) -> None:
    first, second = program.occurrences.order_by("day")[:2]
    first.move(first.starts_at + timedelta(days=2), by=mia)
    with pytest.raises(NotNow, match="already"):
        an_extra(program, mia, ahead=2)
    second.move(moment(second.day - timedelta(days=1), time(23, 30), program.zone), by=mia)
    with pytest.raises(NotNow, match="already"):
        add_date(program, second.day, time(0, 10), host=None, by=mia)
    second.call_off(by=mia)
    with pytest.raises(NotNow, match="was called off"):
        add_date(program, second.day, time(15), host=None, by=mia)


@pytest.mark.parametrize(
    "said", [{}, {"day": "2026-02-30", "at": "15:00"}, {"day": "x", "at": "25:00"}, {"host": "@nobody-here"}]
)
def test_nonsense_is_answered_and_adds_nothing(as_: As, program: Program, mia: Member, said: dict[str, str]) -> None:
    count = program.occurrences.count()
    assert as_(mia).post(reverse("program_date_add", args=[program.pk]), said).status_code == 422
    assert program.occurrences.count() == count


def test_drafts_and_what_ended_have_no_extra_dates(mia: Member, space: Space, program: Program) -> None:
    with pytest.raises(NotNow, match="draft"):
        an_extra(a_program(mia, space=space, plan=False), mia)
    program.end(by=mia)
    with pytest.raises(NotNow, match="ended"):
        an_extra(program, mia)


def test_it_is_taken_away_or_called_off_where_somebody_counts_on_it(
    as_: As, program: Program, mia: Member, ben: Member, delivered: Callable[[], int]
) -> None:
    alone, hosted = an_extra(program, mia), an_extra(program, mia, ahead=4, host=ben)
    ruled = program.occurrences.filter(added_at=None).earliest("day")
    client = as_(mia)
    for one, status in ((alone, 302), (hosted, 302), (ruled, 302), (alone, 404)):
        assert client.post(reverse("program_date_remove", args=[program.pk, one.pk])).status_code == status
    delivered()
    assert not Occurrence.objects.filter(pk=alone.pk).exists()
    hosted.refresh_from_db()
    assert hosted.called_off_at is not None
    assert Notification.objects.filter(member=ben, kind="occurrence_called_off").count() == 1
    ruled.refresh_from_db()
    assert ruled.called_off_at is None
    with pytest.raises(NotNow, match="from the rule"):
        take_away(ruled, by=mia)


def test_what_has_begun_stays(program: Program, mia: Member) -> None:
    extra = an_extra(program, mia)
    Occurrence.objects.filter(pk=extra.pk).update(opened_at=timezone.now())
    with pytest.raises(NotNow, match="begun"):
        take_away(extra, by=mia)


@pytest.mark.django_db(transaction=True)
def test_two_who_add_the_same_day_at_once_add_it_once(program: Program, mia: Member, olli: Member) -> None:
    count = program.occurrences.count()
    answers = at_once(
        lambda: an_extra(program, mia), lambda: an_extra(program, olli), lambda: an_extra(program, olli, at=time(9))
    )
    assert program.occurrences.count() == count + 1
    assert 1 <= sum(isinstance(one, NotNow) for one in answers) <= 2
