"""A series that moves: whoever counts on its dates is told once, of the first new date that is theirs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from members.notifications.models import MailItem, Notification
from members.profiles.models import Member
from programs.calendar.moving import move
from programs.events.answering import answer
from programs.series.changing import Span, change_all
from programs.series.occurrences import Occurrence
from programs.series.steps import Step
from tests.programs.events.held import again, an_event

pytestmark = pytest.mark.django_db
Deliver = Callable[[], int]


@pytest.fixture
def dates(mia: Member, nia: Member, ben: Member) -> list[Occurrence]:
    """A weekly event: nia goes to the second and third, ben to the third and fourth."""
    first = an_event(mia, rule="FREQ=WEEKLY;COUNT=5")
    rows = [again(one) for one in first.program.occurrences.order_by("day")]
    for one, people in ((rows[1], [nia]), (rows[2], [nia, ben]), (rows[3], [ben])):
        for person in people:
            answer(one, "going", by=person)
    return rows


def heard(member: Member) -> list[tuple[str, list[int]]]:
    """What somebody was told of dates, and of which."""
    rows = Notification.objects.filter(member=member, kind__startswith="occurrence").order_by("pk")
    return list(rows.values_list("kind", "subjects"))


def later(one: Occurrence, *, span: str, by: Member, days: int = 1) -> None:
    """Move it, and those that go along."""
    local = timezone.localtime(one.starts_at)
    move(one, local.date() + timedelta(days=days), local.time(), was=one.starts_at, span=span, by=by)


def test_who_said_they_come_is_told_once_of_the_first_that_is_theirs(
    dates: list[Occurrence], mia: Member, nia: Member, ben: Member, delivered: Deliver
) -> None:
    delivered()
    later(dates[1], span=Span.ALL, by=mia)
    delivered()
    assert heard(nia) == [("occurrence_series", [dates[1].pk])]
    assert heard(ben) == [("occurrence_series", [dates[2].pk])]
    assert not heard(mia)
    assert MailItem.objects.filter(kind="occurrence_series").count() == 2


def test_those_of_earlier_dates_hear_nothing_of_later_ones(
    dates: list[Occurrence], mia: Member, olli: Member, nia: Member, ben: Member, delivered: Deliver
) -> None:
    later(dates[3], span=Span.LATER, by=olli)
    delivered()
    assert not heard(nia) and not heard(mia)
    assert heard(ben) == [("occurrence_series", [dates[3].pk])]


def test_moved_twice_while_workers_were_down_is_told_once(
    dates: list[Occurrence], mia: Member, nia: Member, delivered: Deliver
) -> None:
    for _time in range(2):
        later(Occurrence.objects.select_related("program").get(pk=dates[1].pk), span=Span.ALL, by=mia)
    delivered()
    assert heard(nia) == [("occurrence_series", [dates[1].pk])]


def test_where_the_first_is_called_off_the_next_is_told(
    dates: list[Occurrence], mia: Member, nia: Member, ben: Member, delivered: Deliver
) -> None:
    later(dates[1], span=Span.ALL, by=mia)
    Occurrence.objects.get(pk=dates[1].pk).call_off(by=mia)
    delivered()
    assert sorted(heard(nia)) == [("occurrence_called_off", [dates[1].pk]), ("occurrence_series", [dates[2].pk])]


def test_reminders_move_along_and_stop_when_it_is_called_off(dates: list[Occurrence], mia: Member) -> None:
    before = Step.objects.get(occurrence=dates[2], key="remind-24h").at
    later(dates[1], span=Span.ALL, by=mia)
    moved = Step.objects.get(occurrence=dates[2], key="remind-24h").at
    assert timedelta(hours=20) < moved - before < timedelta(hours=28)
    Occurrence.objects.get(pk=dates[2].pk).call_off(by=mia)
    assert not Step.objects.due(moved).filter(occurrence=dates[2]).exists()


def test_what_the_rule_drops_and_somebody_counts_on_is_called_off(
    dates: list[Occurrence], mia: Member, ben: Member, delivered: Deliver
) -> None:
    change_all(dates[0].program, {"rule": "FREQ=WEEKLY;COUNT=3"}, by=mia)
    delivered()
    kept = Occurrence.objects.get(pk=dates[3].pk)
    assert kept.called_off_at is not None
    assert not Occurrence.objects.filter(pk=dates[4].pk).exists()
    assert heard(ben) == [("occurrence_called_off", [dates[3].pk])]


def test_the_strip_says_before_how_many_are_told_for_each_way(dates: list[Occurrence], as_: Any, mia: Member) -> None:
    day = timezone.localtime(dates[3].starts_at).date() + timedelta(days=1)
    strip = as_(mia).get(f"{reverse('program_move', args=[dates[3].pk])}?to={day.isoformat()}").text
    assert "1 person will be told." in strip
    assert "With later ones: 1 person." in strip and "With all: 2 people." in strip


def test_the_form_says_how_many_count_on_the_dates(dates: list[Occurrence], as_: Any, mia: Member) -> None:
    page = as_(mia).get(reverse("program_change", args=[dates[0].program_id])).text
    assert "2 people count on these dates" in page
    page = as_(mia).get(reverse("occurrence_later", args=[dates[3].pk])).text
    assert "1 person counts on these dates" in page


def test_the_inbox_names_the_first_new_date(
    dates: list[Occurrence], as_: Any, mia: Member, nia: Member, delivered: Deliver
) -> None:
    later(dates[1], span=Span.ALL, by=mia)
    delivered()
    page = as_(nia).get("/inbox/").text
    assert "A series has new dates, this is the first of yours" in page
    assert "Repair evening" in page
