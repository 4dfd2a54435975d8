"""Choosing how much to hear."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from community.following.choosing import choice_for, choose, level_for
from community.following.models import Follow, Level, Reason
from members.activity.models import Activity
from tests.factories import a_post, a_space, a_thread

if TYPE_CHECKING:
    from community.spaces.models import Space
    from community.threads.models import Thread
    from config.lib.audience import Viewer
    from members.profiles.models import Member

    As = Callable[[Viewer], Client]


def test_a_visitor_is_sent_to_sign_in_and_nothing_is_kept(as_: "As", visitor: "Viewer", thread: "Thread") -> None:
    answer = as_(visitor).post(reverse("follow_thread", args=[thread.pk]), {"level": "everything"})
    assert answer.status_code == 302
    assert not Follow.objects.exists()


def test_what_one_cannot_see_cannot_be_followed(
    as_: "As", nia: "Member", ben: "Member", private_space: "Space"
) -> None:
    hidden = a_thread(private_space, by=ben)
    client = as_(nia)
    for url in (reverse("follow_thread", args=[hidden.pk]), reverse("follow_space", args=[private_space.slug])):
        assert client.post(url, {"level": "everything"}).status_code == 404
    assert not Follow.objects.exists()


def test_a_get_follows_nothing(as_: "As", nia: "Member", thread: "Thread") -> None:
    assert as_(nia).get(reverse("follow_thread", args=[thread.pk]) + "?level=everything").status_code == 405
    assert not Follow.objects.exists()


def test_nobody_follows_themselves(as_: "As", nia: "Member") -> None:
    assert as_(nia).post(reverse("follow_person", args=[nia.handle]), {"level": "everything"}).status_code == 404
    with pytest.raises(ValueError, match="cannot be chosen"):
        choose(nia, Level.EVERYTHING, person=nia)


@pytest.mark.parametrize("level", ["", "all", "EVERYTHING", "x" * 5000, "\0"])
def test_an_unknown_level_is_answered_in_words(as_: "As", nia: "Member", thread: "Thread", level: str) -> None:
    answer = as_(nia).post(reverse("follow_thread", args=[thread.pk]), {"level": level})
    assert answer.status_code == 422
    assert "Choose everything, replies to you, or nothing." in answer.content.decode()
    assert not Follow.objects.exists()


def test_a_choice_is_kept_once_and_recorded_once(as_: "As", nia: "Member", thread: "Thread") -> None:
    client = as_(nia)
    for _ in range(2):
        answer = client.post(reverse("follow_thread", args=[thread.pk]), {"level": "everything"})
        assert answer.status_code == 302
    client.post(reverse("follow_thread", args=[thread.pk]), {"level": "nothing"})
    assert Follow.objects.get().level == Level.NOTHING
    assert Activity.objects.filter(verb="follow.chosen").count() == 2


def test_every_kind_of_thing_can_be_followed(as_: "As", nia: "Member", ben: "Member", thread: "Thread") -> None:
    client = as_(nia)
    urls = [
        reverse("follow_space", args=[thread.space.slug]),
        reverse("follow_tag", args=["rituals"]),
        reverse("follow_person", args=[ben.handle]),
    ]
    for url in urls:
        assert client.post(url, {"level": "everything"}, headers={"HX-Request": "true"}).status_code == 200
    assert level_for(nia, space=thread.space) == Level.EVERYTHING
    assert level_for(nia, tag="rituals") == Level.EVERYTHING
    assert level_for(nia, person=ben) == Level.EVERYTHING
    assert level_for(nia, thread=thread) == Level.REPLIES


def test_the_control_says_why(nia: "Member", thread: "Thread") -> None:
    choice = choice_for(nia, thread=thread)
    assert choice is not None
    assert choice.reason == (
        "You have not chosen anything here. You are told when somebody replies to you or mentions you."
    )
    choose(nia, Level.EVERYTHING, thread=thread)
    choice = choice_for(nia, thread=thread)
    assert choice is not None
    assert choice.reason == "You chose this. You are told of every new reply."
    assert [option.current for option in choice.options] == [True, False, False]


def test_a_visitor_has_no_control(visitor: "Viewer", thread: "Thread") -> None:
    assert choice_for(visitor, thread=thread) is None


def test_who_starts_or_replies_follows_the_thread(
    ben: "Member", nia: "Member", space: "Space", delivered: Callable[[], int]
) -> None:
    thread = a_thread(space, by=ben)
    a_post(thread, by=nia)
    delivered()
    assert Follow.objects.get(member=ben, thread=thread).reason == Reason.STARTED
    assert Follow.objects.get(member=nia, thread=thread).reason == Reason.REPLIED


def test_replying_does_not_undo_what_was_chosen(nia: "Member", thread: "Thread", delivered: Callable[[], int]) -> None:
    choose(nia, Level.NOTHING, thread=thread)
    a_post(thread, by=nia)
    delivered()
    follow = Follow.objects.get(member=nia, thread=thread)
    assert (follow.level, follow.reason) == (Level.NOTHING, Reason.CHOSEN)


def test_following_leads_back_to_where_one_was(as_: "As", nia: "Member", thread: "Thread") -> None:
    client, url = as_(nia), reverse("follow_thread", args=[thread.pk])
    come_from = "http://testserver/t/1/x/?page=2"
    assert client.post(url, {"level": "nothing"}, headers={"Referer": come_from})["Location"] == come_from
    elsewhere = client.post(url, {"level": "replies"}, headers={"Referer": "https://evil.example/"})
    assert elsewhere["Location"] == "/"


@pytest.mark.parametrize("tag", ["a b", "x" * 41, "a<b"])
def test_what_cannot_be_a_tag_is_not_found(as_: "As", nia: "Member", tag: str) -> None:
    assert as_(nia).post(reverse("follow_tag", args=[tag]), {"level": "everything"}).status_code == 404


def test_the_number_of_a_space_that_does_not_exist_answers_like_a_hidden_one(as_: "As", nia: "Member") -> None:
    hidden = a_space("Hidden", visibility="members")
    assert as_(nia).post(reverse("follow_space", args=["nothing-here"]), {"level": "nothing"}).status_code == 404
    assert as_(nia).post(reverse("follow_space", args=[hidden.slug]), {"level": "nothing"}).status_code == 302
