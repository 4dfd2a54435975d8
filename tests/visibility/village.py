"""Twelve people and everything one of them may hide: one invented word for each object and field."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.template import Template
from django.test import Client, override_settings
from django.utils import timezone
from PIL import Image

from community.chat.models import ChatRoom
from community.chat.opening import open_room
from community.chat.turning import turn
from community.drafts.models import Draft
from community.guides.models import Guide
from community.posts.models import Post, Revision
from community.previews.asking import write_owed
from community.previews.models import Preview
from community.previews.understanding import Understood
from community.search.models import SavedSearch
from community.spaces.models import Space
from community.threads.models import Thread
from community.uploads.models import Upload
from community.uploads.storing import store
from config.lib import limits
from members.activity.relay import deliver_all
from members.groups.models import Group
from members.installation.models import Installation
from members.messages.models import Talk
from members.profiles.models import Member
from tests.factories import a_group, a_member, a_post, a_space, a_thread
from tests.visibility.contested import contested
from tests.visibility.contributed import settle_calls
from tests.visibility.gatherings import gathered
from tests.visibility.kept import kept
from tests.visibility.led import led
from tests.visibility.matters import settle_matters
from tests.visibility.mentored import mentored
from tests.visibility.moderated import moderated
from tests.visibility.own import settle_own
from tests.visibility.planned import planned
from tests.visibility.polls import settle_polls
from tests.visibility.programs import settle_programs
from tests.visibility.recognised import recognised
from tests.visibility.speakers import speakers
from tests.visibility.surveyed import surveyed
from tests.visibility.talks import talks_of
from tests.visibility.weekly import digest_of_the_village
from tests.visibility.written import newsletters_of

if TYPE_CHECKING:
    from config.lib.audience import Viewer

LINK = "https://example.org/behind/"
WORDS = {
    "public_thread": ["zqpubtitle", "zqpubbody", "zqpubtag"],
    "private_space_thread": [
        "zqprivtitle", "zqprivbody", "zqprivreply", "zqprivtag", "zqprivpoll", "zqdecided", "zqideareason",
        "zqoutdated", "zqchatsubject", "zqchatline", "zqprivcard", "zqguidetitle", "zqguidebody",
        "zqguidesource", "zqprivtask", "zqinsidehit", "zqamaname", "zqamaquestion", "zqamaanswer",
        "zqpromised", "zqcontest", "zqentrytitle", "zqentrywords", "zqlettersaid", "zqcallname", "zqcalltitle",
        "zqcalltext", "zqpilottried", "zqpilotname", "zqpilottask", "zqpilotsaid",
    ],
    "private_space_existence": ["zqspacename", "zqspacepurpose", "zqspacetext", "zqkindtemplate"],
    "private_space_member_list": ["zqgroupname", "zqgroupwords", "zqgroupplace"],
    "private_upload": ["zqfilename", "zqalttext"],
    "removed_post": ["zqremoved", "zqhidden", "zqgonepoll", "zqchatremoved", "zqinsidehidden", "zqamahidden",
                     "zqentryhidden"],
    "hidden_revision": ["zqhiddenrevision"],
    "pending_post": ["zqpending", "zqheldpoll", "zqamaheld", "zqentryheld", "zqcallheld"],
    "survey_answers": ["zqsurveysaid"],
    "draft": ["zqdraftbody", "zqdrafttitle", "zqcallunsent", "zqdeclined"],
    "invitation_pending": ["zqinvited", "zqinvitenote"],
    "direct_message": ["zqmessage", "zqtalkname"],
    "member_email": ["zqaddress"],
    "read_state_and_bookmarks": ["zqsavedname", "zqsavedquery", "zqfollowedtag", "zqkeptnote", "zqremindednote"],
    "flag_report": ["zqreportwords"],
    "flag_reporter_identity": ["zqreportername", "zqvisitorname"],
    "moderator_notes": ["zqcasenote", "zqpersonnote", "zqhandover", "zqtemplate", "zqrulename", "zqruleword"],
    "poll_counts_before_close": ["7345612", "7,345,612"],
}  # fmt: skip
"""The words of each object; letters that no language and no code uses."""


@dataclass
class Village:
    """The fixture the table describes; `member` wrote everything that is private."""

    people: dict[str, "Viewer"]
    clients: dict[str, Client] = field(default_factory=dict)
    paths: dict[Any, list[str]] = field(default_factory=dict)
    """By address, what can be asked of it (tests/visibility/walking.py)."""
    open_space: Space = field(init=False)
    space: Space = field(init=False)
    group: Group = field(init=False)
    public: Thread = field(init=False)
    private: Thread = field(init=False)
    removed: Post = field(init=False)
    hidden: Post = field(init=False)
    pending: Post = field(init=False)
    revised: Post = field(init=False)
    upload: Upload = field(init=False)
    preview: Preview = field(init=False)
    draft: Draft = field(init=False)
    muted: Member = field(init=False)
    rooms: list[ChatRoom] = field(init=False)
    talks: list[Talk] = field(init=False)
    saved: SavedSearch = field(init=False)
    guides: list[Guide] = field(init=False)
    """One for all, which names something inside; one inside."""

    def posts(self) -> list[Post]:
        """One post of each sort: open, removed, hidden, held, revised, within the private space."""
        inside = list(self.private.posts.order_by("number"))
        return [self.public.posts.get(number=1), self.removed, self.hidden, self.pending, self.revised, *inside]

    def member(self, role: str) -> Member:
        """Somebody with an account."""
        person = self.people[role]
        assert isinstance(person, Member)
        return person


def picture() -> bytes:
    """A small real picture."""
    out = BytesIO()
    Image.new("RGB", (12, 12), "teal").save(out, "PNG")
    return out.getvalue()


@contextmanager
def a_village(blocker: Any, media: Path, *, delivered: bool = False) -> Iterator[Village]:
    """The village in a transaction that is taken back at the end; `delivered` lets others hear what happened."""
    # Thousands of refusals are expected, and each would be written with all its details.
    logging.disable(logging.CRITICAL)
    try:
        with blocker.unblock(), override_settings(MEDIA_ROOT=media), _thousands_may_ask(), transaction.atomic():
            village = settle()
            if delivered:
                deliver_all()
            yield village
            transaction.set_rollback(True)
    finally:
        logging.disable(logging.NOTSET)


@contextmanager
def _thousands_may_ask() -> Iterator[None]:
    """No limit is ever used up, and nobody keeps a copy of all that each template was given: thousands ask here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "_ask", lambda *_, **__: None)
        patch.setattr(Template, "_render", lambda template, context: template.nodelist.render(context))
        yield


def settle() -> Village:
    """Build the village; ids are so large that no other number on a page is alike."""
    with connection.cursor() as cursor:
        tables = [f"community_{table}" for table in ("thread", "post", "upload", "chatroom", "chatline", "chatstretch")]
        for name in (*tables, "members_talk", "members_message"):
            cursor.execute("SELECT setval(%s, greatest(nextval(%s), 7000000))", [f"{name}_id_seq"] * 2)
    Installation.objects.get_or_create(id=1)
    village = Village(_people())
    _sign_in(village)
    _spaces(village)
    _public(village)
    _private(village)
    settle_own(village)
    settle_polls(village)
    settle_matters(village)
    _chat(village)
    village.guides, village.saved = kept(village)
    village.talks = talks_of(village)
    recognised(village)
    led(village)
    planned(village)
    speakers(village)
    mentored(village)
    settle_programs(village)
    settle_calls(village)
    surveyed(village)
    newsletters_of(village)
    digest_of_the_village(village)
    moderated(village)
    gathered(village)
    contested(village)
    # Suspended today: the session is from before.
    eve = village.member("suspended")
    eve.suspended_until = timezone.now() + timedelta(days=10)
    eve.save(update_fields=["suspended_until"])
    return village


def _people() -> "dict[str, Viewer]":
    old = timezone.now() - timedelta(days=400)
    roles = {"moderator": "moderator", "community_manager": "manager", "admin": "owner"}
    names = [
        "member", "trusted_member", "mentor", "space_host", "moderator", "community_manager", "admin",
        "suspended", "silenced", "another_member",
    ]  # fmt: skip
    people: dict[str, Viewer] = {"anonymous": AnonymousUser(), "new_member": a_member("Newcomer Nia")}
    for name in names:
        email = "zqaddress@example.org" if name == "member" else f"{name}@example.org"
        handle = name.replace("_", "-")
        people[name] = a_member(name.title(), handle=handle, email=email, role=roles.get(name, "member"), joined_at=old)
    silenced = people["silenced"]
    assert isinstance(silenced, Member)
    silenced.silenced_until = timezone.now() + timedelta(days=10)
    silenced.save(update_fields=["silenced_until"])
    return people


def _sign_in(village: Village) -> None:
    for role, person in village.people.items():
        village.clients[role] = Client(raise_request_exception=False)
        if isinstance(person, Member):
            village.clients[role].force_login(person)


def _spaces(village: Village) -> None:
    village.open_space = a_space("Open workshop", purpose="Everybody is welcome")
    inside = [village.member(role) for role in ("member", "trusted_member", "mentor", "suspended", "silenced")]
    said = {"description": "Among us: zqgroupwords", "place": "zqgroupplace"}
    village.group = a_group(*inside, name="Circle zqgroupname", **said)
    village.space = a_space(
        "Back room zqspacename", slug="zqspacename", purpose="zqspacepurpose", description="Rules: zqspacetext",
        kind_templates={"question": "Say zqkindtemplate:"}, group=village.group, hosts=(village.member("space_host"),),
    )  # fmt: skip


def _public(village: Village) -> None:
    author, other = village.member("member"), village.member("another_member")
    thread = a_thread(
        village.open_space, by=author, title="Open matter zqpubtitle", source="Words for all, zqpubbody",
        tags=["zqpubtag"], kind="question",
    )  # fmt: skip
    a_post(thread, by=other, source="A first answer to it")
    village.public = thread
    village.removed = a_post(thread, by=author, source="Taken away: zqremoved")
    village.hidden = a_post(thread, by=author, source="Hidden by the team: zqhidden")
    village.pending = a_post(thread, by=author, source="Not looked at yet: zqpending")
    village.revised = a_post(thread, by=author, source="An old version")
    moderator = village.member("moderator")
    village.removed.delete_softly(by=moderator)
    village.hidden.hide(by=moderator, reason="Rule 2")
    Post.objects.filter(pk=village.pending.pk).update(held_at=timezone.now())
    Revision.objects.create(
        post=village.revised, version=1, source="Earlier words: zqhiddenrevision", author=author,
        hidden_at=timezone.now(),
    )  # fmt: skip
    Post.objects.filter(pk=village.revised.pk).update(version=2, edited_at=timezone.now(), edited_by=author)


def _private(village: Village) -> None:
    author = village.member("member")
    thread = a_thread(
        village.space, by=author, title="Inner matter zqprivtitle", source="Among us: zqprivbody @another-member",
        tags=["zqprivtag"], kind="question",
    )  # fmt: skip
    file = SimpleUploadedFile("zqfilename.png", picture(), "image/png")
    village.upload = store(file, by=author, alt="zqalttext")
    shown = a_post(thread, by=author, source=f"zqprivreply {village.upload.markdown} for @another-member\n\n{LINK}")
    Upload.objects.filter(pk=village.upload.pk).update(post=shown, used_at=timezone.now())
    village.private, village.preview = thread, _card()
    # A link from outside to inside, and a quote that says where it is from.
    a_post(village.public, by=author, source=f"See /t/{thread.pk}/ and /p/{shown.pk}/")


def _card() -> Preview:
    """What was found behind the link, with a picture."""
    preview = Preview.objects.get(address=LINK)
    preview.keep(Understood("zqprivcard", "", "example.org", ""), "zq-picture-of-the-card")
    default_storage.save(preview.path, ContentFile(b"RIFF"))
    write_owed()
    return preview


def _chat(village: Village) -> None:
    """A room in the open with a line that was removed, and one within the private space of which a part is a thread."""
    author, host = village.member("member"), village.member("space_host")
    market = open_room(village.open_space, by=village.member("moderator"), subject="What is on today")
    market.write(by=author, source="Words for all")
    market.write(by=author, source="Taken away: zqchatremoved").delete_softly(by=village.member("moderator"))
    inner = open_room(village.space, by=host, subject="Keys zqchatsubject")
    line = inner.write(by=author, source="Under the mat zqchatline for @another-member")
    turn(inner, line.pk, line.pk, by=host, space=village.space, kind="discussion", title="Kept zqprivtitle")
    village.rooms = [market, inner]
