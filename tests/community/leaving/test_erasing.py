"""Erased means that no word of identity is left: not in any table, not in any file."""

import io
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils import timezone
from PIL import Image

from community.bookmarks.models import Bookmark
from community.chat.models import ChatLine, ChatRoom
from community.drafts.models import Draft
from community.following.models import Follow, Silence
from community.guides.models import Guide
from community.ideas.voting import vote
from community.polls.models import Poll
from community.posts.models import Post
from community.reactions.kinds import kinds
from community.reactions.reacting import react
from community.search.models import POST, SavedSearch, SearchDocument, SearchWord, UnfoundSearch
from community.spaces.models import Space
from community.threads.models import Thread
from community.uploads.storing import store
from community.uploads.using import use_uploads
from config.lib.pictures import read_picture
from members.invitations.models import Application, Invitation, invite
from members.messages.models import Message, MessageReport, Talk
from members.messages.wording import rendered_into
from members.privacy.asking import ask_for_copy
from members.privacy.erasing import erase_due, erase_next
from members.privacy.gathering import make_due
from members.privacy.leaving import leave
from members.privacy.models import Fate, Leaving
from members.profiles.models import FormerHandle, Member
from tests.factories import a_guide, a_member, a_poll, a_post, a_space, a_thread

pytestmark = pytest.mark.django_db

IDENTITY = ["zqanaria", "quxmarsh", "zqoldhandle", "zqaboutword", "zqlineword", "zqplaceword", "zqmail.example"]
"""Name, handles, what the profile says, the address."""
OWN = ["zqmytitle", "zqmyposts", "zqmyearlier", "zqmyline", "zqmyroom", "zqmyguide", "zqmyquestion", "zqmyoption",
       "zqmymessage", "zqmyfile"]  # fmt: skip
"""What was written, where only the words themselves tell who it was."""
PRIVATE = ["zqmydraft", "zqmynote", "zqmysearch", "zqmydeleted", "zqmyinvite", "zqmyapplication", "zqmyunused"]
"""What goes in any case."""


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def picture(colour: str) -> bytes:
    """A small picture."""
    data = io.BytesIO()
    Image.new("RGB", (400, 300), colour).save(data, "PNG")
    return data.getvalue()


def everything(folder: Path) -> dict[str, str]:
    """Every row of every table as text, and every file, by where it stands."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT COALESCE(string_agg(t::text, chr(10)), '') FROM \"{table}\" t")
            found[table] = cursor.fetchone()[0].lower()
    for path in folder.rglob("*"):
        if path.is_file():
            found[str(path)] = f"{path.name} {path.read_bytes().decode('utf-8', 'replace')}".lower()
    return found


def hits(folder: Path, words: list[str]) -> list[str]:
    """Where any of these words stands."""
    return [f"{word} in {place}" for place, text in everything(folder).items() for word in words if word in text]


class Life:
    """Somebody with a life in the community, and what others wrote to and about them."""

    def __init__(self, space: Space, ben: Member) -> None:
        self.ben, self.space = ben, space
        self.ana = ana = a_member(
            "Zqanaria Quxmarsh", handle="zqanaria", email="zqanaria@zqmail.example", line="zqlineword here",
            about="zqaboutword and more", place="zqplaceword", interests=["zqaboutword"],
        )  # fmt: skip
        FormerHandle.objects.create(handle="zqoldhandle", member=ana)
        with transaction.atomic():
            ana.take_photo(read_picture(SimpleUploadedFile("me.png", picture("red")), max_side=640), by=ana)
        self._own()
        self._of_others()
        self._kept_for_them()

    def _own(self) -> None:
        ana, space = self.ana, self.space
        used = store(SimpleUploadedFile("zqmyfile.txt", b"zqmyfile words"), by=ana)
        store(SimpleUploadedFile("zqmyunused.txt", b"zqmyunused words"), by=ana)
        self.thread = a_thread(space, by=ana, title="Zqmytitle of mine", source=f"Zqmyposts.\n\n{used.markdown}")
        self.first = self.thread.posts.get(number=1)
        use_uploads(self.first)
        self.poll = a_poll(self.first, "Zqmyoption one", "Another", question="Zqmyquestion?")
        self.reply = a_post(a_thread(space, by=self.ben), by=ana, source="Zqmyearlier words.")
        Post.objects.update(created_at=timezone.now() - timedelta(hours=1))
        self.reply.refresh_from_db()
        self.reply.edit(by=ana, source="Zqmyposts again.", version=1)
        gone = a_post(self.thread, by=ana, source="Zqmydeleted words.")
        gone.delete_softly(by=ana)
        self.room = ChatRoom.objects.create(space=space, subject="Zqmyroom subject", author=ana)
        self.room.write(by=ana, source="Zqmyline in chat.")
        self.guide = a_guide(space, by=ana, title="Zqmyguide title", source="Zqmyguide words.")
        Draft.objects.create(member=ana, key="new", body="zqmydraft", others=[{"body": "zqmydraft"}])
        Bookmark.objects.create(member=ana, post=self.first, note="zqmynote")
        SavedSearch.objects.create(member=ana, name="zqmysearch", query="zqmysearch")
        invite(by=ana, note="zqmyinvite")
        self.talk = Talk.objects.create(begun_by=ana, name="")
        self.message = message_of(self.talk, ana, "Zqmymessage to you.")
        self.other_idea = a_thread(a_space("Ideas", kinds=["idea"]), by=self.ben, kind="idea")
        vote(self.other_idea, by=ana, wanted=True)
        react(self.other_idea.posts.get(), kinds()[0].emoji, by=ana)

    def _of_others(self) -> None:
        ben, thread = self.ben, self.thread
        said = "Thanks @zqanaria, and Zqanaria Quxmarsh too; @zqoldhandle wrote from zqanaria@zqmail.example."
        quote = f"> @zqanaria in #1:\n> Zqmyposts indeed.\n> Zqmyposts.\n\nBenswords. {said} See /people/zqanaria/."
        self.answer = a_post(thread, by=ben, source=quote)
        pointing = a_thread(
            self.space, by=ben, title="About @zqanaria", source=f"{settings.PUBLIC_URL}{thread.get_absolute_url()}"
        )
        self.pointing = pointing.posts.get()
        assert "Zqmytitle of mine" in self.pointing.html
        self.answer.edit(by=ben, source=f"{quote} Edited.", version=1)
        # Of each thread the address is written out where no link is kept: its title stands in it.
        page = f"{settings.PUBLIC_URL}{self.guide.get_absolute_url()}"
        address = f"{page}. See {settings.PUBLIC_URL}{thread.get_absolute_url()}#p-1 and /t/{thread.pk}/vote/ there."
        self.addressed = self.room.write(by=ben, source=f"Bensaddress. {address}")
        self.addressed_message = message_of(self.talk, ben, f"Bensaddress. {address}")
        Draft.objects.create(member=ben, key="y", body=address, others=[{"body": address}])
        Bookmark.objects.create(member=ben, post=self.first, note=address)
        paths = f"{pointing.get_absolute_url()} {thread.get_absolute_url()}"
        Space.objects.filter(pk=self.space.pk).update(purpose=paths)
        in_a_post = f"{page}history/ and https://elsewhere.example/guides/my-own-{self.guide.pk}/"
        self.guided = a_post(thread, by=ben, source=f"Benspost. {in_a_post}")
        self.guided_guide = a_guide(self.space, by=ben, title="Bens too", source=f"Benswords. {address}")
        self.line = self.room.write(by=ben, source=f"Bensline. {said}")
        self.their_guide = a_guide(self.space, by=ben, title="Bensguide", source=f"Bensguide. {said}")
        Draft.objects.create(member=ben, key="x", body=said, others=[{"body": said}], more={"words": said})
        SavedSearch.objects.create(member=ben, name="Hers", query="by:zqanaria kitchens")
        UnfoundSearch.objects.create(words="zqanaria quxmarsh")
        Space.objects.filter(pk=self.space.pk).update(description=said)
        self.their_message = message_of(self.talk, ben, f"Bensmessage. {said}")
        shown = [{"author": self.ana.pk, "at": "2026-01-01", "html": "<p>Zqmymessage</p>"},
                 {"author": ben.pk, "at": "2026-01-01", "html": self.their_message.html}]  # fmt: skip
        MessageReport.objects.create(message=self.message, reporter=ben, author=self.ana, reason="other", shown=shown)
        Follow.objects.create(member=ben, person=self.ana, level="everything")
        Silence.objects.create(member=self.ana, other=ben)

    def _kept_for_them(self) -> None:
        ana = self.ana
        with transaction.atomic():
            invited = Invitation.objects.create(inviter=self.ben, email=ana.email, used_by=ana, note="For Zqanaria")
        Application.objects.create(
            name=ana.name, email=ana.email, answer="zqmyapplication", invitation=invited, decided_at=timezone.now()
        )
        ask_for_copy(by=ana)
        make_due(60)

    def leave(self, fate: Fate, delivered: Callable[[], int], work: Callable[[], None]) -> None:
        """Leave, and let the fourteen days pass."""
        delivered()
        assert SearchWord.objects.filter(word="zqmyposts").exists()
        leave(self.ana, by=self.ana, fate=fate)
        Leaving.objects.update(due_at=timezone.now() - timedelta(minutes=1))
        work()
        assert Leaving.objects.get().done_at and not erase_next()
        delivered()


def work() -> None:
    """All of it at once."""
    erase_due(60)


def work_and_be_killed() -> None:
    """Each batch is done once by a worker that is killed before it commits, and then by another."""
    while Leaving.objects.open().exists():
        with transaction.atomic():
            assert erase_next()
            transaction.set_rollback(True)
        assert erase_next()


def message_of(talk: Talk, author: Member, source: str) -> Message:
    """A message in a talk."""
    message = Message(talk=talk, author=author)
    rendered_into(message, source)
    message.save()
    return message


@pytest.fixture
def life(space: Space, ben: Member) -> Life:
    return Life(space, ben)


def test_of_somebody_who_erases_everything_no_word_is_left_in_any_table_or_file_though_workers_were_killed(
    life: Life, delivered: Callable[[], int], tmp_path: Path
) -> None:
    before = hits(tmp_path, IDENTITY + OWN + PRIVATE)
    assert {hit.split(" ")[0] for hit in before} == {*IDENTITY, *OWN, *PRIVATE}, "All of it is there to be erased."
    life.leave(Fate.ERASE, delivered, work_and_be_killed)
    assert hits(tmp_path, IDENTITY + OWN + PRIVATE) == []
    life.first.refresh_from_db()
    assert life.first.source == "*These words were erased.*" and life.first.author_id is None
    assert Thread.objects.get(pk=life.thread.pk).title == "These words were erased."
    assert Poll.objects.get().question == "These words were erased."
    assert not Guide.objects.filter(pk=life.guide.pk).exists()
    assert SearchDocument.objects.filter(object_id=life.first.pk, kind=POST).exists(), "The mark can be found."
    # What others said stays, without the name.
    life.answer.refresh_from_db()
    assert "Benswords. Thanks Former member, and Former member too; Former member wrote" in life.answer.source
    assert life.answer.source.startswith("> Former member: *These words were erased.*\n\nBenswords")
    life.pointing.refresh_from_db()
    assert "These words were erased.</a>" in life.pointing.html
    assert ChatLine.objects.get(pk=life.line.pk).source.startswith("Bensline. Thanks Former member,")
    assert Guide.objects.get(pk=life.their_guide.pk).source.startswith("Bensguide. Thanks Former member,")
    assert Message.objects.get(pk=life.their_message.pk).source.startswith("Bensmessage. Thanks Former member,")
    today = f"/t/{life.thread.pk}/these-words-were-erased/#p-1 and /t/{life.thread.pk}/vote/ there."
    for said in (ChatLine.objects.get(pk=life.addressed.pk), Message.objects.get(pk=life.addressed_message.pk)):
        assert said.source.startswith("Bensaddress.") and said.source.endswith(today)
        assert "these-words-were-erased" in said.html
        assert f"/guides/guide-{life.guide.pk}/. See" in said.source
    # Of a guide that is gone, the number stays; an address elsewhere only looks like it.
    life.guided.refresh_from_db()
    elsewhere = f"https://elsewhere.example/guides/my-own-{life.guide.pk}/"
    assert life.guided.source.endswith(f"/guides/guide-{life.guide.pk}/history/ and {elsewhere}")
    assert f"guide-{life.guide.pk}/history/" in life.guided.html
    assert f"/guides/guide-{life.guide.pk}/</a>. See" in Guide.objects.get(pk=life.guided_guide.pk).html
    # Counts are those of the rows that are left.
    life.other_idea.refresh_from_db()
    assert life.other_idea.votes_count == 0 and life.other_idea.posts.get().reactions == {}


def test_of_somebody_whose_words_stay_no_name_is_left(life: Life, delivered: Callable[[], int], tmp_path: Path) -> None:
    life.leave(Fate.KEEP, delivered, work)
    assert hits(tmp_path, IDENTITY + PRIVATE) == []
    life.first.refresh_from_db()
    assert life.first.source.startswith("Zqmyposts.") and life.first.author_id is None
    assert Thread.objects.get(pk=life.thread.pk).title == "Zqmytitle of mine"
    assert Guide.objects.get(pk=life.guide.pk).owner_id is None
    assert not life.reply.revisions.exists()
    life.answer.refresh_from_db()
    assert life.answer.source.startswith("> Former member in #1:\n> Zqmyposts indeed.")
    assert not list((tmp_path / "exports").rglob("*.zip")) and not list((tmp_path / "photos").rglob("*.webp"))
    assert [text for path, text in everything(tmp_path).items() if path.endswith(".txt")], "The file in the post stays."


def test_a_step_that_fails_waits_and_does_not_keep_other_accounts_back(nia: Member, ben: Member) -> None:
    for one in (nia, ben):
        leave(one, by=one, fate=Fate.KEEP)
    Leaving.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    # A photo whose name no storage takes: the step fails each time.
    Member.objects.filter(pk=nia.pk).update(photo="../../outside-160.webp")
    erase_due(60)
    assert Leaving.objects.get(number=ben.pk).done_at
    stuck = Leaving.objects.get(number=nia.pk)
    assert stuck.done_at is None and stuck.attempts == 1 and stuck.retry_at > timezone.now()
    Member.objects.filter(pk=nia.pk).update(photo="")
    Leaving.objects.update(retry_at=timezone.now())
    erase_due(60)
    assert Leaving.objects.get(number=nia.pk).done_at
