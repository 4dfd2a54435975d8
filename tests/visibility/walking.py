"""Walks every address as somebody, with everything an address may be asked for, and keeps every byte it gets."""

import re
from collections.abc import Iterator
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

from members.profiles.models import Member
from tests.house.source import Address, addresses
from tests.visibility.arguments import ARGUMENTS, slug_of
from tests.visibility.asking import QUERIES
from tests.visibility.cases import CLAIMS, reported_thing
from tests.visibility.happening import OF_ROOM
from tests.visibility.matrix import sees, sees_reported
from tests.visibility.measured import keyed
from tests.visibility.moderated import OF_CASES
from tests.visibility.village import WORDS, Village

OUTSIDE = ["anonymous", "new_member", "moderator", "suspended", "another_member"]
"""Who may not know of the private space."""

FRAGMENT = {"HX-Request": "true"}
_ALL = [*(word for words in WORDS.values() for word in words), *OF_CASES]
_LENT = {"/moderate/escalations/": {"zqescalated", "zqabovewhy"}, "/report/receipt/": {"zqvisitorwords"}} | {
    "/calendar/mine/": {"zqprivtitle", "zqprivbody", "zqamaname", "zqcontest", "zqcallname", "zqpilotname"},
    "/calendar/mine/space/": {"zqspacename"},
}
"""What whoever has an address nobody can guess may read there."""
_CASE = re.compile(r"^/moderate/(?:appeals/|decisions/)?\d+/")
_WRITES = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM)\s+"(\w+)"')
_ASKS_ONLY = re.compile(r"\s*(?:SELECT|SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT)\b")
_MAY_BE_WORDS = re.compile("|".join([r"zq\S*", *(re.escape(word) for word in _ALL if not word.startswith("zq"))]))
_LINK = re.compile(rb"""(?:href|src|hx-get|data-url|content)=["'](/[^"'#\s]*)""")


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
        if address.name in ("ama", "challenge", "event"):
            given["slug"] = slug_of(given["occurrence_id"])
        if address.name == "report":
            given["pk"] = reported_thing(village, **given)
        path = _path(address, given)
        if path is not None:
            yield path
            yield from (f"{path}?{urlencode(query)}" for query in QUERIES.get(address.name, lambda _: [])(village))


def _values(village: Village, address: Address, name: str, *, first: bool) -> list[Any]:
    """All that fits the first argument of an address; of what stands behind it, the first two."""
    fill = OF_ROOM.get(name)
    values: list[Any] = fill(village, address.name) if fill else ARGUMENTS.get(name, lambda _: [])(village)
    return values if first else values[:1] if name == "slug" else values[:2]


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
            page = ask(client, path, **keyed(village, role, address.name))
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
                sent = keyed(village, role, address.name)
                walk.note(ask(village.clients[role], path, method="post", **sent), str(address))
    return walk
