"""Posts as cases are about them; what is hidden is hidden everywhere, and mended by its author alone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from community.posts.models import Post
from community.posts.permissions import may_edit
from community.spaces.models import Space
from community.threads.models import Thread
from community.threads.tagging import set_tags
from config.lib.audience import Viewer
from members.groups.models import Group
from members.profiles.models import Member
from moderation.guidelines.measures import Content, Source
from moderation.review.cases import Case
from moderation.review.deciding import Wanted, decide, undo
from moderation.review.deciding import reverse as take_it_back
from moderation.review.opening import open_case
from moderation.review.subjects import KINDS, Item
from tests.factories import a_member, a_poll, a_post, a_space, a_thread

pytestmark = pytest.mark.django_db
As = Callable[[Viewer], Any]
COVER = "Hidden by moderators"


@pytest.fixture
def thread(space: Space, nia: Member) -> Thread:
    """A thread of nia's with tags."""
    thread = a_thread(space, by=nia, title="Zqtitle of a secret", source="Zqwords of a secret")
    set_tags(thread, ["zqtag"], by=nia)
    return thread


def first_of(thread: Thread) -> Post:
    """The first post, as it stands now."""
    return Post.objects.select_related("thread__space").get(thread=thread, number=1)


def item_of(post: Post) -> Item:
    """The post as a case shows it."""
    return KINDS["post"].many([post.pk])[post.pk]


def decided(post: Post, content: Content, by: Member) -> Any:
    """A decision about a post, made in a case."""
    item = item_of(post)
    return decide(open_case(item, Source.REPORT), Wanted(content=content, version=item.version), by=by)


def test_what_may_not_be_seen_or_is_ones_own_is_not_reported(
    thread: Thread, circle: Group, nia: Member, mo: Member, visitor: AnonymousUser
) -> None:
    kind, first = KINDS["post"], first_of(thread)
    inside = first_of(a_thread(a_space("Zqinside", group=circle), by=a_member("Zoe"), source="Zqprivate"))
    assert kind.reportable(visitor, inside.pk) is None
    assert kind.reportable(mo, inside.pk) is None
    assert kind.reportable(nia, first.pk) is None
    assert kind.reportable(mo, 0) is None
    assert kind.reportable(mo, first.pk) is not None
    assert kind.reportable(visitor, first.pk) is not None
    for act in (first.hold, first.hide):
        act(by=None)
        assert kind.reportable(mo, first.pk) is None
        first.approve(by=None)
        first.unhide(by=None)
    first.delete_softly(by=nia)
    assert kind.reportable(mo, first.pk) is None


def test_a_case_shows_a_post_whatever_became_of_it_with_one_message_on_each_side(
    thread: Thread, ben: Member, nia: Member, mo: Member
) -> None:
    posts = [a_post(thread, by=ben, source=f"Number {n}") for n in range(2, 6)]
    posts[1].hide(by=mo)
    item = KINDS["post"].one(posts[2].pk)
    assert item is not None
    assert (item.title, item.place, item.author) == ("Number 4", "Zqtitle of a secret", ben)
    assert ["Number 2" in item.before[0].html, "Number 5" in item.after[0].html] == [True, True]
    for act, state in (("hold", "held"), ("hide", "hidden"), ("remove", "removed"), ("delete_softly", "deleted")):
        getattr(posts[2], act)(by=ben)
        shown = item_of(posts[2])
        assert (shown.state, shown.text) == (state, "Number 4")
    assert shown.facts["removed"]


def test_a_change_of_text_title_tags_poll_and_picture_makes_another_version(thread: Thread, nia: Member) -> None:
    first, seen = first_of(thread), []
    seen.append(item_of(first).version)
    first.edit(by=nia, source="Other words", version=first.version)
    seen.append(item_of(first).version)
    set_tags(thread, ["other"], by=nia)
    seen.append(item_of(first).version)
    a_poll(first, "One", "Two", question="Zqquestion")
    seen.append(item_of(first).version)
    first.edit(by=nia, source="Other words", version=first.version, title="Another title of it")
    seen.append(item_of(first).version)
    assert len(set(seen)) == 5
    assert item_of(first).version == seen[-1]
    notes = dict(item_of(first).notes)
    assert notes["Tags"] == "other"
    assert notes["Poll"].startswith("Zqquestion")


def test_a_hidden_first_post_takes_title_tags_and_address_along_and_brings_them_back(
    as_: As, thread: Thread, nia: Member, mo: Member, ben: Member, visitor: AnonymousUser
) -> None:
    first = first_of(thread)
    first.hide(by=mo, reason="Rule 1")
    pages = [reverse("home"), thread.space.get_absolute_url(), Thread.objects.get(pk=thread.pk).get_absolute_url()]
    for viewer in (visitor, ben, nia):
        for page in pages:
            answer = as_(viewer).get(page, follow=True).text
            assert "Zqtitle" not in answer, (viewer, page)
            assert "zqtag" not in answer, (viewer, page)
    hidden = Thread.objects.get(pk=thread.pk)
    assert (hidden.title, hidden.tags, hidden.excerpt) == (COVER, [], "")
    assert item_of(first).title == "Zqtitle of a secret"
    assert dict(item_of(first).notes)["Tags"] == "zqtag"
    first.unhide(by=mo)
    shown = Thread.objects.get(pk=thread.pk)
    assert (shown.title, shown.tags, shown.slug) == (thread.title, ["zqtag"], thread.slug)
    assert shown.excerpt.startswith("Zqwords")


def test_what_its_author_deletes_stays_decided_and_comes_back_hidden(thread: Thread, mo: Member, ben: Member) -> None:
    reply = a_post(thread, by=ben, source="Zqreply")
    reply.delete_softly(by=ben)
    decided(reply, Content.HIDE, mo)
    reply.refresh_from_db()
    assert reply.hidden_at
    reply.restore(by=ben)
    assert Post.objects.readable_by(mo).filter(pk=reply.pk).count() == 0


def test_a_hidden_post_is_changed_by_its_author_when_asked_to_and_by_nobody_who_is_silenced(
    thread: Thread, nia: Member, mo: Member, ben: Member
) -> None:
    first = first_of(thread)
    Post.objects.filter(pk=first.pk).update(created_at=timezone.now() - timedelta(days=400))
    first = first_of(thread)
    first.hide(by=mo)
    assert may_edit(nia, first) is not None
    first.ask_for_edit(by=mo)
    assert may_edit(ben, first) is not None
    assert may_edit(nia, first) is None
    nia.silenced_until = timezone.now() + timedelta(days=1)
    assert may_edit(nia, first) is not None
    nia.silenced_until = None
    first.remove(by=mo)
    assert may_edit(nia, first) is not None


def test_what_was_hidden_and_mended_waits_for_a_moderator_and_its_old_words_stay_hidden(
    as_: As, thread: Thread, nia: Member, mo: Member, ben: Member
) -> None:
    first = first_of(thread)
    decided(first, Content.HIDE, mo)
    page = reverse("post_edit", args=[first.pk])
    form = as_(nia).get(page).text
    assert "Zqtitle of a secret" in form
    sent = {"body": "Mended words", "title": "A mended title of it", "version": first_of(thread).version, "reason": ""}
    assert "A moderator will look at it." in as_(nia).post(page, sent, follow=True).text
    first = first_of(thread)
    assert first.hidden_at and first.edit_asked_at is None
    assert Thread.objects.get(pk=thread.pk).title == COVER
    case = Case.objects.open().get()
    assert (case.source, case.severity, case.about) == ("fixed", 1, nia)
    assert may_edit(nia, first) is not None
    decision = decide(case, Wanted(version=item_of(first).version), by=mo)
    first.refresh_from_db()
    assert not first.hidden_at
    assert Thread.objects.get(pk=thread.pk).title == "A mended title of it"
    history = reverse("post_history", args=[first.pk])
    assert "Zqwords" not in as_(ben).get(history).text + as_(nia).get(history).text
    assert "Zqtitle" not in as_(ben).get(history).text
    assert "Zqwords" in as_(mo).get(history).text
    undo(decision, by=mo)
    first.refresh_from_db()
    assert first.hidden_at


def test_asked_for_an_edit_only_it_stays_where_it_is_and_nobody_has_to_look(
    thread: Thread, nia: Member, mo: Member
) -> None:
    first = first_of(thread)
    decided(first, Content.EDIT, mo)
    first.refresh_from_db()
    assert first.edit_asked_at
    first.edit(by=nia, source="Kinder words", version=first.version)
    first.refresh_from_db()
    assert not (first.edit_asked_at or first.hidden_at)
    assert not Case.objects.open().exists()
    assert first.revisions.get().source == "Zqwords of a secret"


def test_an_edit_of_what_was_reported_leaves_a_mark_within_five_minutes_too(thread: Thread, nia: Member) -> None:
    first = first_of(thread)
    first.edit(by=nia, source="Nobody saw this", version=first.version)
    assert not first.revisions.exists()
    open_case(item_of(first), Source.REPORT)
    first.edit(by=nia, source="Never said that", version=first.version)
    assert first.revisions.get().source == "Nobody saw this"


def test_of_what_is_hidden_the_team_alone_reads_earlier_versions_and_of_what_is_removed_the_words(
    as_: As, thread: Thread, ben: Member, mo: Member, nia: Member
) -> None:
    reply = a_post(thread, by=ben, source="Zqfirst")
    reply.edit(by=mo, source="Zqsecond", version=1)
    reply.hide(by=mo)
    history, page = reverse("post_history", args=[reply.pk]), thread.get_absolute_url()
    assert [as_(one).get(history).status_code for one in (nia, ben, mo)] == [404, 404, 200]
    assert "Zqsecond" in as_(ben).get(page).text
    assert "Zqsecond" not in as_(nia).get(page).text
    reply.remove(by=mo)
    for one in (nia, ben):
        assert "Zqsecond" not in as_(one).get(page).text
        assert "Removed by moderators" in as_(one).get(page).text


def test_a_first_post_takes_its_thread_to_another_space_and_back(
    thread: Thread, mo: Member, mia: Member, ben: Member
) -> None:
    other, first = a_space("Somewhere else"), first_of(thread)
    reply = a_post(thread, by=ben)
    assert (other.pk, "Somewhere else") in KINDS["post"].spaces(first.pk, mo)
    assert KINDS["post"].spaces(reply.pk, mo) == []
    item = item_of(first)
    case = open_case(item, Source.REPORT)
    decision = decide(case, Wanted(content=Content.MOVE, to_space_id=other.pk, version=item.version), by=mo)
    assert Thread.objects.get(pk=thread.pk).space_id == other.pk
    take_it_back(decision, by=mia, why="It was fine there")
    assert Thread.objects.get(pk=thread.pk).space_id == thread.space_id
