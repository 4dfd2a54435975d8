"""Tasks for people: who may not, once for each key, one owner, and questions that somebody owns."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.activity.models import Activity
from members.duties.answering import return_next
from members.duties.asking import ask_somebody
from members.duties.models import Duty, Kind
from members.duties.owning import CannotOwn, DutyElsewhere
from members.duties.tasks import return_unkept
from members.notifications.models import Notification
from members.profiles.models import Member
from tests.factories import a_group, a_member, a_post, a_space, a_thread

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
ACTS = ("task_take", "task_give", "task_give_back", "task_finish", "task_reopen")


def verbs(duty: Duty) -> list[str]:
    """What happened to a task."""
    return list(Activity.objects.about(duty).order_by("pk").values_list("verb", flat=True))


def state(duty: Duty) -> tuple[Any, ...]:
    """Who has it, and whether it is done."""
    duty.refresh_from_db()
    return duty.owner_id, duty.done_at is not None, duty.done_by_id


def test_nobody_but_the_team_sees_or_does_anything(as_: As, visitor: Any, nia: Member, mo: Member, eve: Member) -> None:
    duty = ask_somebody("greet", nia, key="k")
    before = state(duty)
    for who, status in ((visitor, 302), (nia, 403)):
        client = as_(who)
        answers = {client.get(reverse(name)).status_code for name in ("manage", "tasks", "task_new")}
        answers |= {client.get(duty.get_absolute_url()).status_code}
        answers |= {client.post(reverse(name, args=[duty.pk])).status_code for name in ACTS}
        answers |= {client.post(reverse("task_ask"), {"kind": "greet", "note": "x"}).status_code}
        assert answers == {status}, who
    assert as_(mo).get("/manage/").headers["Location"] == reverse("tasks")
    assert state(duty) == before and Duty.objects.count() == 1
    assert as_(mo).get("/manage/").url == reverse("tasks")  # type: ignore[attr-defined]
    for member in (nia, eve):
        with pytest.raises(CannotOwn):
            duty.give(member, by=mo)
        with pytest.raises(CannotOwn):
            ask_somebody("greet", key=f"for-{member.pk}", to=member)


def test_a_task_about_a_hidden_thread_does_not_exist_for_those_who_cannot_see_it(
    as_: As, mo: Member, mia: Member, ben: Member, delivered: Callable[[], int]
) -> None:
    inside = a_thread(a_space("Zqroom", group=a_group(ben)), by=ben, title="Zqinside")
    duty = ask_somebody("answer", inside, key="k", note="zqnote")
    delivered()
    client = as_(mo)
    pages = [client.get(f"{reverse('tasks')}?show={show}").content.decode() for show in ("mine", "team", "done")]
    assert not any("zqnote" in page.lower() or "zqinside" in page.lower() for page in pages)
    assert client.get(duty.get_absolute_url()).status_code == 404
    assert {client.post(reverse(name, args=[duty.pk])).status_code for name in ACTS} == {404}
    assert not Notification.objects.filter(member=mo, kind__startswith="duty").exists()
    typed = {"kind": "review", "about": inside.get_absolute_url()}
    answer = client.post(reverse("task_ask"), typed)
    assert answer.status_code == 422 and "Nobody here has this handle" in answer.content.decode()
    inside.delete_softly(by=ben)
    assert not Duty.objects.visible_to(mia).exists() and Duty.objects.count() == 1
    about_ben = ask_somebody("greet", ben, key="m")
    Member.objects.get_queryset().filter(pk=ben.pk).update(is_active=False)
    assert about_ben not in Duty.objects.visible_to(mia)


def test_code_asks_once_for_each_key(nia: Member, thread: Any) -> None:
    first = ask_somebody(Kind.GREET, nia, key="greet:nia", note="as it was")
    again = ask_somebody(Kind.GREET, nia, key="greet:nia", note="other words")
    assert first == again and again.note == "as it was" and verbs(first) == ["duty.asked"]
    assert timedelta(hours=23) < first.due_at - timezone.now() < timedelta(hours=25)
    due = timezone.now() + timedelta(hours=3)
    assert ask_somebody("follow_up", thread, due, key="t").due_at == due
    for wrong, error in (({"key": ""}, ValueError), ({"kind": "dance"}, ValueError), ({"about": first}, TypeError)):
        with pytest.raises(error):
            ask_somebody(**({"kind": "greet", "key": "new"} | wrong))
    assert Duty.objects.count() == 2


def test_it_is_taken_given_given_back_done_and_taken_up_again(mo: Member, mia: Member, olli: Member) -> None:
    duty, stale = ask_somebody("review", key="k"), Duty.objects.get()
    duty.take(by=mo)
    duty.take(by=mo)
    with pytest.raises(DutyElsewhere, match="Mo took this task a moment before you"):
        stale.take(by=mia)
    duty.give(olli, by=mia)
    duty.give_back(by=olli)
    duty.give_back(by=olli)
    duty.finish(by=mo)
    for late in (lambda: stale.take(by=mia), lambda: stale.give(mia, by=mo)):
        with pytest.raises(DutyElsewhere, match="done already"):
            late()
    duty.finish(by=mia)
    assert state(duty) == (None, True, mo.pk)
    duty.reopen(by=mia)
    duty.reopen(by=mia)
    assert state(duty) == (None, False, None)
    assert [verb.partition(".")[2] for verb in verbs(duty)] == [
        "asked", "taken", "given", "given_back", "done", "reopened",
    ]  # fmt: skip


def test_a_question_is_somebodys_until_it_is_answered(
    space: Any, nia: Member, mo: Member, mia: Member, ben: Member, delivered: Callable[[], int]
) -> None:
    def owned(key: str, to: Member | None) -> tuple[Any, Duty]:
        question = a_thread(space, by=nia, kind="question")
        return question, ask_somebody("answer", question, key=key, to=to)

    by_owner, first = owned("a", mo)
    by_other, second = owned("b", mo)
    accepted, third = owned("c", None)
    other_kind = ask_somebody("follow_up", by_owner, key="d", to=mo)
    a_post(by_owner, by=mo)
    a_post(by_other, by=ben)
    held = a_post(by_other, by=mo)
    held.delete_softly(by=mo)
    accepted.accept(a_post(accepted, by=ben), by=nia)
    delivered()
    assert [state(duty) for duty in (first, second, third, other_kind)] == [
        (mo.pk, True, mo.pk), (mo.pk, False, None), (None, True, None), (mo.pk, False, None),
    ]  # fmt: skip


def test_it_comes_back_from_the_silent_the_suspended_and_those_who_left_the_team(
    space: Any, nia: Member, mo: Member, mia: Member, olli: Member, delivered: Callable[[], int]
) -> None:
    question = a_thread(space, by=nia, kind="question")
    silent, review = ask_somebody("answer", question, key="a", to=mo), ask_somebody("review", key="b", to=mo)
    delivered()
    assert return_unkept() == 0
    Duty.objects.update(owned_since=timezone.now() - timedelta(hours=25))
    assert return_unkept() == 1 and state(silent)[0] is None and state(review)[0] == mo.pk
    assert verbs(silent)[-1] == "duty.came_back"
    delivered()
    told = {row.kind: row for row in Notification.objects.filter(member=mo, seen_at=None)}
    assert told["duty_came_back"].subjects == [silent.pk] and "duty_waits" not in told
    assert Notification.objects.get(member=mia, kind="duty_waits").subjects == [silent.pk]
    Member.objects.get_queryset().filter(pk=mo.pk).update(suspended_until=timezone.now() + timedelta(days=1))
    assert return_next() == 1 and state(review)[0] is None
    review.give(mia, by=olli)
    mia.give_role("member", by=olli)
    delivered()
    assert state(review)[0] is None and verbs(review)[-1] == "duty.given_back"


def test_the_team_is_told_in_one_row_and_not_of_what_is_settled(
    as_: As, mo: Member, mia: Member, nia: Member, delivered: Callable[[], int]
) -> None:
    tasks = [ask_somebody("greet", nia, key=str(number)) for number in range(3)]
    tasks[2].finish(by=mo)
    delivered()
    waits = Notification.objects.get(member=mia)
    assert (waits.kind, waits.subjects) == ("duty_waits", [task.pk for task in tasks[:2]])
    assert not Notification.objects.filter(member=nia).exists()
    tasks[0].take(by=mo)
    tasks[1].give(mia, by=mo)
    delivered()
    assert [row.kind for row in Notification.objects.filter(member=mia)] == ["duty_given"]
    page = as_(mia).get(reverse("inbox")).content.decode()
    assert "Mo gave you a task" in page and "Greet: Nia" in page
    tasks[1].give_back(by=mia)
    delivered()
    assert "gave you a task" not in as_(mia).get(reverse("inbox")).content.decode()


def test_the_list_has_three_views_and_what_each_may_do(as_: As, mo: Member, mia: Member, nia: Member) -> None:
    free, mine = ask_somebody("greet", nia, key="a"), ask_somebody("review", key="b", note="Look at it", to=mo)
    hers, done = ask_somebody("follow_up", nia, key="c", to=mia), ask_somebody("review", key="d", note="Over")
    done.finish(by=mia)
    client = as_(mo)
    shown = {
        show: [row.duty for row in client.get(reverse("tasks"), {"show": show}).context["rows"]]
        for show in ("", "mine", "team", "done", "nonsense")
    }
    assert shown[""] == shown["mine"] == shown["nonsense"] == [mine] and shown["done"] == [done]
    assert set(shown["team"]) == {free, mine, hers}
    page = client.get(reverse("tasks")).content.decode()
    assert 'data-count="list-checks"' in page, "what is mine and what is free: two"
    for name in ("task_finish", "task_give", "task_give_back"):
        assert client.post(reverse(name, args=[hers.pk])).status_code == 403
    said = client.post(reverse("task_take", args=[hers.pk]), follow=True).content.decode()
    assert "Mia took this task a moment before you" in said and state(hers) == (mia.pk, False, None)
    client.post(reverse("task_take", args=[free.pk]))
    client.post(reverse("task_give", args=[free.pk]), {"owner": mia.pk})
    assert state(free)[0] == mia.pk
    wrong = client.post(reverse("task_give", args=[mine.pk]), {"owner": nia.pk})
    assert wrong.status_code == 422 and state(mine)[0] == mo.pk
    client.post(reverse("task_give", args=[mine.pk]), {"owner": ""})
    assert state(mine)[0] is None
    client.post(reverse("task_finish", args=[mine.pk]))
    client.post(reverse("task_reopen", args=[mine.pk]))
    assert state(mine) == (None, False, None)


def test_a_task_is_made_by_hand_once_and_a_wrong_form_keeps_what_was_typed(
    as_: As, mo: Member, mia: Member, nia: Member, thread: Any
) -> None:
    client, path = as_(mo), reverse("task_ask")
    for typed, words in (
        ({"kind": "greet"}, "Say what it is about, or write a note."),
        ({"kind": "greet", "about": "@zqnobody"}, "Nobody here has this handle"),
        ({"kind": "dance", "note": "zqkept"}, "Select a valid choice"),
        ({"kind": "greet", "note": "zqkept", "hours": "5"}, "Select a valid choice"),
        ({"kind": "greet", "note": "zqkept", "owner": nia.pk}, "Select a valid choice"),
        ({"kind": "greet", "note": "y" * 501}, "500"),
    ):
        answer = client.post(path, typed)
        said = answer.content.decode()
        assert answer.status_code == 422 and words in said, typed
        assert all(str(word) in said for word in typed.values() if str(word).startswith(("zq", "@zq")))
    assert not Duty.objects.exists()
    assert 'value="@nia"' in client.get(reverse("task_new") + "?about=@nia").content.decode()
    typed = {"kind": "greet", "about": "@NIA", "owner": mia.pk, "hours": "2", "submission": "one"}
    for _press in range(2):
        assert client.post(path, typed).status_code == 302
    duty = Duty.objects.get()
    assert (duty.member, duty.owner, duty.asked_by) == (nia, mia, mo)
    client.post(path, {"kind": "review", "about": f"https://example.org{thread.get_absolute_url()}", "note": "n"})
    assert Duty.objects.latest("pk").thread_id == thread.pk
    assert thread.title in client.get(reverse("tasks"), {"show": "team"}).content.decode()


def test_the_list_asks_the_same_for_few_and_for_many(
    as_: As, mo: Member, space: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        about = a_thread(space) if number % 2 else a_member()
        ask_somebody("follow_up", about, key=str(number))
    client, path = as_(mo), reverse("tasks")
    client.get(path)
    with django_assert_max_num_queries(12):
        assert len(client.get(path).context["rows"]) == 12
