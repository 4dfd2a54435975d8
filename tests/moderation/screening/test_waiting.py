"""Whoever is held reads why: the rule's own words, the guideline, that a rule did it, and by when a human looks."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from community.chat.models import ChatRoom
from community.chat.submitting import submit_line
from community.composing.submitting import submit_reply
from community.polls.models import Poll
from community.posts.models import Post
from members.profiles.refusing import moment_words
from moderation.guidelines.models import Guidelines, Rule
from moderation.review.cases import Case
from moderation.screening.waiting import things_of, waiting_of
from tests.moderation.screening.ruling import a_rule

WORDS = {"words": {"words": "casino"}}
SAID = "A word about the casino."


def test_others_read_nothing_of_it(as_, thread, ben, nia, mia):
    a_rule(mia, WORDS, action="hold", message="Games need a second look.")
    submit_reply(thread, by=ben, source=SAID, key="")
    assert "Games need a second look." not in as_(nia).get(thread.get_absolute_url()).content.decode()
    assert things_of(nia) == []


def test_it_says_why_and_by_when_on_the_post_after_posting_and_on_the_page_of_ones_standing(as_, thread, ben, mia):
    latest = Guidelines.objects.create(number=99, published_at=timezone.now())
    Rule.objects.create(guidelines=latest, number="7.1", key="gambling", title="No gambling")
    a_rule(mia, WORDS, action="hold", message="Games need a second look.", guideline="gambling")
    client = as_(ben)
    after = client.post(reverse("thread_reply", args=[thread.pk]), {"body": SAID}, follow=True).content.decode()
    due = f"A moderator looks at it by {moment_words(Case.objects.get().due_at)}."
    for page in (after, client.get(thread.get_absolute_url()).content.decode(),
                 client.get(reverse("standing")).content.decode()):  # fmt: skip
        assert "Games need a second look." in page and "7.1 No gambling" in page
        assert "A rule did this, not a human." in page and due in page


def test_what_is_late_says_so(thread, ben, mia):
    a_rule(mia, WORDS, action="hold")
    post = submit_reply(thread, by=ben, source=SAID, key="")
    Case.objects.update(due_at=timezone.now() - timedelta(hours=1))
    sentences = waiting_of("post", [post.pk])[post.pk].sentences
    assert "should have looked at it by" in sentences[-1]


def test_a_guideline_that_is_gone_is_not_named(thread, ben, mia):
    a_rule(mia, WORDS, action="hold", message="Look.", guideline="never-was")
    post = submit_reply(thread, by=ben, source=SAID, key="")
    (reason,) = waiting_of("post", [post.pk])[post.pk].reasons
    assert (reason.words, reason.rule, reason.matched) == ("Look.", None, ("casino",))


def test_a_line_of_chat_says_why_it_waits(as_, space, ben, mia):
    a_rule(mia, WORDS, action="hold", message="Games need a second look.")
    room = ChatRoom.objects.create(space=space, subject="Tea", author=mia)
    submit_line(room, by=ben, source=SAID, key="")
    assert "Games need a second look." in as_(ben).get(room.get_absolute_url()).content.decode()


def test_what_was_decided_waits_no_more(thread, ben, mia):
    a_rule(mia, WORDS, action="hold")
    post = submit_reply(thread, by=ben, source=SAID, key="")
    assert [one.item.pk for one in things_of(ben)] == [post.pk]
    Post.objects.filter(pk=post.pk).update(held_at=None)
    assert things_of(ben) == []


def test_the_words_of_a_poll_are_screened_with_the_post_and_later(as_, thread, ben, mia):
    a_rule(mia, WORDS, action="hold")
    poll = {"poll-question": "Where to?", "poll-options": "The casino\nThe garden", "poll-kind": "single",
            "poll-results": "voted", "poll-secrecy": "secret"}  # fmt: skip
    client = as_(ben)
    client.post(reverse("thread_reply", args=[thread.pk]), {"body": "Let us vote."} | poll)
    first = Post.objects.get(author=ben, number=2)
    assert first.held_at is not None and Poll.objects.filter(post=first).exists()
    client.post(reverse("thread_reply", args=[thread.pk]), {"body": "Let us vote again."})
    second = Post.objects.get(author=ben, number=3)
    client.post(reverse("poll_new", args=[second.pk]), poll)
    second.refresh_from_db()
    assert second.held_at is not None


def test_a_poll_that_is_blocked_is_not_opened_and_can_be_objected_to(as_, thread, ben, mia):
    a_rule(mia, WORDS, action="block", message="No gambling here.")
    post = submit_reply(thread, by=ben, source="Let us vote.", key="")
    poll = {"poll-question": "Where to?", "poll-options": "The casino\nThe garden", "poll-kind": "single",
            "poll-results": "voted", "poll-secrecy": "secret"}  # fmt: skip
    client, address = as_(ben), reverse("poll_new", args=[post.pk])
    answer = client.post(address, poll)
    assert answer.status_code == 422 and "The garden" in answer.content.decode()
    assert not Poll.objects.exists()
    form = answer.content.decode().partition('name="insist"')[0].rpartition("<form")[2]
    assert '<button type="submit" hidden></button>' in form, "Enter presses the first button: not the one that insists"
    client.post(address, poll | {"insist": answer.context["refusal"].token})
    post.refresh_from_db()
    assert post.held_at is not None and Poll.objects.filter(post=post).exists()
