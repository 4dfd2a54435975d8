"""The pages of the rooms of people ask the database the same, with ten times as much of everything."""

import re
from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.house.source import Address, addresses
from tests.visibility.growing import grow
from tests.visibility.village import Village
from tests.visibility.walking import places

pytestmark = [pytest.mark.walks, pytest.mark.django_db]
ROOMS = (
    "members.activity", "members.ambassadors", "members.digest", "members.duties", "members.experiments",
    "members.groups", "members.invitations", "members.journeys", "members.mentoring", "members.messages",
    "members.notifications", "members.privacy", "members.recognition", "members.segments", "members.stages",
    "members.viewing", "community.welcome",
)  # fmt: skip
FRAGMENTS = ("my_path", "inbox_count", "messages_since", "messages_names", "messages_complete", "welcome_around")
OWN = {
    "my_path": 7,  # one of them for who keeps away, where a criterion counts thanks
    "messages_talk": 13,
    "welcome": 18,  # three actions, a mentor, an experiment, and what came of each
    "digest_read": 37,  # a whole letter, each section with its own questions
    "inbox": 18,  # one or two for each sort of thing that is in it
    "inbox_tab": 18,
    "segment": 17,  # each room that may rest on a segment says what does
}
"""What may ask more than its kind, and why."""
SEEN_BY = ("member", "trusted_member", "admin")
PAGES = 85
"""At least so many answer; the others take a form alone."""
_KEEPING = ("SAVEPOINT", "RELEASE", "ROLLBACK")


def most_of(address: Address) -> int:
    """How many questions an address may ask."""
    usual = 6 if address.name in FRAGMENTS else 15 if address.route.startswith("manage/") else 12
    return OWN.get(address.name, usual)


def asked_by(client: Any, path: str) -> list[str] | None:
    """What a page asks; None if it does not answer with a page."""
    connection.queries_log.clear()
    with CaptureQueriesContext(connection) as seen:
        if client.get(path).status_code != 200:
            return None
    return [query["sql"] for query in seen.captured_queries if not query["sql"].startswith(_KEEPING)]


def shapes(asked: list[str]) -> Counter[str]:
    """The questions without what they name."""
    return Counter(re.sub(r"'[^']*'|\b\d+\b", "?", sql) for sql in asked)


def answering(village: Village, paths: list[str]) -> tuple[str, list[str]] | None:
    """A path of an address as the first who may sees it, with what it asks."""
    for path in paths[:2]:
        for role in SEEN_BY[-1:] if path.startswith("/manage/") else SEEN_BY:
            asked = asked_by(village.clients[role], path)
            if asked is not None:
                return path, asked
    return None


def test_no_page_asks_more_where_there_is_more(village: Village) -> None:
    rooms = [one for one in addresses() if one.view.__module__.startswith(ROOMS) and one.name]
    paths = {one: list(places(village, one)) for one in rooms}
    grow(10)
    for role in SEEN_BY:
        village.clients[role].get("/levels/mine/")  # whoever comes is noted as seen, once
    wrong, answered = [], 0
    for address, own in paths.items():
        if (found := answering(village, own)) is None:
            continue
        path, asked = found
        answered += 1
        shape, times = shapes(asked).most_common(1)[0]
        if len(asked) > most_of(address):
            wrong.append(f"{path} asks {len(asked)} questions, {most_of(address)} allowed:\n" + "\n".join(asked))
        if times > 4:
            wrong.append(f"{path} asks {times} times: {shape[:300]}")
    assert not wrong, "\n".join(wrong)
    assert answered >= PAGES
