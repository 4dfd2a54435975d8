"""Reports that arrive in the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from moderation.reports.models import Report
from moderation.reports.reporting import Said, report, report_as_visitor
from moderation.review.cases import Case
from tests.factories import a_member, a_post
from tests.moderation.reports.samples import item_of

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each gave; each with a connection of its own, begun together."""
    begin = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            begin.wait(timeout=20)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as crowd:
        return list(crowd.map(run, acts))


def test_a_double_click_is_one_report() -> None:
    item, by = item_of(a_post()), a_member()
    done = at_once(*[lambda: report(item, Said("spam"), by=by)] * 4)
    assert {one.pk for one in done} == {Report.objects.get().pk}
    assert Case.objects.get().reports_count == 1


def test_a_double_click_without_an_account_is_one_report() -> None:
    item = item_of(a_post())
    done = at_once(*[lambda: report_as_visitor(item, Said("fraud", words="So it is.", submission="once"))] * 4)
    assert {one.receipt for one in done} == {Report.objects.get().receipt}
    assert Case.objects.get().reports_count == 1


def test_ten_reporters_at_once_are_gathered_in_one_case() -> None:
    item, people = item_of(a_post()), [a_member() for _ in range(10)]
    at_once(*[lambda by=by: report(item, Said("unkind"), by=by) for by in people])
    assert Report.objects.count() == Case.objects.get().reports_count == 10
