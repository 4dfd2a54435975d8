"""One act on many threads: what cannot be done is said for each, and the others are done."""

from collections.abc import Callable
from typing import Any

from community.spaces.models import Space
from community.tags.steering import retire
from community.threads.models import Thread
from members.groups.models import Group
from members.profiles.models import Member
from moderation.review.cases import Case
from tests.factories import a_member, a_space, a_thread

As = Callable[..., Any]


def _send(client: Any, space: Space, act: str, *threads: Thread, **data: Any) -> Any:
    chosen = [thread.pk for thread in threads]
    sure = {"sure": "yes"} if act in ("move", "merge") else {}
    return client.post("/t/bulk/", {"space": space.slug, "act": act, "thread": chosen} | sure | data)


def test_what_an_act_needs_is_asked_for_and_what_was_chosen_stays(
    as_: As, space: Space, mo: Member, mia: Member
) -> None:
    thread, client = a_thread(space), as_(mo)
    retire("gone", by=mia)
    for act, data, words in (
        ("tag", {}, "Write the tags to add."),
        ("tag", {"tags": "gone"}, "is not given any more"),
        ("tag", {"tags": "no/tag"}, "is no tag"),
        ("move", {"to": ""}, "Choose a space."),
        ("move", {"to": "999"}, "Choose a space that you look after."),
        ("merge", {"into": "999"}, "no thread with this address"),
    ):
        answer = _send(client, space, act, thread, **data)
        page = answer.content.decode()
        assert (answer.status_code, words in page) == (422, True), (act, data)
        assert f'value="{thread.pk}" checked' in page
    assert _send(client, space, "close", thread, into="999").status_code == 302


def test_refused_threads_are_named_with_the_reason_and_the_others_are_moved(as_: As, space: Space, mo: Member) -> None:
    asked, talked = a_thread(space, kind="question"), a_thread(space)
    narrow = a_space("Only questions", kinds=["question"])
    answer = _send(as_(mo), space, "move", asked, talked, to=narrow.pk)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "1 thread was moved to Only questions." in page
    assert "1 thread stays as it was:" in page
    assert "takes no threads of the kind “Discussion”" in page
    assert list(Thread.objects.filter(space=narrow)) == [asked]


def test_many_are_tagged_and_merged_at_once(as_: As, space: Space, mo: Member) -> None:
    threads = [a_thread(space, tags=["tea"]) for _ in range(3)]
    full = a_thread(space, tags=[f"t{n}" for n in range(8)])
    page = _send(as_(mo), space, "tag", *threads, full, tags="cup, #tea").content.decode()
    assert "It would have more than 8 tags." in page
    assert [thread.tags for thread in Thread.objects.filter(pk__in=[t.pk for t in threads])] == [["tea", "cup"]] * 3
    page = _send(as_(mo), space, "merge", *threads, into=f"/t/{threads[0].pk}/").content.decode()
    assert "cannot be merged into itself" in page
    assert f"2 threads were merged into “{threads[0].title}”." in page
    threads[0].refresh_from_db()
    assert threads[0].posts_count == 3


def test_threads_of_another_space_are_left_alone(as_: As, space: Space, mo: Member) -> None:
    elsewhere = a_thread(a_space("Elsewhere"))
    _send(as_(mo), space, "close", elsewhere)
    elsewhere.refresh_from_db()
    assert elsewhere.closed_at is None


def test_moving_and_merging_many_is_asked_first_and_the_way_back_keeps_the_choice(
    as_: As, space: Space, circle: Group, mia: Member
) -> None:
    """What is hard to take back says what happens, to which threads, and who will read them."""
    threads, client = [a_thread(space) for _ in range(2)], as_(mia)
    private = a_space("Back room", group=circle)
    into = a_thread(private)
    chosen = {"space": space.slug, "thread": [thread.pk for thread in threads]}
    for act, target, title in (
        ("move", {"to": private.pk}, "Move 2 threads?"),
        ("merge", {"into": into.pk}, "Merge 2 threads?"),
    ):
        sent = chosen | target | {"act": act}
        asked = client.post("/t/bulk/", sent)
        assert (asked.status_code, title in asked.text) == (200, True)
        assert "Other people read “Back room”." in asked.text
        assert all(thread.title in asked.text for thread in threads)
        back = client.post("/t/bulk/", sent | {"sure": "no"})
        assert (back.status_code, back.text.count(" checked")) == (200, 2)
        assert f'value="{act}" selected' in back.text
        assert Thread.objects.filter(space=space, merged_at=None).count() == 2
    assert client.post("/t/bulk/", sent | {"sure": "yes"}).status_code == 302
    assert Thread.objects.filter(merged_into=into).count() == 2


def test_the_team_moderates_many_hosts_do_not_and_too_many_are_refused(
    as_: As, space: Space, mo: Member, mia: Member, nia: Member
) -> None:
    mine, led = a_thread(space, by=nia, title="Bad one"), a_thread(space, by=mia, title="By a manager")
    host = a_member()
    space.hostings.create(member=host)
    assert _send(as_(host), space, "moderate", mine).status_code == 422
    assert _send(as_(host), space, "delete", mine).status_code == 422
    assert "Moderate…" not in as_(host).get(f"/t/bulk/?space={space.slug}").text
    many = {"space": space.slug, "act": "moderate", "thread": list(range(1, 52))}
    assert as_(mo).post("/t/bulk/", many).status_code == 422
    assert _send(as_(mo), space, "moderate", led).status_code == 422
    assert not Case.objects.exists()
    page = _send(as_(mo), space, "moderate", mine, led)
    assert (page.status_code, Case.objects.exists()) == (200, False), "asking opens nothing"
    assert f'name="thing" value="post:{mine.posts.get(number=1).pk}:0:' in page.text
    assert "Somebody of a higher role decides about this." in page.text
    mine.refresh_from_db()
    assert mine.deleted_at is None
