"""The crowd that rules are measured with, and that rules over what members did are answered from indexes alone."""

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management.base import BaseCommand
from django.db import connection

from community.posts.models import Post
from config.bench.asking import rules
from config.bench.building import Size
from config.bench.crowd import gather
from members.segments.fields import EVER
from members.segments.rules import Rule, matching, read

pytestmark = pytest.mark.django_db


def test_the_crowd_holds_people_for_each_of_the_five_rules() -> None:
    said = StringIO()
    gather(Size(members=400, threads=10, posts=4000), BaseCommand(stdout=said))
    assert "400 members" in said.getvalue() and "4000 posts in 200 threads" in said.getvalue()
    assert Post.objects.filter(number=1).count() == 200
    found = {name: matching(read(rule)).count() for name, rule in rules()}
    assert len(found) == 5 and all(0 < count < 400 for count in found.values()), found


@pytest.mark.parametrize(
    ("rule", "index"),
    [
        ({"is": "did", "with": {"verb": "post.created", "times": 1, "days": 30}}, "verb_actor"),
        ({"is": "did", "with": {"verb": "post.created", "times": 5, "days": 365}}, "verb_actor"),
        ({"is": "replied", "with": {"space": 0, "times": 1, "since": EVER}}, "post_replies_by_author"),
        ({"is": "replied", "with": {"space": 0, "times": 5, "since": 90}}, "post_replies_by_author"),
        ({"is": "reacted", "with": {"space": 0, "times": 5, "since": 90}}, "reaction_by_member"),
        ({"is": "read", "with": {"space": 0, "times": 5, "since": 90}}, "reading_by_member"),
        ({"is": "replied", "with": {"space": 1, "times": 5, "since": 90}}, "post_replies_by_space"),
        ({"is": "reacted", "with": {"space": 1, "times": 1, "since": EVER}}, "reaction_by_space"),
        ({"is": "read", "with": {"space": 1, "times": 5, "since": 90}}, "reading_by_space"),
    ],
    ids=str,
)
def test_what_members_did_is_counted_from_indexes_alone(rule: Rule, index: str) -> None:
    plan = _plan(matching(rule), index)
    scans = re.findall(r"Index Only Scan using (\w+)", plan)
    assert any(index in scan for scan in scans), plan
    rows = re.findall(r"(?:Seq|Index|Bitmap Heap) Scan (?:using \w+ )?on (\w+)", plan)
    assert not {table for table in rows if re.match("community_(post|reaction|reading)", table)}, plan


def _plan(found: Any, index: str) -> str:
    sql, values = found.values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        # Empty tables would be read whole, and an index that is not read alone be as good as one that is.
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        # Among so few rows all indexes cost the same; that this one is enough is the matter here.
        cursor.execute(_OTHERS, [list(_COUNTED), f"%{index}%"])
        for (other,) in cursor.fetchall():
            cursor.execute(f"DROP INDEX {other}")
        cursor.execute(f"EXPLAIN {sql}", values)
        return "\n".join(line for (line,) in cursor.fetchall())


_COUNTED = ("members_activity", "community_post", "community_reaction", "community_reading")
_OTHERS = """
    SELECT indexrelid::regclass::text FROM pg_index
    WHERE indrelid::regclass::text = ANY(%s) AND NOT indisprimary AND indexrelid::regclass::text NOT LIKE %s
      AND indexrelid NOT IN (SELECT conindid FROM pg_constraint)
"""
