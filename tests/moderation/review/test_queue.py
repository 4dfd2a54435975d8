"""The queue: every case stands on a shelf, the next due first, and what is private is not named."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from moderation.guidelines.measures import Source
from moderation.review.cases import Case
from moderation.review.queue import SHELVES, counts, in_words, on_shelf, shelf
from tests.factories import a_member

if TYPE_CHECKING:
    from members.profiles.models import Member

    As = Callable[..., Any]
    MakeCase = Callable[..., Case]

PAGES = ("", "mine/", "held/", "appeals/", "later/", "done/")


@pytest.mark.parametrize("page", PAGES)
def test_the_queue_is_for_the_team_alone(as_: "As", ben: "Member", visitor: Any, a_case: "MakeCase", page: str) -> None:
    a_case()
    assert as_(ben).get(f"/moderate/{page}").status_code == 403
    assert as_(visitor).get(f"/moderate/{page}").status_code == 302


@pytest.mark.parametrize("page", PAGES)
def test_every_shelf_opens(as_: "As", mo: "Member", page: str) -> None:
    assert as_(mo).get(f"/moderate/{page}").status_code == 200


def test_a_moderator_sees_neither_cases_about_themself_nor_about_those_above(
    as_: "As", mo: "Member", mia: "Member", mira: "Member", a_case: "MakeCase"
) -> None:
    for about in (mo, mia, mira):
        case = a_case(about, title=f"Words of {about.name} in full")
        assert as_(mo).get(case.get_absolute_url()).status_code == 404
    page = as_(mo).get("/moderate/").text
    assert "in full" not in page
    assert "All clear" in page


def test_what_is_due_first_stands_first(mo: "Member", a_case: "MakeCase") -> None:
    late, soon, first = (a_case(due=timedelta(hours=hours)) for hours in (9, 3, 1))
    assert [case.pk for case in shelf("all", mo).all] == [first.pk, soon.pk, late.pk]


def test_ones_own_cases_stand_above_and_not_twice(mo: "Member", a_case: "MakeCase") -> None:
    first, mine = a_case(due=timedelta(hours=1)), a_case(due=timedelta(hours=9))
    mine.give(mo, by=mo)
    found = shelf("all", mo)
    assert [case.pk for case in found.yours] == [mine.pk]
    assert [case.pk for case in found.cases] == [first.pk]


def test_every_case_stands_on_some_shelf(mo: "Member", a_case: "MakeCase") -> None:
    later, held, done, reported = a_case(), a_case(source=Source.HELD), a_case(), a_case()
    later.snooze(timezone.now() + timedelta(hours=1), by=mo)
    Case.objects.filter(pk=done.pk).update(closed_at=timezone.now())
    on = {name: set(on_shelf(name, mo).values_list("pk", flat=True)) for name in SHELVES}
    assert on["all"] == {held.pk, reported.pk}
    assert (on["later"], on["done"], on["held"]) == ({later.pk}, {done.pk}, {held.pk})


def test_pages_of_thirty_go_on_where_the_last_one_ended(as_: "As", mo: "Member", a_case: "MakeCase") -> None:
    for _ in range(35):
        a_case(due=timedelta(hours=5))
    first = shelf("all", mo)
    second = shelf("all", mo, first.more)
    assert (len(first.cases), len(second.cases), second.more) == (30, 5, None)
    assert not {case.pk for case in first.cases} & {case.pk for case in second.cases}
    assert as_(mo).get(f"/moderate/?after={first.more}").text.count("data-opens") == 5
    assert as_(mo).get("/moderate/?after=nonsense").status_code == 404


def test_counts_stop_at_99(mo: "Member", a_case: "MakeCase") -> None:
    case = a_case()
    fields = {"source": "report", "due_at": timezone.now(), "subject_type": "leaf"}
    Case.objects.bulk_create(Case(subject_id=1000 + n, about=case.about, **fields) for n in range(150))
    assert counts(mo)["all"] == 100
    assert in_words(counts(mo)["all"]) == "99+"


def test_words_of_private_places_are_not_in_the_list(as_: "As", mo: "Member", a_case: "MakeCase") -> None:
    case = a_case(title="A secret title", html="<p>secret words</p>", private=True)
    page = as_(mo).get("/moderate/").text
    assert "ecret" not in page
    assert "Garden" not in page
    assert "private" in page
    assert "secret words" in as_(mo).get(case.get_absolute_url()).text


def test_overdue_is_said_in_words(as_: "As", mo: "Member", a_case: "MakeCase") -> None:
    a_case(due=-timedelta(minutes=12, seconds=5))
    page = as_(mo).get("/moderate/").text
    assert "Overdue" in page
    assert "12\N{NO-BREAK SPACE}min over" in page


def test_others_about_the_same_person_are_counted_and_listed(
    as_: "As", mo: "Member", nia: "Member", a_case: "MakeCase"
) -> None:
    first = a_case(nia)
    a_case(nia)
    a_case(nia)
    assert "2 more about this person" in as_(mo).get("/moderate/").text
    assert "2 other open cases about this person" in as_(mo).get(first.get_absolute_url()).text


def _asked(client: Any, path: str) -> list[str]:
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    asked = [query["sql"] for query in seen.captured_queries]
    return [sql for sql in asked if not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]


def test_the_bench_asks_the_same_for_5_and_for_200_cases(
    as_: "As", mo: "Member", a_case: "MakeCase", rule: Any
) -> None:
    client, people = as_(mo), [a_member() for _ in range(5)]
    cases = [a_case(person, due=timedelta(hours=1 + n)) for n, person in enumerate(people)]
    case = cases[0]
    few = [_asked(client, path) for path in ("/moderate/", case.get_absolute_url())]
    for n in range(195):
        a_case(people[n % 5], due=timedelta(hours=10))
    many = [_asked(client, path) for path in ("/moderate/", case.get_absolute_url())]
    for asked, before in zip(many, few, strict=True):
        # The list, and beside it one case with what each room says of it.
        assert len(asked) <= 29, "\n".join(sql[:200] for sql in asked)
        assert len(asked) <= len(before) + 1  # the others about this person


def test_the_navigation_counts_with_one_query_and_for_the_team_alone(
    as_: "As", mo: "Member", mia: "Member", ben: "Member", a_case: "MakeCase"
) -> None:
    a_case()
    for member, most in ((mo, 1), (mia, 1), (ben, 0)):
        asked = [sql for sql in _asked(as_(member), "/people/") if "moderation_case" in sql]
        assert len(asked) == most


def test_of_the_only_owner_managers_see_cases(mo: "Member", mia: "Member", olli: "Member", a_case: "MakeCase") -> None:
    case = a_case(olli)
    seen = [one.name for one in (mo, mia, olli) if Case.objects.visible_to(one).filter(pk=case.pk).exists()]
    assert seen == ["Mia"]
    a_member("Second", role="owner")
    assert not Case.objects.visible_to(mia).exists()


def test_the_navigation_leads_the_team_to_the_queue(as_: "As", mo: "Member", ben: "Member", a_case: "MakeCase") -> None:
    assert 'href="/moderate/"' in as_(mo).get("/people/").text
    assert 'href="/moderate/"' not in as_(ben).get("/people/").text
