"""What members read of the calendar, on its own pages, in spaces, on profiles, on home and in the digest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from members.digest.sections import SECTIONS, Readers
from members.groups.models import Group
from members.profiles.models import Member
from programs.calendar.agenda import Entry
from programs.series.hosting import set_host
from programs.series.occurrences import Occurrence
from tests.factories import a_space
from tests.house.test_query_budgets import queries, within
from tests.programs.planned import a_program, tomorrow

As = Callable[..., Any]


def a_date(owner: Member, title: str, **said: Any) -> Occurrence:
    """Something that happens tomorrow."""
    found: Occurrence = a_program(owner, **{"title": title, "rule": "", "begins": tomorrow(), **said}).occurrences.get()
    return found


def surfaces(one: Occurrence, space: Any, host: Member) -> list[str]:
    """Where the members' calendar shows itself."""
    month = f"{reverse('events')}?view=month&from={one.day.isoformat()}"
    return [reverse("events"), month, reverse("space_events", args=[space.slug]),
            reverse("member_events", args=[host.handle])]  # fmt: skip


def test_what_is_in_a_private_space_is_there_for_its_group_alone(
    as_: As, visitor: Any, mia: Member, ben: Member, nia: Member, mo: Member, circle: Group
) -> None:
    space = a_space("Back room", group=circle)
    one = a_date(mia, "Zqinside", space=space)
    set_host(one, ben, by=mia)
    for person in (visitor, nia, mo):
        for path in surfaces(one, space, ben):
            assert "Zqinside" not in as_(person).get(path).text, path
        assert as_(person).get(f"{reverse('events')}?space={space.slug}").status_code == 404
        assert space.name not in as_(person).get(reverse("events")).text
    for path in surfaces(one, space, ben):
        assert "Zqinside" in as_(ben).get(path).text, path


def test_what_is_not_public_or_a_draft_is_for_nobody_here_not_even_those_who_manage(
    as_: As, mia: Member, ben: Member, space: Any
) -> None:
    one = a_date(mia, "Zqinternal", is_public=False, space=space)
    a_program(mia, plan=False, title="Zqdraft", rule="", space=space)
    for person in (mia, ben):
        for path in surfaces(one, space, mia):
            text = as_(person).get(path).text
            assert "Zqinternal" not in text and "Zqdraft" not in text, path


def test_it_is_grouped_by_week_with_what_was_called_off(as_: As, mia: Member, ben: Member, space: Any) -> None:
    a_date(mia, "Open house", space=space)
    a_date(mia, "Rehearsal", space=space).call_off(by=mia, why="The hall is flooded")
    page = as_(ben).get(reverse("events")).text
    assert "This week" in page or "Next week" in page
    assert "called off" in page and "The hall is flooded" in page
    assert page.count("Put Open house into my calendar") == 1 and "Put Rehearsal" not in page
    assert "Rehearsal" not in as_(ben).get("/").text


def test_times_are_mine_with_the_hosts_beside_where_they_differ(as_: As, mia: Member, ben: Member) -> None:
    one = a_date(mia, "Open house", zone="Europe/Helsinki")
    Member.objects.get_queryset().filter(pk=ben.pk).update(time_zone="America/New_York")
    page = as_(ben).get(reverse("events")).text
    assert "18:00 Helsinki" in page
    with timezone.override("Europe/Helsinki"):
        assert Entry(one, timezone.now()).elsewhere == ""
    with timezone.override("Pacific/Auckland"):
        assert Entry(one, timezone.now()).elsewhere.endswith("18:00 Helsinki")


def test_what_is_long_says_its_last_day_while_it_is_on(mia: Member) -> None:
    long, short = a_date(mia, "Playbook month", minutes=60 * 24 * 5), a_date(mia, "Open house", minutes=60)
    for one in (long, short):
        one.starts_at, one.ends_at = one.starts_at - timedelta(days=2), one.ends_at - timedelta(days=2)
    now = long.starts_at + timedelta(minutes=5)
    with timezone.override("Europe/Helsinki"):
        assert Entry(long, now).until == timezone.localtime(long.ends_at).date()
        assert Entry(long, long.starts_at - timedelta(minutes=5)).until is None
    assert Entry(short, now).until is None


@pytest.mark.parametrize(
    "query", ["from=x", "from=0001-01-01", "from=9999-12-31", "view=x", "kind=x", "view=month&from="]
)
def test_nonsense_in_the_address_counts_as_nothing(as_: As, mia: Member, ben: Member, query: str) -> None:
    a_date(mia, "Open house")
    assert as_(ben).get(f"{reverse('events')}?{query}").status_code == 200


def test_home_itself_asks_the_same_whatever_is_planned(as_: As, mia: Member, ben: Member) -> None:
    client = as_(ben)
    few = queries(client, "/")
    for number in range(5):
        a_date(mia, f"Thing {number}")
    many = queries(client, "/")
    assert len(many) == len(few)
    within(many, 12)


def test_pages_ask_the_same_for_one_and_for_sixty(as_: As, visitor: Any, mia: Member, ben: Member, space: Any) -> None:
    one = a_date(mia, "Open house", space=space)
    paths = surfaces(one, space, mia)[1:]
    few = [(len(queries(as_(ben), path)), len(queries(as_(visitor), path))) for path in paths]
    for number in range(60):
        a_date(mia, f"Thing {number}", space=space)
    many = [(queries(as_(ben), path), queries(as_(visitor), path)) for path in paths]
    assert [(len(inside), len(outside)) for inside, outside in many] == few
    for inside, outside in many:
        within(inside, 10)
        within(outside, 8)


def test_the_tab_of_a_space_stands_where_something_is_planned(as_: As, mia: Member, ben: Member, space: Any) -> None:
    tab = reverse("space_events", args=[space.slug])
    assert tab not in as_(ben).get(space.get_absolute_url()).text
    a_date(mia, "Open house", space=space)
    assert tab in as_(ben).get(space.get_absolute_url()).text


def test_a_profile_leads_to_what_its_member_hosts(as_: As, mia: Member, ben: Member, nia: Member) -> None:
    set_host(a_date(mia, "Open house"), ben, by=mia)
    page = as_(nia).get(f"{ben.get_absolute_url()}?tab=events").text
    assert reverse("member_events", args=[ben.handle]) in page
    part = as_(nia).get(reverse("member_events", args=[ben.handle]), headers={"HX-Request": "true"}).text
    assert "Open house" in part and "<html" not in part


def test_the_digest_tells_each_what_they_may_see(mia: Member, ben: Member, nia: Member, circle: Group) -> None:
    a_date(mia, "Open house")
    a_date(mia, "Inner circle", space=a_space("Back room", group=circle))
    a_date(mia, "Much later", begins=timezone.localdate() + timedelta(days=40))
    section, since = SECTIONS["coming"], timezone.now() - timedelta(days=7)
    readers = Readers({ben: since, nia: since})
    chosen = section.choose(readers)
    shown = section.show(readers, chosen, section.find(readers, chosen))
    assert {piece.title for piece in shown[ben.pk]} == {"Open house", "Inner circle"}
    assert [piece.title for piece in shown[nia.pk]] == ["Open house"]
    assert not section.carries


def test_a_day_of_a_month_leads_on_to_what_does_not_fit(as_: As, mia: Member, ben: Member) -> None:
    for number in range(7):
        a_date(mia, f"Thing {number}")
    day: date = tomorrow()
    page = as_(ben).get(f"{reverse('events')}?view=month&from={day.isoformat()}").text
    assert "3 more" in page
