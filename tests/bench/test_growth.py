"""Busy pages touch as much of the database at 6,000 posts as at 600: counted in rows, not in time."""

import json
import re
import uuid
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.following.models import Follow, Reading
from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import Thread
from config.bench.building import Size, addresses, build
from members.installation.models import Installation
from members.profiles.models import Member

pytestmark = pytest.mark.django_db

SMALL, LARGE = Size(60, 250, 600), Size(60, 2500, 6000)
SLACK, ROWS = 1.2, 300
"""The figure of the growth; and what small tables and another plan may cost. A table read whole costs thousands."""
PAGES = ["home", "latest", "following", "unanswered", "space", "thread of 20", "last page of the longest thread"]

Touched = dict[str, tuple[int, int]]
"""Queries, and rows looked at, of each page, by name and reader."""


@pytest.fixture(scope="module")
def touched(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Touched, Touched]]:
    """What each page touches at both sizes; built and measured once, and taken back."""
    with django_db_blocker.unblock():
        try:
            yield _at(SMALL), _at(LARGE)
        finally:
            cache.clear()


def _at(size: Size) -> Touched:
    with transaction.atomic():
        _empty()
        build(size, BaseCommand(stdout=StringIO()))
        found = _pages()
        transaction.set_rollback(True)
    cache.clear()
    return found


def _empty() -> None:
    """What another test module left behind, inside the transaction that is taken back."""
    for model in (Reading, Follow, Post, Thread, Space, Member, Installation):
        model.objects.all().delete()


def _pages() -> Touched:
    member, visitor = Client(), Client()
    # Number 1 follows spaces and has read threads; one of long standing has more news than is counted.
    Member.objects.get_queryset().filter(pk=1).update(joined_at=timezone.now() - timedelta(days=400))
    member.force_login(Member.objects.get_queryset().get(pk=1))
    paths = addresses() | {"following": "/following/", "unanswered": "/unanswered/"}
    found: Touched = {}
    for name in PAGES:
        found[f"{name}, member"] = _asked(lambda path=paths[name]: _get(member, path))
        if name != "following":
            found[f"{name}, visitor"] = _asked(lambda path=paths[name]: _get(visitor, path))
    longest = Thread.objects.select_related("space").order_by("-posts_count", "id").first()
    author = Member.objects.get_queryset().get(pk=2)
    assert longest is not None
    return found | {"posting a reply": _asked(lambda: _post(longest, author))}


def _get(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


def _post(thread: Thread, author: Member) -> None:
    with transaction.atomic():
        thread.reply(by=author, source="One more reply.", key=uuid.uuid4().hex)
        transaction.set_rollback(True)


def _asked(act: Any) -> tuple[int, int]:
    """Queries, and rows that their plans look at, once the caches are warm."""
    act()
    with CaptureQueriesContext(connection) as seen:
        act()
    asked = [query["sql"] for query in seen.captured_queries]
    asked = [sql for sql in asked if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK"))]
    reading = [sql for sql in asked if re.match(r"\(*SELECT", sql) and "FOR UPDATE" not in sql]
    return len(asked), sum(map(_rows, reading))


def _rows(sql: str) -> int:
    with connection.cursor() as cursor:
        # Small tables are read whole whatever stands in them; what counts is how the pages read large ones.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}")
        plan = cursor.fetchone()[0]
    return _looked_at((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"])


def _looked_at(node: dict[str, Any]) -> int:
    """Rows that the scans below a node read, those they threw away included."""
    read = 0
    if "Scan" in node["Node Type"]:
        thrown = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
        read = round((node["Actual Rows"] + thrown) * node["Actual Loops"])
    return read + sum(map(_looked_at, node.get("Plans", [])))


def test_every_page_asks_the_same_number_of_questions(touched: tuple[Touched, Touched]) -> None:
    small, large = touched
    assert {name: queries for name, (queries, _) in large.items()} == {n: q for n, (q, _) in small.items()}


def test_no_page_touches_more_when_there_is_more(touched: tuple[Touched, Touched]) -> None:
    small, large = touched
    grown = {name: (small[name][1], rows) for name, (_, rows) in large.items() if rows > small[name][1] * SLACK + ROWS}
    assert grown == {}
