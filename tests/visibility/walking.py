"""Walks every address as somebody, with everything an address may be asked for, and keeps every byte it gets."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from http.cookies import SimpleCookie
from itertools import product
from typing import Any
from urllib.parse import urlencode

from django.core.cache import cache
from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from members.digest.models import Digest, DigestNote
from members.digest.opening import reading_token
from members.duties.models import Duty
from members.experiments.models import Experiment
from members.invitations.batches import InvitationBatch
from members.invitations.models import Invitation
from members.journeys.models import Journey, JourneyMessage, Run
from members.journeys.receivers import Receiver
from members.mentoring.models import CheckIn, Mentorship
from members.profiles.models import Member
from members.recognition.badges import Badge, BadgeAward
from members.recognition.models import LevelGrant, Nomination
from members.recognition.thanks import Thanks
from members.segments.models import Segment
from programs.events.models import slug_of
from programs.series.occurrences import Occurrence
from programs.series.texts import BankText
from tests.house.source import Address, addresses
from tests.visibility.asking import QUERIES
from tests.visibility.calendars import calendar_token
from tests.visibility.cases import CLAIMS, OF_MODERATION, reported_thing, tokens_of_cases
from tests.visibility.contributed import OF_CALLS
from tests.visibility.happening import OF_ROOM, occurrences, programs
from tests.visibility.matrix import sees, sees_reported
from tests.visibility.moderated import OF_CASES
from tests.visibility.programs import OF_PROGRAMS
from tests.visibility.speakers import NOBODY, OF_SPEAKERS
from tests.visibility.village import WORDS, Village

OUTSIDE = ["anonymous", "new_member", "moderator", "suspended", "another_member"]
"""Who may not know of the private space."""

FRAGMENT = {"HX-Request": "true"}
_ALL = [*(word for words in WORDS.values() for word in words), *OF_CASES]
_LENT = {"/moderate/escalations/": {"zqescalated", "zqabovewhy"}, "/report/receipt/": {"zqvisitorwords"}} | {
    "/calendar/mine/": {"zqprivtitle", "zqprivbody"}
}
"""What whoever has an address nobody can guess may read there."""
_CASE = re.compile(r"^/moderate/(?:appeals/|decisions/)?\d+/")
_WRITES = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"')
_ASKS_ONLY = re.compile(r"\s*(?:SELECT|SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT)\b")
_MAY_BE_WORDS = re.compile("|".join([r"zq\S*", *(re.escape(word) for word in _ALL if not word.startswith("zq"))]))
_LINK = re.compile(rb"""(?:href|src|hx-get|data-url|content)=["'](/[^"'#\s]*)""")

Values = Callable[[Village], list[Any]]


def _tokens_of(digest: Digest) -> list[str]:
    """What stops digests, and what opens this one."""
    return [digest.token, reading_token(digest, digest.member)]


UNMADE = "receipt application notification session device report"
ARGUMENTS: dict[str, Values] = {
    **{word if word == "pk" else f"{word}_id": lambda v: [NOBODY] for word in UNMADE.split()},
    **{word: lambda v: ["nothing-here"] for word in ("code", "key", "subscriber", "uidb36")},
    "thread_id": lambda v: [v.public.pk, v.private.pk],
    "saved_id": lambda v: [v.saved.pk, NOBODY],
    "guide_slug": lambda v: [guide.address for guide in v.guides],
    "slug": lambda v: [*Badge.objects.values_list("slug", flat=True), v.space.slug, v.open_space.slug, v.group.slug],
    "number": lambda v: [1, 3],
    "room_id": lambda v: [room.pk for room in reversed(v.rooms)],
    "line_id": lambda v: [room.lines.earliest("pk").pk for room in reversed(v.rooms)],
    "talk_id": lambda v: [talk.pk for talk in v.talks],
    "message_id": lambda v: [talk.messages.earliest("pk").pk for talk in v.talks],
    "stretch_id": lambda v: [v.rooms[1].stretches.get().pk],
    "post_id": lambda v: [post.pk for post in v.posts()],
    "version": lambda v: [1],
    **OF_MODERATION,
    "segment_id": lambda v: [Segment.objects.earliest("pk").pk, NOBODY],
    "program_id": lambda v: programs(v, ""),
    "occurrence_id": lambda v: occurrences(v, ""),
    "plan_key": lambda v: ["quarter", "nothing-here"],
    "calendar_token": lambda v: ["nothing-here", calendar_token(v)],
    "text_id": lambda v: list(BankText.objects.order_by("pk").values_list("pk", flat=True)),
    "member_id": lambda v: [v.member("community_manager").pk],
    "title": lambda v: ["prompt-matter", "anything"],
    "duty_id": lambda v: list(Duty.objects.order_by("pk").values_list("pk", flat=True)),
    "experiment_id": lambda v: [Experiment.objects.get().pk, NOBODY],
    "step": lambda v: [2, 4],
    "journey_id": lambda v: [Journey.objects.get().pk, NOBODY],
    "step_id": lambda v: ["hello", "asks", "gone"],
    "run_id": lambda v: [Run.objects.get().pk, NOBODY],
    "letter_id": lambda v: [JourneyMessage.objects.get().pk, NOBODY],
    "receiver_id": lambda v: [Receiver.objects.get().pk, NOBODY],
    "thanks_id": lambda v: [Thanks.objects.earliest("pk").pk, NOBODY],
    "badge_id": lambda v: [Badge.objects.earliest("pk").pk, NOBODY],
    "award_id": lambda v: [BadgeAward.objects.earliest("pk").pk, NOBODY],
    "nomination_id": lambda v: [Nomination.objects.earliest("pk").pk, NOBODY],
    "grant_id": lambda v: [LevelGrant.objects.earliest("pk").pk, NOBODY],
    **OF_SPEAKERS,
    **OF_PROGRAMS,
    **OF_CALLS,
    "mentorship_id": lambda v: [Mentorship.objects.get().pk, NOBODY],
    "check_in_id": lambda v: [CheckIn.objects.earliest("pk").pk, NOBODY],
    "use_id": lambda v: [v.preview.uses.get().pk],
    "secret": lambda v: [v.preview.picture],
    "upload_id": lambda v: [v.upload.pk],
    "name": lambda v: [f"{v.upload.secret}.{v.upload.extension}", "zqpubtag", "zqprivtag"],
    "kind": lambda v: [
        "members",
        "tags",
        "emoji",
        "post",
        "message",
        "member",
        "line",
        "guide",
        "appeal",
        "version",
        "ama_question",
        "ama_answer",
        "contribution",
    ],
    "space_slug": lambda v: [v.open_space.slug, v.space.slug],
    "space_id": lambda v: [v.open_space.pk, v.space.pk],
    "handle": lambda v: [v.member("member").handle],
    "tag": lambda v: ["zqprivtag", "zqfollowedtag"],
    "outbox": lambda v: ["letters", "nothing"],
    "page": lambda v: [1, 9],
    "copy": lambda v: ["nothing-here-nothing-here"],
    "batch_id": lambda v: [InvitationBatch.objects.get().pk, NOBODY],
    "invitation_id": lambda v: [Invitation.objects.earliest("pk").pk, NOBODY],
    "token": lambda v: [*_tokens_of(Digest.objects.get()), *tokens_of_cases(), "nothing-here"],
    "section": lambda v: ["answers"],
    "note_id": lambda v: [DigestNote.objects.get().pk, NOBODY],
    "follow_id": lambda v: list(v.member("member").follows.values_list("pk", flat=True)),
    "bookmark_id": lambda v: list(v.member("member").bookmarks.values_list("pk", flat=True)),
    "tab": lambda v: ["following", "everything", "all"],
    "film": lambda v: ["nothing.mp4"],
    "fingerprint": lambda v: ["0123456789abcdef"],
    "judge_id": lambda v: [NOBODY],
    "place": lambda v: [1],
}
"""What each argument of an address is filled with; an argument that is not here fails the walk."""


@dataclass(frozen=True)
class Answer:
    """What came back: everything a client could read, and the tables that were written to."""

    path: str
    status: int
    content: bytes
    headers: str
    written: frozenset[str] = frozenset()

    def words(self) -> frozenset[str]:
        """The village's words that stand anywhere in it, but not those that were asked for."""
        read = unescape(self.content.decode("utf-8", "replace")).lower() + self.headers.lower()
        read = " ".join(_MAY_BE_WORDS.findall(read))
        asked = self.path.lower()
        lent = {word for start, words in _LENT.items() if asked.startswith(start) for word in words}
        return frozenset(word for word in _ALL if word in read and word not in asked and word not in lent)


@dataclass
class Walk:
    """What one of the village was told on all addresses."""

    role: str
    said: dict[str, str] = field(default_factory=dict)
    """Each word that was read, with an address that said it."""
    looked: dict[str, str] = field(default_factory=dict)
    """The same on pages of cases, where the look was recorded."""
    failed: list[str] = field(default_factory=list)
    written: set[str] = field(default_factory=set)

    def note(self, answer: Answer, address: str) -> None:
        """Keep what matters of an answer."""
        is_look = "moderation_caselook" in answer.written and _CASE.match(answer.path) is not None
        said = self.looked if is_look else self.said
        said |= {word: answer.path for word in answer.words() if word not in said}
        self.failed += [f"{answer.path}: {answer.status}"] if answer.status == 500 else []
        self.written |= {f"{address}: {table}" for table in answer.written if table not in CLAIMS.get(address, ())}

    def leaks(self) -> dict[str, str]:
        """The words this role was told and must not read, each with an address that says it."""
        told = {word: path for word, path in self.looked.items() if word in hidden_from(self.role, in_cases=True)}
        return told | {word: path for word, path in self.said.items() if word in hidden_from(self.role)}


def hidden_from(role: str, *, in_cases: bool = False) -> set[str]:
    """The words a role must not read; fewer on the page of a case."""
    may = sees_reported if in_cases else sees
    hidden = {word for thing, words in WORDS.items() if not may(thing, role) for word in words if word not in OF_CASES}
    return hidden | {word for word, (by, there) in OF_CASES.items() if role not in (by | there if in_cases else by)}


def places(village: Village, address: Address) -> list[str]:
    """Every path of an address, filled with all that fits; the same for whoever asks, so it is looked up once."""
    if address not in village.paths:
        village.paths[address] = list(_places(village, address))
    return village.paths[address]


def _places(village: Village, address: Address) -> Iterator[str]:
    for values in product(*(_values(village, address, name, first=not i) for i, name in enumerate(address.arguments))):
        given = dict(zip(address.arguments, values, strict=True))
        if "slug" in given and "thread_id" in given:
            given["slug"] = village.private.slug if given["thread_id"] == village.private.pk else village.public.slug
        if address.name == "event":
            given["slug"] = slug_of(
                Occurrence.objects.filter(pk=given["occurrence_id"]).first() or Occurrence(title="x")
            )
        if address.name == "report":
            given["pk"] = reported_thing(village, **given)
        path = _path(address, given)
        if path is not None:
            yield path
            yield from (f"{path}?{urlencode(query)}" for query in QUERIES.get(address.name, lambda _: [])(village))


def _values(village: Village, address: Address, name: str, *, first: bool) -> list[Any]:
    """All that fits the first argument of an address; of what stands behind it, the first two."""
    values: list[Any] = OF_ROOM[name](village, address.name) if name in OF_ROOM else ARGUMENTS.get(name, _none)(village)
    return values if first else values[:1] if name == "slug" else values[:2]


def _none(_village: Village) -> list[Any]:
    return []


def _path(address: Address, given: dict[str, Any]) -> str | None:
    if not address.name:
        return "/" + address.route if not given else None
    try:
        return reverse(address.name, kwargs=given)
    except NoReverseMatch:
        return None


def ask(client: Client, path: str, *, method: str = "get", data: Any = None, **headers: str) -> Answer:
    """One request whose effects are taken back, and what was cached meanwhile with them."""
    changes, kept = _Changes(), SimpleCookie(client.cookies)
    with transaction.atomic(), connection.execute_wrapper(changes):
        send = client.post if method == "post" else client.get
        response = send(path, data or {}, headers=headers)
        content = response.getvalue()
        transaction.set_rollback(bool(changes.said))
    client.cookies = kept
    written = changes.tables()
    if changes.said:
        cache.clear()
    return Answer(path, response.status_code, content, _written_out(response), written)


class _Changes:
    """Notes what is said to the database that is more than a question."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def __call__(self, execute: Any, sql: Any, params: Any, many: bool, context: Any) -> Any:
        if not _ASKS_ONLY.match(words := str(sql)):
            self.said.append(words)
        return execute(sql, params, many, context)

    def tables(self) -> frozenset[str]:
        """The tables that were written to."""
        return frozenset(found[1] for words in self.said if (found := _WRITES.match(words)))


def _written_out(response: HttpResponseBase) -> str:
    return "\n".join(f"{name}: {value}" for name, value in response.headers.items())


def come_in(village: Village, role: str) -> None:
    """Nothing is cached, and whoever asks was here a moment ago: not each of their questions says so anew."""
    cache.clear()
    if role != "anonymous":
        Member.objects.get_queryset().filter(pk=village.member(role).pk).update(last_seen_at=timezone.now())


def walk(village: Village, role: str, *, links: int = 60) -> Walk:
    """Every address as a page, those outside the circle also as a fragment, and links that are found on the way."""
    client, walk, seen, found = village.clients[role], Walk(role), set[str](), list[str]()
    come_in(village, role)
    for address in addresses():
        for path in places(village, address):
            seen.add(path)
            page = ask(client, path)
            walk.note(page, str(address))
            if page.status == 200:
                found += [unescape(link.decode()) for link in _LINK.findall(page.content)]
                if role in OUTSIDE:
                    walk.note(ask(client, path, **FRAGMENT), f"{address} as a fragment")
    for link in list(dict.fromkeys(link for link in found if not link.startswith("/static/")))[:links]:
        if link not in seen:
            walk.note(ask(client, link), link)
    return walk


def post_everywhere(village: Village, role: str) -> Walk:
    """Every address by POST with nothing in it; what it changes is taken back."""
    walk = Walk(role)
    come_in(village, role)
    for address in addresses():
        for path in places(village, address):
            if "?" not in path:
                walk.note(ask(village.clients[role], path, method="post"), str(address))
    return walk
