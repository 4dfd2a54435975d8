"""With many rows in the log the public numbers and the members' log cost what they cost with a few."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.spaces.models import Space
from members.profiles.models import Member
from moderation.ledger.models import Entry
from moderation.reports.models import Report
from moderation.transparency.months import (
    MonthOfNumbers,
    begins_at,
    count_months,
    counted,
    last_months,
    month_of,
    months_later,
)
from tests.factories import a_post, a_thread
from tests.moderation.decided import a_decision

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]
ROWS = 16_000
"""Enough for the database to find its way along an index; with a hundred times as many it goes the same way."""
_CASES = """
INSERT INTO moderation_case (subject_type, subject_id, is_private, source, severity, opened_at, due_at, closed_at,
    reports_count, hits_count, space_id)
SELECT 'post', n, false, 'report', 1 + n %% 3, at - interval '2 hours', at, at, 1, 0, %(space)s
FROM (SELECT n, now() - n * interval '500 minutes' AS at FROM generate_series(2, %(cases)s) n) one;
"""
_DECISIONS = """
INSERT INTO moderation_decision (SELECT (jsonb_populate_record(d, jsonb_build_object('id', d.id + c.id, 'case_id', c.id,
    'in_force_at', c.closed_at, 'decided_at', c.closed_at))).* FROM moderation_decision d, moderation_case c
    WHERE d.id = %(decision)s AND c.id <> d.case_id);
"""
_ENTRIES = """
INSERT INTO moderation_entry (at, act, is_automatic, case_id, decision_id, subject_type, subject_id, space_id,
    is_private, severity, content, person, rule_number, rule_key, facts)
SELECT d.in_force_at, act, false, d.case_id, d.id, 'post', 7, %(space)s, false, 1, 'keep', 'warn', '', '', '{}'
FROM moderation_decision d, unnest(array['decided', 'struck', 'hidden', 'shown']) act ORDER BY d.in_force_at;
"""
_REPORTS = """
INSERT INTO moderation_report (case_id, subject_type, subject_id, version, is_visitors, reason, words, at, suspicion,
    suspicion_count, receipt, submission, sealed, language)
SELECT id, 'post', subject_id, '', false, 'spam', '', opened_at, '', 0, '', '', '', ''
FROM moderation_case ORDER BY id LIMIT %(most)s
"""


@pytest.fixture
def full(space: Space, ben: Member, mo: Member) -> Space:
    """Four rows for each of 4,000 decisions, in one open space, the oldest nearly four years ago."""
    decision = a_decision(ben, by=mo, post=a_post(a_thread(space)))
    given = {"space": space.pk, "cases": ROWS // 4 + 1, "decision": decision.pk}
    with connection.cursor() as cursor:
        for statement in (_CASES, _DECISIONS, _ENTRIES):
            cursor.execute(statement, given)
        cursor.execute("ANALYZE moderation_entry, moderation_decision, moderation_case, moderation_report")
    assert Entry.objects.count() >= ROWS
    return space


def plans_of(act: Callable[[], Any]) -> dict[str, str]:
    """How the database goes about each statement about moderation, by its text."""
    with CaptureQueriesContext(connection) as seen:
        act()
    asked = [query["sql"] for query in seen if query["sql"].strip("\n (").startswith("SELECT")]
    plans = {}
    with connection.cursor() as cursor:
        for statement in asked:
            if "moderation_" in statement:
                cursor.execute("EXPLAIN " + statement)
                plans[statement] = "\n".join(line for (line,) in cursor.fetchall())
    assert plans
    return plans


def read_whole(plans: dict[str, str]) -> list[str]:
    """Statements that read a big table from its beginning to its end."""
    big = re.compile(r"Seq Scan on moderation_(?:entry|decision|case)")
    return [statement for statement, plan in plans.items() if big.search(plan)]


def test_the_log_of_members_reads_one_page_of_it(as_: As, nia: Member, full: Space) -> None:
    client = as_(nia)
    first = client.get(reverse("transparency_log")).content.decode()
    assert full.name in first
    last = re.search(r"before=(\d+)", first)
    assert last
    for asked in ("", f"?before={last[1]}", f"?before={Entry.objects.earliest('pk').pk + 50}"):
        assert not read_whole(plans_of(partial(client.get, reverse("transparency_log") + asked)))


def test_a_month_is_found_by_an_index(full: Space) -> None:
    since = months_later(month_of(timezone.now()), -1)
    plans = plans_of(lambda: counted(begins_at(since), begins_at(months_later(since, 1))))
    assert not read_whole(plans)
    assert any("moderation_entry" in statement for statement in plans)


def test_the_public_page_counts_no_row_of_a_month_that_is_over(as_: As, visitor: Any, full: Space) -> None:
    assert count_months() > 40
    assert count_months() == 0
    client = as_(visitor)
    cache.clear()
    whole = client.get(reverse("transparency")).content.decode()
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse("transparency")).content.decode().count("<tr>") == whole.count("<tr>")
    assert len(seen) <= 10
    assert not [query for query in seen if "moderation_entry" in query["sql"]]
    begin = begins_at(months_later(month_of(timezone.now()), -11))
    told = last_months()
    assert told["decisions"] == Entry.objects.filter(act="decided", at__gte=begin).count() - 1, "one is a minute old"
    assert told == json.loads(json.dumps(told))


def test_reports_of_the_last_hour_are_found_by_an_index(full: Space, ben: Member) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_REPORTS, {"most": ROWS})
        cursor.execute("ANALYZE moderation_report")
    plan = Report.objects.filter(at__gt=timezone.now() - timedelta(hours=1)).explain()
    assert "report_at" in plan and "Seq Scan" not in plan
    assert MonthOfNumbers.objects.count() == 0
