"""What an author wrote before is counted from the tables: posts and lines together, never more than is asked for."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.chat.models import ChatLine, ChatRoom
from community.posts.models import Post
from community.screened.records import MOMENTS, Live
from members.profiles.models import Member
from moderation.screening.conditions import Rate
from tests.factories import a_member, a_space, a_thread
from tests.moderation.screening.ruling import a_posting

MANY = MOMENTS + 100


def posts_of(author: Member, times: list[datetime]) -> None:
    thread = a_thread()
    Post.objects.bulk_create(Post(thread=thread, author=author, number=n, created_at=at)
                             for n, at in enumerate(times, 2))  # fmt: skip


def lines_of(author: Member, times: list[datetime]) -> None:
    room = ChatRoom.objects.create(space=a_space(), subject="Tea", author=author)
    ChatLine.objects.bulk_create(ChatLine(room=room, author=author, source="Words", text="Words", created_at=at)
                                 for at in times)  # fmt: skip


def test_posts_and_lines_count_together_and_nobody_elses_do(db: None, ben: Member) -> None:
    now = timezone.now()
    posts_of(ben, [now - timedelta(minutes=1), now - timedelta(minutes=30)])
    lines_of(ben, [now - timedelta(minutes=2), now - timedelta(minutes=40)])
    posts_of(a_member(), [now - timedelta(minutes=1)] * 5)
    record = Live(ben)
    with CaptureQueriesContext(connection) as seen:
        assert record.since(now - timedelta(minutes=10)) == 2
        assert record.since(now - timedelta(minutes=35)) == 3
        assert record.last() == now - timedelta(minutes=1)
    assert len(seen) == 1, "however often it is asked"


def test_the_rule_holds_from_the_post_that_is_one_too_many(db: None, ben: Member) -> None:
    posts_of(ben, [timezone.now() - timedelta(minutes=1)])
    lines_of(ben, [timezone.now() - timedelta(minutes=2)])
    posting = a_posting(ben, record=Live(ben))
    assert Rate({"times": 3, "minutes": 10}).found(posting) is not None
    assert Rate({"times": 4, "minutes": 10}).found(posting) is None


def test_of_who_wrote_much_only_the_newest_are_read_along_their_indexes(db: None, ben: Member) -> None:
    now = timezone.now()
    posts_of(ben, [now - timedelta(seconds=n) for n in range(MANY)])
    lines_of(ben, [now - timedelta(seconds=n) for n in range(MANY)])
    posts_of(a_member(), [now] * 10 * MANY)
    assert Live(ben).since(now - timedelta(days=1)) == MOMENTS
    with connection.cursor() as cursor, CaptureQueriesContext(connection) as seen:
        cursor.execute("ANALYZE community_post, community_chatline")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        Live(ben).since(now - timedelta(days=1))
        (asked,) = [query["sql"] for query in seen.captured_queries if "SELECT" in query["sql"]]
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {asked}")
        (found,) = cursor.fetchone()
    plan = json.loads(found) if isinstance(found, str) else found
    scans = {node["Index Name"]: node["Actual Rows"] for node in _nodes(plan[0]["Plan"]) if "Index Name" in node}
    assert set(scans) == {"post_by_author", "chat_line_by_author"}
    assert max(scans.values()) <= MOMENTS, scans


def _nodes(node: dict[str, Any]) -> list[dict[str, Any]]:
    return [node, *(below for part in node.get("Plans", ()) for below in _nodes(part))]
