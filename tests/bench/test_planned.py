"""The bench of the calendar builds what it says, and its pages answer."""

import pytest

from config.bench.planned import TITLE, calendar_figures, plan
from members.profiles.models import Member
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from tests.factories import a_member


@pytest.mark.django_db
def test_two_years_of_some_series_are_measured(ben: Member) -> None:
    a_member()
    assert plan(10) == 10 and plan(10) == 10, "what is there is not built again"
    assert Program.objects.filter(title__startswith=TITLE).count() == 10
    assert Occurrence.objects.count() == 6 * 130 + 3 * 33 + 10
    figures = list(calendar_figures(1))
    assert [row.reader for row in figures] == ["community manager"] * 3 + ["member"] * 2
    assert all(row.median_ms > 0 and row.queries > 0 for row in figures)
