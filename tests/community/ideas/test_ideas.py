"""Ideas: one vote each out of a budget, a status with its reason, boards and the roadmap by who may see what."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.following.models import Follow, Level
from community.ideas.board import quarter, roadmap
from community.ideas.budget import set_votes_each
from community.ideas.models import StatusChange, Vote
from community.ideas.steering import make_responsible, steer
from community.ideas.voting import NoVoteLeft, open_votes, vote, votes_left
from community.threads.models import Thread
from members.activity.models import Activity
from members.notifications.models import Notification
from tests.factories import a_member, a_post, a_thread

if TYPE_CHECKING:
    from community.spaces.models import Space
    from config.lib.audience import Viewer
    from members.profiles.models import Member

    As = Callable[[Viewer], Client]


def an_idea(space: "Space", **fields: Any) -> Thread:
    return a_thread(space, by=fields.pop("by", None) or a_member(), kind="idea", **fields)


def fresh(thread: Thread) -> Thread:
    return Thread.objects.get(pk=thread.pk)


def test_who_may_not_vote_is_told_why_and_nothing_is_counted(
    as_: "As", space: "Space", private_space: "Space", visitor: "Viewer", nia: "Member", eve: "Member", ben: "Member",
    mo: "Member",
) -> None:  # fmt: skip
    idea, inner, talk = an_idea(space), an_idea(private_space), a_thread(space)
    question, closed = a_thread(space, by=nia, kind="question"), an_idea(space)
    closed.close(by=mo)
    shipped = an_idea(space)
    steer(shipped, "shipped", by=mo, reason="There it is.")
    path = {
        thread: reverse("thread_vote", args=[thread.pk]) for thread in (idea, inner, talk, question, closed, shipped)
    }
    assert as_(visitor).post(path[idea]).status_code == 302
    assert as_(eve).post(path[idea]).status_code == 403  # they are told until when
    assert [as_(nia).post(path[one]).status_code for one in (inner, talk, question, closed, shipped)] == [
        404,
        *[403] * 4,
    ]
    assert as_(nia).get(path[idea]).status_code == 405
    assert not Vote.objects.exists()
    assert as_(ben).post(path[question], {"wanted": "yes"}).status_code == 302
    assert as_(nia).post(path[idea]).status_code == 302
    assert as_(nia).post(path[idea], {"wanted": "yes"}).status_code == 302
    assert fresh(idea).votes_count == 1
    part = as_(nia).post(path[idea], {"wanted": "no"}, headers={"HX-Request": "true"}).content.decode()
    assert 'aria-pressed="false"' in part and "<html" not in part
    assert fresh(idea).votes_count == 0


def test_the_budget_comes_back_when_an_idea_is_finished_or_gone(space: "Space", nia: "Member", mo: "Member") -> None:
    set_votes_each(3, by=mo)
    ideas = [an_idea(space) for _ in range(5)]
    for idea in ideas[:3]:
        vote(idea, by=nia, wanted=True)
    with pytest.raises(NoVoteLeft, match="Your 3 votes"):
        vote(ideas[3], by=nia, wanted=True)
    vote(a_thread(space, kind="question", by=mo), by=nia, wanted=True)
    steer(ideas[0], "shipped", by=mo, reason="Done.")
    assert votes_left(nia) == 1
    steer(ideas[1], "declined", by=mo, reason="Too much for us.")
    ideas[2].delete_softly(by=mo)
    assert votes_left(nia) == 3
    assert [fresh(idea).votes_count for idea in ideas[:3]] == [1, 1, 1]
    steer(fresh(ideas[1]), "open", by=mo, reason="We thought again.")
    assert votes_left(nia) == 2
    set_votes_each(1, by=mo)
    assert votes_left(nia) == 0


@pytest.mark.django_db(transaction=True)
def test_a_hundred_votes_at_once_spend_no_more_than_the_budget(space: "Space", nia: "Member") -> None:
    ideas = [an_idea(space) for _ in range(25)]
    sent = [(idea, True) for idea in ideas] * 3 + [(idea, False) for idea in ideas]

    def one(what: tuple[Thread, bool]) -> int:
        idea, wanted = what
        try:
            vote(idea, by=nia, wanted=wanted)
        except NoVoteLeft:
            return 1
        finally:
            connection.close()
        return 0

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(one, [(idea, True) for idea in ideas]))
        assert open_votes(nia).count() == 10
        list(pool.map(one, sent))
        others = [a_member() for _ in range(12)]
        list(pool.map(lambda member: _vote(ideas[0], member), others))
    assert open_votes(nia).count() <= 10
    for idea in ideas:
        assert fresh(idea).votes_count == Vote.objects.filter(thread=idea).count()
    assert Vote.objects.filter(thread=ideas[0]).exclude(member=nia).count() == 12


def _vote(idea: Thread, member: "Member") -> None:
    try:
        vote(idea, by=member, wanted=True)
    finally:
        connection.close()


def test_each_change_is_told_once_to_voters_and_followers_and_stands_in_the_thread(
    as_: "As", space: "Space", mo: "Member", nia: "Member", ben: "Member", delivered: Callable[[], int]
) -> None:
    idea, path = an_idea(space, by=ben, title="A dry run for the rota"), "idea_status"
    vote(idea, by=nia, wanted=True)
    follower = a_member("Fay")
    Follow.objects.create(member=follower, thread=idea, level=Level.EVERYTHING)
    delivered()
    where = reverse(path, args=[idea.pk])
    assert as_(ben).get(where).status_code == 403
    assert as_(ben).post(where, {"status": "shipped", "reason": "Mine"}).status_code == 403
    wrong = as_(mo).post(where, {"status": "planned", "reason": " "})
    assert wrong.status_code == 422 and "Say why" in wrong.content.decode()
    assert as_(mo).post(where, {"status": "open", "reason": "x"}).status_code == 422
    a_post(idea, by=ben)
    for status in ("planned", "planned", "shipped", "planned"):
        as_(mo).post(where, {"status": status, "reason": f"Because it is {status}"})
        delivered()
        Notification.objects.update(seen_at=timezone.now())
    told = Notification.objects.filter(kind="idea_moved")
    assert {pk: told.filter(member=pk).count() for pk in (nia.pk, follower.pk, ben.pk, mo.pk)} == {
        nia.pk: 3, follower.pk: 3, ben.pk: 3, mo.pk: 0
    }  # fmt: skip
    page = as_(nia).get(f"{idea.get_absolute_url()}?page=1").content.decode()
    assert page.index('id="p-2"') < page.index("Because it is planned") < page.index("Because it is shipped")
    assert StatusChange.objects.filter(thread=idea).count() == 3
    inbox = as_(nia).get("/inbox/").content.decode()
    assert "what becomes of an idea" in inbox and "Because it is planned" in inbox


def test_somebody_who_sees_the_idea_is_responsible(
    as_: "As", private_space: "Space", mia: "Member", ben: "Member"
) -> None:
    idea = an_idea(private_space, by=ben)
    where = reverse("idea_give", args=[idea.pk])
    stranger = a_member("Ann")
    assert as_(ben).post(where, {"handle": "ben"}).status_code == 403
    refused = as_(mia).post(where, {"handle": stranger.handle})
    assert refused.status_code == 422 and stranger.handle in refused.content.decode()
    assert as_(mia).post(where, {"handle": "@Ben"}).status_code == 302
    assert fresh(idea).responsible == ben
    assert "Ben is responsible" in as_(ben).get(idea.get_absolute_url()).content.decode()
    make_responsible(fresh(idea), None, by=mia)
    assert Activity.objects.filter(verb="idea.given_to").count() == 2


def test_boards_and_roadmap_show_what_the_reader_sees_and_finished_last(
    as_: "As", space: "Space", private_space: "Space", visitor: "Viewer", ben: "Member", nia: "Member", mo: "Member",
    mia: "Member",
) -> None:  # fmt: skip
    few, many, done = an_idea(space), an_idea(space), an_idea(space)
    inner, gone = an_idea(private_space, by=ben), an_idea(space)
    gone.delete_softly(by=mo)
    for idea, voters in ((few, 1), (many, 2), (done, 3)):
        for _ in range(voters):
            vote(idea, by=a_member(), wanted=True)
    for idea, status in ((done, "shipped"), (many, "planned"), (inner, "progress")):
        steer(fresh(idea), status, by=mia, reason="So it is.")
    old = an_idea(space)
    steer(old, "shipped", by=mia, reason="Long ago.")
    Thread.objects.filter(pk=old.pk).update(status_at=quarter() - timedelta(days=1))

    def shown(viewer: "Viewer", path: str) -> list[str]:
        page = as_(viewer).get(path).content.decode()
        known = sorted((page.find(f">{one.title}<"), one.title) for one in (few, many, done, inner, gone, old))
        return [title for place, title in known if place >= 0]

    assert shown(visitor, "/ideas/") == [many.title, few.title, done.title, old.title]
    assert shown(nia, "/ideas/?sort=new") == [many.title, few.title, old.title, done.title]
    assert shown(nia, "/ideas/?status=planned") == [many.title]
    assert shown(nia, "/ideas/?status=nonsense&sort=x&page=99") == shown(nia, "/ideas/")
    assert inner.title in shown(ben, "/ideas/")
    assert shown(ben, reverse("space_ideas", args=[private_space.slug])) == [inner.title]
    assert as_(nia).get(reverse("space_ideas", args=[private_space.slug])).status_code == 404
    assert shown(visitor, "/roadmap/") == [many.title, done.title]
    assert shown(ben, "/roadmap/") == [many.title, inner.title, done.title]
    assert [len(column.ideas) for column in roadmap(nia)] == [1, 0, 1]


def test_a_board_asks_the_same_for_two_ideas_and_for_twenty(as_: "As", space: "Space", nia: "Member") -> None:
    from tests.house.test_query_budgets import queries

    for _ in range(2):
        an_idea(space)
    few = len(queries(as_(nia), "/ideas/"))
    for _ in range(17):
        vote(an_idea(space), by=a_member(), wanted=True)
    assert len(queries(as_(nia), "/ideas/")) == few <= 12


def test_only_the_owner_sets_how_many_votes_there_are(as_: "As", olli: "Member", mia: "Member", nia: "Member") -> None:
    where = reverse("settings_votes")
    assert as_(mia).post(where, {"votes_each": 5}).status_code == 403
    assert as_(olli).post(where, {"votes_each": 0}).status_code == 422
    assert as_(olli).post(where, {"votes_each": 5}).status_code == 302
    assert votes_left(nia) == 5
    assert 'value="5"' in as_(olli).get(reverse("settings_ideas")).content.decode()
