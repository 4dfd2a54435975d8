"""The page of an item: what managers do with one date, and what two at once may not undo."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.spaces.models import Space
from members.activity.models import Activity
from members.duties.models import Duty
from members.profiles.models import Member
from programs.series.changing import change_one
from programs.series.checking import Check, set_list, tick
from programs.series.occurrences import Occurrence
from programs.series.overtaken import ChangedMeanwhile
from programs.series.steps import Step, run_due
from tests.factories import a_post
from tests.programs.planned import a_program


@pytest.fixture
def one(mia: Member, space: Space) -> Occurrence:
    program = a_program(mia, space=space, texts=2, rule="FREQ=WEEKLY;COUNT=4", minutes=60, goal="replies")
    set_list(program, [("Say it in chat", 2), ("Thank the host", -1)], by=mia)
    return program.occurrences.earliest("day")


@pytest.mark.django_db
def test_nobody_but_managers_sees_the_page_or_the_series(client: Client, one: Occurrence, ben: Member) -> None:
    for path in (one.get_absolute_url(), one.program.get_absolute_url()):
        assert client.get(path).status_code == 302
    client.force_login(ben)
    for path in (one.get_absolute_url(), one.program.get_absolute_url()):
        assert client.get(path).status_code == 403


@pytest.mark.django_db
def test_ticked_twice_it_was_done_once_and_can_be_undone(client: Client, one: Occurrence, mia: Member) -> None:
    client.force_login(mia)
    item = one.program.check_items.get(words="Say it in chat")
    url = reverse("occurrence_tick", args=[one.pk])
    for _time in range(2):
        client.post(url, {"item": item.pk})
    assert Check.objects.get().by == mia
    assert Activity.objects.filter(verb="occurrence.ticked").count() == 1
    page = client.get(one.get_absolute_url()).content.decode()
    assert "1 of 2" in page
    client.post(url, {"item": item.pk, "do": "untick"})
    assert not Check.objects.exists()
    other = a_program(mia, title="Another")
    set_list(other, [("Elsewhere", 0)], by=mia)
    assert client.post(url, {"item": other.check_items.get().pk}).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_ten_who_tick_at_once_tick_once(one: Occurrence, mia: Member) -> None:
    item = one.program.check_items.get(words="Say it in chat")

    def go(_number: int) -> None:
        try:
            tick(one, item, by=mia)
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        list(pool.map(go, range(10)))
    assert Check.objects.count() == 1


@pytest.mark.django_db
def test_one_date_gets_its_own_title_words_and_time(client: Client, one: Occurrence, mia: Member) -> None:
    client.force_login(mia)
    url = reverse("occurrence_change", args=[one.pk])
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields}
    data |= {
        "title": "The long one",
        "day": f"{one.day + timedelta(days=2)}",
        "at": "17:00",
        "lasts": "2",
        "unit": "60",
    }
    assert client.post(url, data).status_code == 302
    one.refresh_from_db()
    assert one.title == "The long one"
    assert one.moved_by == mia
    assert one.ends_at - one.starts_at == timedelta(hours=2)
    assert one.program.occurrences.exclude(title="").count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "sentence"), [("2020-01-01", "This moment is over."), ("2099-01-01", "two years")])
def test_a_day_that_cannot_be_is_refused(client: Client, one: Occurrence, mia: Member, day: str, sentence: str) -> None:
    client.force_login(mia)
    url = reverse("occurrence_change", args=[one.pk])
    answer = client.post(url, {"title": "Kept", "day": day, "at": "17:00", "lasts": "2", "unit": "60"})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Kept" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_managers_who_move_at_once_one_is_told(one: Occurrence, mia: Member, olli: Member) -> None:
    read_as, moved = one.edition, []

    def move(by: Member) -> None:
        said = {
            "title": "",
            "about": "",
            "starts_at": one.starts_at + timedelta(hours=by.pk),
            "lasts": timedelta(hours=1),
        }
        try:
            change_one(one, said, by=by, read_as=read_as)
            moved.append(by)
        except ChangedMeanwhile:
            pass
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(move, [mia, olli]))
    assert len(moved) == 1
    one.refresh_from_db()
    assert one.moved_by == moved[0]


@pytest.mark.django_db(transaction=True)
def test_moved_or_begun_but_never_both(one: Occurrence, mia: Member, time_machine) -> None:
    time_machine.move_to(one.starts_at + timedelta(seconds=5))

    def go(act: str) -> None:
        try:
            if act == "move":
                one.move(one.starts_at + timedelta(days=1), by=mia)
            else:
                run_due()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(go, ["move", "open"]))
    now = Occurrence.objects.get(pk=one.pk)
    assert (now.opened_at is None) == (now.moved_at is not None)


@pytest.mark.django_db
def test_calling_off_says_how_many_are_told_and_is_put_back(
    client: Client, one: Occurrence, mia: Member, ben: Member, olli: Member
) -> None:
    Occurrence.objects.filter(pk=one.pk).update(host=ben)
    client.force_login(olli)
    url = reverse("occurrence_call_off", args=[one.pk])
    assert "2 people are told." in client.get(url).content.decode()
    client.post(url, {"why": "The hall is closed"})
    one.refresh_from_db()
    assert one.called_off_by == olli
    assert "The hall is closed" in client.get(one.get_absolute_url()).content.decode()
    client.post(reverse("occurrence_put_back", args=[one.pk]))
    one.refresh_from_db()
    assert one.called_off_at is None


@pytest.mark.django_db
def test_what_can_be_counted_is_and_for_the_rest_the_owner_is_asked_once(
    one: Occurrence, mia: Member, ben: Member, time_machine
) -> None:
    words = one.program.occurrences.order_by("day")[1]
    program = words.program
    time_machine.move_to(one.starts_at + timedelta(minutes=1))
    run_due()
    one.refresh_from_db()
    a_post(one.thread, by=ben, source="One line")
    time_machine.move_to(one.ends_at + timedelta(hours=2))
    run_due()
    one.refresh_from_db()
    assert one.result_number == 1
    program.goal, program.goal_words = "own", "People laugh"
    program.save()
    time_machine.move_to(words.starts_at + timedelta(minutes=1))
    run_due()
    time_machine.move_to(words.ends_at + timedelta(days=3, hours=1))
    for _time in range(2):
        run_due()
    duty = Duty.objects.get(key=f"program-result:{words.pk}")
    assert duty.owner == mia
    assert words.get_absolute_url() in duty.note


@pytest.mark.django_db
def test_a_result_is_a_number_or_a_line(client: Client, one: Occurrence, mia: Member) -> None:
    client.force_login(mia)
    now = timezone.now()
    Occurrence.objects.filter(pk=one.pk).update(
        opened_at=now, starts_at=now - timedelta(hours=2), ends_at=now - timedelta(hours=1)
    )
    url = reverse("occurrence_result", args=[one.pk])
    assert client.post(url, {}).status_code == 422
    assert client.post(url, {"number": "-1"}).status_code == 422
    client.post(url, {"number": "12", "words": "Lively"})
    one.refresh_from_db()
    assert (one.result_number, one.result_words, one.result_by) == (12, "Lively", mia)


@pytest.mark.django_db
def test_what_is_stuck_says_why_asks_its_owner_once_and_is_tried_again(
    client: Client, one: Occurrence, mia: Member, time_machine
) -> None:
    space = one.program.space
    assert space is not None
    space.archive(by=mia)
    time_machine.move_to(one.starts_at + timedelta(minutes=1))
    run_due()
    time_machine.move_to(one.starts_at + timedelta(minutes=12))
    run_due()
    step = Step.objects.get(occurrence=one, key="open")
    assert step.failed_why
    assert Duty.objects.filter(key=f"program-stuck:{step.pk}", owner=mia).count() == 1
    client.force_login(mia)
    assert "Try again" in client.get(one.get_absolute_url()).content.decode()
    client.post(reverse("occurrence_again", args=[one.pk]))
    one.refresh_from_db()
    assert one.opened_at is None
    space.unarchive(by=mia)
    client.post(reverse("occurrence_again", args=[one.pk]))
    one.refresh_from_db()
    assert one.thread is not None
    duty = Duty.objects.get(key=f"program-stuck:{step.pk}")
    assert duty.done_at is not None and duty.done_by is None, "the task closes by itself"


@pytest.mark.django_db
def test_the_pages_ask_the_same_few_questions_whatever_they_hold(
    client: Client, mia: Member, space: Space, ben: Member
) -> None:
    from programs.series.hosting import set_rota
    from tests.house.test_query_budgets import queries, within

    client.force_login(mia)
    asked = {}
    for size in (1, 15):
        program = a_program(mia, space=space, texts=size, title=f"Of {size}")
        set_rota(program, [ben, mia][:size], by=mia)
        set_list(program, [(f"Line {number}", number) for number in range(size)], by=mia)
        one = program.occurrences.earliest("day")
        for item in program.check_items.all():
            tick(one, item, by=ben)
        item_page, series_page = (
            queries(client, path) for path in (one.get_absolute_url(), program.get_absolute_url())
        )
        within(item_page, 12)
        within(series_page, 15)
        asked[size] = (len(item_page), len(series_page))
    assert asked[1] == asked[15]
