"""Another kind and other tags for a thread: who may, what stays, and what stands in the way."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from community.ideas.models import Vote
from community.ideas.steering import make_responsible, steer
from community.ideas.voting import vote
from community.questions.duplicating import mark, suggest, unmark
from community.questions.models import Suggestion, Turn
from community.questions.taking import take
from community.spaces.alone import NotPossible
from community.spaces.models import Space
from community.tags.steering import merge, retire
from community.threads.becoming import become, in_the_way
from community.threads.models import Thread, slug_of
from members.activity.models import Activity
from members.notifications.models import Notification
from members.profiles.models import Member
from tests.factories import a_member, a_post, a_space, a_thread

As = Callable[[Any], Client]
pytestmark = pytest.mark.django_db


def fresh(thread: Thread) -> Thread:
    return Thread.objects.get(pk=thread.pk)


def aged(thread: Thread, **ago: float) -> None:
    Thread.objects.filter(pk=thread.pk).update(created_at=timezone.now() - timedelta(**ago))


@pytest.mark.parametrize(("page", "sent"), [("kind", {"kind": "question"}), ("tags", {"tags": "rota"})])
def test_its_author_in_the_edit_window_hosts_and_the_team_may_and_nobody_else(
    page: str, sent: dict[str, str], visitor: Any, nia: Member, ben: Member, mo: Member, eve: Member, as_: As,
    private_space: Space,
) -> None:  # fmt: skip
    host = a_member("Hanna")
    space = a_space("Talk", hosts=(host,))
    thread, old, new = a_thread(space, by=ben), a_thread(space, by=ben), a_thread(space, by=nia)
    aged(old, days=61)
    aged(new, hours=25)
    archived, gone, hidden = a_thread(space, by=ben), a_thread(space, by=ben), a_thread(private_space, by=ben)
    archived.archive(by=mo)
    gone.posts.get(number=1).delete_softly(by=mo)

    def tried(who: Any, what: Thread) -> int:
        client, path = as_(who), f"/t/{what.pk}/{page}/"
        assert client.get(path).status_code in (200, 302, 403, 404)
        return client.post(path, sent).status_code

    assert [tried(who, thread) for who in (visitor, eve)] == [302, 403]
    assert [tried(nia, one) for one in (thread, new, hidden)] == [403, 403, 404]
    assert [tried(ben, one) for one in (old, archived, gone)] == [403, 403, 403]
    assert not Activity.objects.filter(verb__in=("thread.kind_changed", "thread.tagged")).exists()
    assert [tried(ben, thread), tried(host, old), tried(mo, archived), tried(mo, new)] == [302] * 4
    changed = {fresh(one).kind if page == "kind" else tuple(fresh(one).tags) for one in (thread, old, archived, new)}
    assert changed == ({"question"} if page == "kind" else {("rota",)})


def test_replies_and_the_address_stay_and_who_opened_it_is_told(
    mo: Member, ben: Member, nia: Member, delivered: Callable[[], int], as_: As
) -> None:
    thread = a_thread(a_space(kinds=["discussion", "question", "intro"]), by=ben, tags=["rota"])
    a_post(thread, by=nia)
    suggested = a_thread(thread.space, by=nia, kind="question")
    become(thread, "question", by=mo)
    suggest(thread, suggested, by=nia)
    take(thread, by=mo)
    become(thread, "discussion", by=mo)  # one's own turn is one's own to give up
    become(thread, "discussion", by=mo)
    delivered()
    assert (thread.kind, fresh(thread).kind, fresh(thread).tags) == ("discussion", "discussion", ["rota"])
    assert Suggestion.objects.get().settled_at and not Turn.objects.exists()
    changes = Activity.objects.filter(verb="thread.kind_changed").order_by("pk")
    assert [tuple(one.facts[name] for name in ("before", "kind")) for one in changes] == [
        ("discussion", "question"), ("question", "discussion"),
    ]  # fmt: skip
    assert {row.member_id for row in Notification.objects.filter(kind="kind_changed")} == {ben.pk}
    assert "made this thread another kind" in as_(ben).get("/inbox/").content.decode()


def test_what_would_be_lost_is_said_and_nothing_changes(mo: Member, ben: Member, nia: Member, as_: As) -> None:
    space = a_space()
    question, idea = a_thread(space, by=ben, kind="question"), a_thread(space, by=ben, kind="idea")
    other = a_thread(space, by=nia, kind="question")

    def stays(thread: Thread, words: str) -> None:
        assert any(words in sentence for sentence in in_the_way(fresh(thread), by=ben)), words
        with pytest.raises(NotPossible, match=words):
            become(thread, "discussion", by=ben)

    answer = a_post(question, by=nia)
    question.accept(answer, by=ben)
    stays(question, "accepted answer")
    question.unaccept(by=ben)
    mark(other, question, by=mo)
    stays(question, "Other threads point here")
    stays(other, "points at another thread")
    unmark(fresh(other), by=mo)
    take(question, by=nia)
    stays(question, "Nia has taken this question")
    Turn.objects.all().delete()
    Vote.objects.create(thread=question, member=nia)
    stays(question, "1 person said that this is their question too")
    Vote.objects.create(thread=idea, member=nia)
    stays(idea, "1 vote was given")
    Vote.objects.all().delete()
    steer(idea, "planned", by=mo, reason="Soon.")
    stays(idea, "“Planned”")
    page = as_(ben).get(f"/t/{idea.pk}/kind/").content.decode()
    assert "It stays what it is for now" in page and 'type="radio"' not in page
    refused = as_(ben).post(f"/t/{idea.pk}/kind/", {"kind": "discussion"})
    assert refused.status_code == 422 and "Set it back to open first" in refused.content.decode()
    steer(idea, "open", by=mo, reason="Not yet.")
    make_responsible(fresh(idea), nia, by=mo)
    stays(idea, "responsible")
    make_responsible(fresh(idea), None, by=mo)
    become(idea, "discussion", by=ben)
    assert "Not yet." in as_(nia).get(idea.get_absolute_url()).content.decode(), "what was said stays in the thread"


def test_only_kinds_that_the_space_takes_from_this_member(ben: Member, mo: Member, as_: As) -> None:
    space = a_space(kinds=["discussion", "announcement"])
    thread, path = a_thread(space, by=ben), "/t/{}/kind/"
    for kind in ("announcement", "idea", "poem", ""):
        answer = as_(ben).post(path.format(thread.pk), {"kind": kind})
        assert answer.status_code == 422
    assert "takes threads of this kind only" in as_(ben).get(path.format(thread.pk)).content.decode()
    with pytest.raises(NotPossible):
        become(thread, "announcement", by=ben)
    assert as_(mo).post(path.format(thread.pk), {"kind": "announcement"}).status_code == 302
    assert fresh(thread).kind == "announcement"


def test_tags_are_the_ones_written_under_their_own_names(ben: Member, mia: Member, as_: As) -> None:
    thread = a_thread(by=ben, tags=["old", "gone"])
    merge("brew", "tea", by=mia)
    retire("gone", by=mia), retire("away", by=mia)
    client, path = as_(ben), f"/t/{thread.pk}/tags/"
    assert 'value="old, gone"' in client.get(path).content.decode()
    for wrong in ("away", "a" * 41, "no/slash", "a,b,c,d,e,f,g,h,i", "x" * 401):
        answer = client.post(path, {"tags": wrong})
        assert answer.status_code == 422 and wrong in answer.content.decode()
    assert fresh(thread).tags == ["old", "gone"]
    assert client.post(path, {"tags": "#Gone, brew, tea"}).status_code == 302
    assert fresh(thread).tags == ["gone", "tea"]
    assert client.post(path, {"tags": ""}).status_code == 302
    assert (fresh(thread).tags, Activity.objects.filter(verb="thread.tagged").count()) == ([], 2)


def test_the_ways_there_stand_on_the_page_and_no_title_takes_their_place(
    ben: Member, nia: Member, mo: Member, as_: As
) -> None:
    thread = a_thread(by=ben)
    first = thread.posts.get(number=1)
    kind, tags = f'href="/t/{thread.pk}/kind/"', f'href="/t/{thread.pk}/tags/"'
    for member, menu in ((ben, f"/p/{first.pk}/more/"), (mo, thread.get_absolute_url())):
        page = as_(member).get(menu).content.decode()
        assert kind in page and tags in page
    for path in (f"/p/{first.pk}/more/", thread.get_absolute_url()):
        page = as_(nia).get(path).content.decode()
        assert kind not in page and tags not in page
    assert (slug_of("Kind"), slug_of("tags")) == ("kind-", "tags-")


def test_an_introduction_asks_for_a_hello_until_there_is_one(ben: Member, nia: Member, visitor: Any, as_: As) -> None:
    thread = a_thread(a_space(kinds=["intro"]), by=nia, kind="intro")
    words, path = "nobody has said hello yet", thread.get_absolute_url()
    assert words not in as_(nia).get(path).content.decode() and words not in as_(visitor).get(path).content.decode()
    page = as_(ben).get(path).content.decode()
    assert words in page and "Say hello…" in page
    a_post(thread, by=ben)
    assert words not in as_(ben).get(path).content.decode()


def test_who_is_a_moment_late_gives_nothing_to_what_is_another_kind_now(ben: Member, nia: Member, mo: Member) -> None:
    space = a_space()
    question, idea = a_thread(space, by=ben, kind="question"), a_thread(space, by=ben, kind="idea")
    answer = a_post(question, by=nia)
    late = {thread.kind: fresh(thread) for thread in (question, idea)}
    for thread in (question, idea):
        become(thread, "discussion", by=ben)
    late["question"].accept(answer, by=ben)
    vote(late["idea"], by=nia, wanted=True)
    make_responsible(late["idea"], nia, by=mo)
    steer(late["idea"], "planned", by=mo, reason="Soon.")
    assert fresh(question).answer_id is None and not Vote.objects.exists()
    assert (fresh(idea).responsible_id, fresh(idea).status) == (None, "open")
