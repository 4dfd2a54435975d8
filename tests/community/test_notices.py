"""Who is told of what, and who is not."""

from collections.abc import Callable
from typing import Any

import pytest

from community.following.choosing import choose
from community.following.hearing import seers
from community.following.silencing import silence
from community.reactions.reacting import react
from community.spaces.models import Space
from community.threads.models import Thread
from members.activity.models import Activity
from members.notifications.counting import counts
from members.notifications.models import MailItem, Notification
from members.notifications.notices import NOTICES
from members.notifications.telling import tell
from members.profiles.models import Member
from tests.factories import a_group, a_member, a_post, a_space, a_thread, join

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("uncelebrated")]
Delivered = Callable[[], int]


def told(member: Member) -> list[str]:
    """The kinds of everything a member was told, oldest first."""
    return list(Notification.objects.filter(member=member).order_by("id").values_list("kind", flat=True))


# --- who is not told -----------------------------------------------------------------------------------------------


def test_a_mention_in_a_private_space_does_not_reach_those_outside(
    private_space: Space, ben: Member, nia: Member, mo: Member, delivered: Delivered
) -> None:
    a_thread(private_space, by=ben, source="What would @nia and @mo say?")
    delivered()
    assert told(nia) == told(mo) == []
    assert not MailItem.objects.exists()


def test_nobody_hears_of_their_own_acts(thread: Thread, ben: Member, delivered: Delivered) -> None:
    a_post(thread, by=ben, source="As @ben said, by myself.", reply_to=1)
    delivered()
    assert told(ben) == []


def test_the_suspended_and_those_who_left_are_not_told(
    thread: Thread, ben: Member, nia: Member, eve: Member, delivered: Delivered
) -> None:
    gone = a_member("Gone", is_active=False)
    post = a_post(thread, by=ben, source="Hello @eve and @gone.")
    type(post).objects.filter(pk=post.pk).update(mentioned=[eve.pk, gone.pk])
    delivered()
    assert told(eve) == told(gone) == []


@pytest.mark.parametrize("blocked", [False, True])
def test_who_muted_or_blocked_somebody_is_not_told_what_they_do(
    thread: Thread, ben: Member, nia: Member, delivered: Delivered, blocked: bool
) -> None:
    silence(nia, by=ben, blocked=blocked)
    first = thread.posts.get(number=1)
    a_post(thread, by=nia, source="@ben, see this.")
    react(first, "👍", by=nia, wanted=True)
    delivered()
    assert told(ben) == []


def test_who_wants_to_hear_nothing_of_a_thread_or_a_person_hears_nothing(
    thread: Thread, ben: Member, nia: Member, mia: Member, delivered: Delivered
) -> None:
    choose(ben, "nothing", thread=thread)
    choose(mia, "nothing", person=nia)
    a_post(thread, by=nia, source="@ben and @mia, look.")
    delivered()
    assert told(ben) == told(mia) == []


def test_a_held_post_is_told_once_it_is_approved_and_not_before(
    thread: Thread, ben: Member, nia: Member, mo: Member, delivered: Delivered
) -> None:
    post = a_post(thread, by=nia)
    type(post).objects.filter(pk=post.pk).update(held_at=post.created_at)
    delivered()
    assert told(ben) == []
    post.refresh_from_db()
    post.approve(by=mo)
    delivered()
    assert told(ben) == ["reply"]
    assert Notification.objects.get(member=ben).actors == [nia.pk]


def test_a_deleted_post_is_not_told_and_is_taken_back(
    thread: Thread, ben: Member, nia: Member, delivered: Delivered
) -> None:
    first, second = a_post(thread, by=nia), a_post(thread, by=nia)
    first.delete_softly(by=nia)
    delivered()
    assert Notification.objects.get(member=ben).subjects == [second.pk]
    second.delete_softly(by=nia)
    delivered()
    assert told(ben) == []


def test_what_was_in_a_space_one_has_left_is_neither_shown_nor_counted(
    private_space: Space, circle: Any, ben: Member, nia: Member, as_: Any, delivered: Delivered
) -> None:
    join(circle, nia)
    a_thread(private_space, by=ben, title="The secret of the circle", source="For @nia alone.")
    delivered()
    assert counts(nia)["inbox"] == 1
    assert "secret of the circle" in as_(nia).get("/inbox/").text
    circle.memberships.filter(member=nia).delete()
    nia = Member.objects.get(pk=nia.pk)
    assert counts(nia)["inbox"] == 0
    assert "secret" not in as_(nia).get("/inbox/everything/").text


def test_who_sees_a_space_is_the_same_asked_from_either_side(
    olli: Member, mia: Member, mo: Member, ben: Member, nia: Member
) -> None:
    spaces = [
        a_space("Open"),
        a_space("For members", visibility="members"),
        a_space("Private", group=a_group(ben)),
        a_space("Hosted", group=a_group(), hosts=(nia,)),
    ]
    everybody = [olli, mia, mo, ben, nia]
    for space in spaces:
        seen = {m.pk for m in everybody if Space.objects.visible_to(m).filter(pk=space.pk).exists()}
        assert seers(space, [m.pk for m in everybody]) == seen, space


# --- who is told ---------------------------------------------------------------------------------------------------


def test_the_author_hears_of_a_reply_and_a_follower_of_the_thread_too(
    thread: Thread, ben: Member, nia: Member, mia: Member, delivered: Delivered
) -> None:
    choose(mia, "everything", thread=thread)
    a_post(thread, by=nia)
    delivered()
    assert told(ben) == ["reply"]
    assert told(mia) == ["followed"]


def test_of_several_reasons_the_most_personal_holds(
    thread: Thread, ben: Member, nia: Member, delivered: Delivered
) -> None:
    choose(ben, "everything", thread=thread)
    a_post(thread, by=nia, source="> @ben in #1:\n> Ours falls apart every August.\n\nSo does ours, @ben.", reply_to=1)
    delivered()
    assert told(ben) == ["mention"]


def test_a_quote_in_another_thread_is_told(thread: Thread, ben: Member, nia: Member, delivered: Delivered) -> None:
    first = thread.posts.get(number=1)
    a_thread(thread.space, by=nia, source=f"> @ben in /p/{first.pk}:\n> Ours falls apart every August.\n\nStill true.")
    delivered()
    assert told(ben) == ["quote"]


def test_a_name_added_by_an_edit_is_told_and_nobody_is_told_twice(
    thread: Thread, ben: Member, nia: Member, mia: Member, delivered: Delivered
) -> None:
    post = a_post(thread, by=nia, source="Hello @ben.")
    delivered()
    post.refresh_from_db()
    post.edit(by=nia, source="Hello @ben and @mia.", version=post.version)
    delivered()
    assert told(ben) == ["mention"]
    assert told(mia) == ["mention"]


def test_reactions_are_bundled_and_taken_back(thread: Thread, ben: Member, delivered: Delivered) -> None:
    post = thread.posts.get(number=1)
    members = [a_member(name) for name in ("Anna", "Bo", "Cem", "Dora")]
    for member in members:
        react(post, "👍", by=member, wanted=True)
    react(post, "👍", by=members[0], wanted=False)
    delivered()
    row = Notification.objects.get(member=ben)
    assert sorted(row.people) == sorted(member.pk for member in members[1:])
    react(post, "👍", by=members[0], wanted=True)
    delivered()
    row.refresh_from_db()
    assert NOTICES["reaction"].sentence(["Anna"], len(row.people)) == "Anna and 3 others reacted to your post"


def test_pressing_a_reaction_again_and_again_tells_once(
    thread: Thread, ben: Member, nia: Member, delivered: Delivered
) -> None:
    post = thread.posts.get(number=1)
    for wanted in (True, False, True, False, True):
        react(post, "👍", by=nia, wanted=wanted)
        delivered()
        Notification.objects.filter(member=ben).update(seen_at=post.created_at)
    assert told(ben) == ["reaction"]


@pytest.mark.parametrize("way", ["space", "person", "tag"])
def test_a_new_thread_is_told_to_those_who_follow_its_space_its_tag_or_its_author(
    space: Space, ben: Member, nia: Member, delivered: Delivered, way: str
) -> None:
    what: dict[str, Any] = {"space": space, "person": nia, "tag": "rotas"}
    choose(ben, "everything", **{way: what[way]})
    a_thread(space, by=nia, tags=["rotas"])
    delivered()
    assert told(ben) == [{"space": "thread_in_space", "person": "thread_by_person", "tag": "thread_with_tag"}[way]]


def test_an_accepted_answer_is_told_to_its_author_and_to_followers(
    space: Space, ben: Member, nia: Member, mia: Member, delivered: Delivered
) -> None:
    question = a_thread(space, by=ben, kind="question")
    answer = a_post(question, by=nia)
    choose(mia, "everything", thread=question)
    delivered()
    Notification.objects.all().delete()
    question.accept(answer, by=ben)
    delivered()
    assert told(nia) == ["accepted"]
    assert told(mia) == ["answered"]


# --- exactly once --------------------------------------------------------------------------------------------------


def test_an_activity_that_is_delivered_twice_tells_once(
    thread: Thread, ben: Member, nia: Member, delivered: Delivered
) -> None:
    a_post(thread, by=nia, source="Hello @ben.")
    delivered()
    for activity in Activity.objects.filter(verb="post.created"):
        tell(activity)
    assert Notification.objects.get(member=ben).count == 1
    assert MailItem.objects.filter(member=ben).count() == 1


def test_every_kind_says_why_in_a_sentence() -> None:
    for notice in NOTICES.values():
        assert str(notice.why).endswith("."), notice.key
        assert "%(who)s" not in notice.sentence(["Anna"], 1)
        assert notice.label
