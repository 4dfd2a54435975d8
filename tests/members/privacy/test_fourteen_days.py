"""The fourteen days: others see a former member, the owner is told once more, and everything comes back as it was."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from community.bookmarks.models import Bookmark
from community.chat.models import ChatRoom
from community.following.models import Follow
from community.reactions.kinds import kinds
from community.reactions.reacting import react
from members.messages.models import TalkSeat
from members.messages.submitting import submit_first
from members.privacy.asking import ask_for_copy
from members.privacy.erasing import erase_due
from members.privacy.gathering import make_due
from members.privacy.leaving import come_back, leave, warn_ending
from members.privacy.models import Fate, Leaving
from members.profiles.models import Member
from tests.factories import a_guide, a_member, a_post, a_thread

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives

    from community.spaces.models import Space
    from members.groups.models import Group

pytestmark = pytest.mark.django_db
Letters = Callable[[], "list[EmailMultiAlternatives]"]
WHO = ["zqanaria", "zqlineword", "zqaboutword", "zqplaceword", "zq-160.webp"]
"""What tells who it is; the handle is another word, because it stands in what others wrote."""


@pytest.fixture
def ana(db: None) -> Member:
    """Somebody with a profile and a photo."""
    return a_member(
        "Zqanaria", handle="somebody", line="zqlineword", about="zqaboutword", place="zqplaceword",
        interests=["zqaboutword"], photo="photos/zq-160.webp",
    )  # fmt: skip


def places(ana: Member, ben: Member, space: "Space", circle: "Group") -> list[str]:
    """Pages on which ana is drawn, for ben."""
    thread = a_thread(space, by=ana, title="How we share the shed", kind="question")
    answer = a_post(thread, by=ben, source="By a list at the door.")
    a_post(thread, by=ana, source="Thank you.", reply_to=answer.number)
    react(answer, kinds()[0].emoji, by=ana)
    Bookmark.objects.create(member=ben, post=thread.posts.get(number=1))
    Follow.objects.create(member=ben, person=ana, level="everything")
    room = ChatRoom.objects.create(space=space, subject="The door", author=ana)
    room.write(by=ana, source="Is it open?")
    guide = a_guide(space, by=ana, title="The shed")
    circle.add(ana, by=ben)
    talk = submit_first([ana], by=ben, source="Hello there").talk
    TalkSeat.objects.get(talk=talk, member=ana).accept(by=ana)
    submit_first([ben], by=ana, source="Hello to you")
    listed = ["home", "latest", "unanswered", "inbox", "people", "saved", "guides", "messages", "about"]
    things: list[Any] = [thread, space, room, guide, talk]
    people = reverse("messages_people", args=[talk.pk])
    return [*map(reverse, listed), *(thing.get_absolute_url() for thing in things), people, "/search/?q=shed"]


def test_nobody_sees_who_it_was_and_all_of_it_comes_back(
    as_: Any, ana: Member, ben: Member, visitor: Any, space: "Space", circle: "Group", delivered: Any
) -> None:
    before = Member.objects.filter(pk=ana.pk).values().get()
    pages = places(ana, ben, space, circle)
    delivered()
    reader, stranger = as_(ben), as_(visitor)

    def told(pages: list[str]) -> str:
        seen = [reader.get(page).text for page in pages]
        return "\n".join([*seen, *(stranger.get(page).text for page in pages if page.startswith("/t/"))]).lower()

    some = [page for page in pages if page.startswith(("/t/", "/messages/", "/people/"))]
    assert "zqanaria" in told(some)
    leaving = leave(ana, by=ana, fate=Fate.KEEP)
    delivered()
    closed = told(pages)
    assert [word for word in WHO if word in closed] == []
    assert "former member" in closed
    assert 'href="/people/somebody/"' not in closed, "No link leads to a page that is gone."
    assert reader.get("/people/somebody/").status_code == 404
    assert come_back(leaving)
    delivered()
    assert Member.objects.filter(pk=ana.pk).values().get() == before
    again = told(some)
    assert all(word in again for word in ("zqanaria", "zq-80.webp"))


def test_the_way_back_is_open_for_fourteen_days_and_told_once_more_three_days_before(
    nia: Member, letters: Letters
) -> None:
    leaving = leave(nia, by=nia, fate=Fate.ERASE)
    start, told = leaving.due_at - timedelta(days=14), []
    for day in (0.1, 10.9, 11.1, 11.2, 13.99):
        with time_machine.travel(start + timedelta(days=day), tick=False):
            warn_ending()
            assert erase_due(5) == 0
            told.append(len(letters()))
    assert told == [1, 1, 2, 2, 2]
    assert "Take my account back" in letters()[-1].body and "do nothing" in letters()[-1].body
    with time_machine.travel(start + timedelta(days=14, seconds=1), tick=False):
        warn_ending()
        assert not come_back(leaving)
        assert erase_due(30) > 1
        assert not Member.objects.filter(pk=nia.pk).exists()
        assert [letter.subject.split(" is ")[1].split(" on ")[0] for letter in letters()] == [
            "closed", "deleted", "deleted",
        ]  # fmt: skip


def test_who_came_back_is_not_warned_and_an_old_letter_opens_no_later_leaving(
    as_: Any, nia: Member, letters: Letters
) -> None:
    start = timezone.now()
    first = leave(nia, by=nia, fate=Fate.KEEP)
    old = next(word for word in letters()[-1].body.split() if "/signin/return/" in word)
    path = old[old.index("/signin") :]
    come_back(first)
    with time_machine.travel(start + timedelta(days=12)):
        warn_ending()
        assert len(letters()) == 1
        nia.refresh_from_db()
        leave(nia, by=nia, fate=Fate.KEEP)
        client = as_(a_member())
        assert client.get(path).status_code == 404
        client.post(path)
        assert Leaving.objects.open().exists()


def test_a_copy_waits_for_whoever_comes_back(as_: Any, nia: Member, tmp_path: Any, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    export = ask_for_copy(by=nia)
    leaving = leave(nia, by=nia, fate=Fate.KEEP)
    make_due(60)
    path = reverse("settings_data_file", args=[export.secret])
    assert as_(nia).get(path).status_code == 302
    come_back(leaving)
    nia.refresh_from_db()
    assert as_(nia).get(path).status_code == 200
