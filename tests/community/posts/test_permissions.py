"""Who may not reply, edit, delete and restore; and then who may."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from community.following.models import Silence
from community.posts.models import Post
from community.posts.permissions import may_delete, may_edit, may_reply, may_restore, may_undo
from community.spaces.models import Space
from community.threads.models import Thread
from members.groups.models import Group
from members.profiles.models import Member
from tests.factories import a_member, a_post, a_space, a_thread


def _fresh(thread: Thread) -> Thread:
    return Thread.objects.select_related("space").get(pk=thread.pk)


def _aged(post: Post, **ago: int) -> Post:
    Post.objects.filter(pk=post.pk).update(created_at=timezone.now() - timedelta(**ago))
    return Post.objects.select_related("thread__space").get(pk=post.pk)


def test_visitors_suspended_and_silenced_members_do_not_reply(
    thread: Thread, visitor: AnonymousUser, eve: Member
) -> None:
    quiet = a_member("Quiet", silenced_until=timezone.now() + timedelta(days=1))
    for viewer in (visitor, eve, quiet):
        assert may_reply(viewer, thread)


def test_a_closed_thread_takes_replies_from_moderators_alone(thread: Thread, ben: Member, mo: Member) -> None:
    host = a_member("Host")
    thread.space.hostings.create(member=host)
    thread.close(by=mo)
    assert may_reply(ben, _fresh(thread)) and may_reply(host, _fresh(thread))
    assert may_reply(mo, _fresh(thread)) is None


def test_an_archived_space_takes_no_replies_at_all(thread: Thread, mo: Member) -> None:
    Space.objects.filter(pk=thread.space_id).update(archived_at=timezone.now())
    assert may_reply(mo, _fresh(thread))


def test_after_the_first_post_was_removed_only_the_team_replies(thread: Thread, nia: Member, mo: Member) -> None:
    Post.objects.get(thread=thread, number=1).delete_softly(by=mo)
    assert may_reply(nia, _fresh(thread))
    assert may_reply(mo, _fresh(thread)) is None


def test_whom_the_author_blocked_does_not_reply(thread: Thread, nia: Member, ben: Member) -> None:
    Silence.objects.create(member=ben, other=nia, blocked=False)
    assert may_reply(nia, thread) is None
    Silence.objects.update(blocked=True)
    assert may_reply(nia, thread)


def test_slow_mode_says_when_the_next_reply_is_possible(thread: Thread, nia: Member, mo: Member) -> None:
    thread.slow_down(600, by=mo)
    a_post(thread, by=nia)
    refusal = may_reply(nia, _fresh(thread))
    assert refusal and refusal.until and 590 <= refusal.retry_after <= 600
    assert may_reply(a_member(), _fresh(thread)) is None


def test_only_hosts_reply_where_the_space_says_so(nia: Member) -> None:
    host = a_member("Host")
    thread = a_thread(a_space(who_replies="hosts", hosts=(host,)))
    assert may_reply(nia, thread)
    assert may_reply(host, thread) is None


def test_nobody_but_the_author_and_the_team_edits(thread: Thread, nia: Member, mo: Member, ben: Member) -> None:
    host = a_member("Host")
    thread.space.hostings.create(member=host)
    post = Post.objects.select_related("thread__space").get(thread=thread, number=1)
    assert may_edit(nia, post) and may_edit(host, post)
    assert may_edit(ben, post) is None and may_edit(mo, post) is None


def test_hosts_of_a_private_space_edit_what_moderators_cannot_see(
    private_space: Space, circle: Group, ben: Member
) -> None:
    host = a_member("Host")
    private_space.hostings.create(member=host)
    post = Post.objects.select_related("thread__space").get(thread=a_thread(private_space, by=ben))
    assert may_edit(host, post) is None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("joined", "open_for", "shut_after"), [(2, {"hours": 23}, {"hours": 25}), (90, {"days": 59}, {"days": 61})]
)
def test_the_own_post_can_be_edited_for_a_time(
    joined: int, open_for: dict[str, int], shut_after: dict[str, int]
) -> None:
    author = a_member(joined_at=timezone.now() - timedelta(days=joined))
    post = a_post(by=author)
    assert may_edit(author, _aged(post, **open_for)) is None
    assert may_edit(author, _aged(post, **shut_after))


def test_a_wiki_post_is_edited_by_members_of_thirty_days(thread: Thread, nia: Member, mo: Member) -> None:
    old = a_member(joined_at=timezone.now() - timedelta(days=31))
    post = Post.objects.select_related("thread__space").get(thread=thread, number=1)
    assert may_edit(old, post)
    post.open_to_members(by=mo)
    assert may_edit(nia, post)
    assert may_edit(old, post) is None
    post.close_to_members(by=mo)
    assert may_edit(old, post)


def test_nobody_deletes_what_somebody_else_wrote(thread: Thread, nia: Member, mo: Member, olli: Member) -> None:
    host = a_member("Host")
    thread.space.hostings.create(member=host)
    post = a_post(thread, by=nia)
    assert all(may_delete(one, post) for one in (host, mo, olli))


def test_what_its_author_deleted_neither_hosts_nor_the_team_restore(thread: Thread, nia: Member, olli: Member) -> None:
    host = a_member("Host")
    thread.space.hostings.create(member=host)
    post = a_post(thread, by=nia)
    post.delete_softly(by=nia)
    assert may_restore(host, post) and may_restore(olli, post)


def test_what_the_team_deleted_before_cases_did_it_restores(
    thread: Thread, nia: Member, mo: Member, ben: Member
) -> None:
    post = a_post(thread, by=nia)
    assert may_delete(ben, post)
    post.delete_softly(by=mo)
    assert may_restore(nia, post) and may_restore(ben, post)
    assert may_restore(mo, post) is None


def test_authors_delete_and_restore_their_own_reply_for_thirty_days(thread: Thread, nia: Member, ben: Member) -> None:
    post = a_post(thread, by=nia)
    assert may_delete(nia, post) is None
    post.delete_softly(by=nia)
    assert may_restore(ben, post)
    assert may_restore(nia, post) is None
    post.deleted_at = timezone.now() - timedelta(days=31)
    assert may_restore(nia, post)


def test_the_first_post_goes_only_with_its_thread(thread: Thread, ben: Member) -> None:
    assert may_delete(ben, Post.objects.select_related("thread__space").get(thread=thread, number=1))


def test_undo_is_for_the_author_for_a_minute_and_before_replies(thread: Thread, nia: Member, ben: Member) -> None:
    post = a_post(thread, by=nia)
    fresh = Post.objects.select_related("thread").get(pk=post.pk)
    assert may_undo(ben, fresh) and may_undo(AnonymousUser(), fresh)
    assert may_undo(nia, fresh) is None
    assert may_undo(nia, _aged(post, seconds=61))
    later = a_post(thread, by=nia)
    a_post(thread, by=ben)
    assert may_undo(nia, Post.objects.select_related("thread").get(pk=later.pk))
