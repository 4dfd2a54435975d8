"""The bench of recognition can be run again and again on the same data."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.bench.recognising import recognise
from members.profiles.models import Member
from members.recognition.badges import BadgeAward
from members.recognition.thanks import thank
from tests.factories import a_member, a_post

pytestmark = pytest.mark.django_db


def test_recognition_is_measured_from_the_beginning_each_time(ben: Member) -> None:
    for _ in range(4):
        a_post(by=ben)
    thank(ben, "For the tea", by=a_member())
    first = [(step.what, step.rows) for step in recognise()]
    with CaptureQueriesContext(connection) as asked:
        assert [(step.what, step.rows) for step in recognise()] == first
    rows = dict(first)
    assert rows["badges, the first time"] == BadgeAward.objects.count() > 0 == rows["badges, half an hour later"]
    assert rows["points of the season, the first time"] == 1 and rows["points of the season, again"] == 0
    assert rows["leaderboard: This week"] == 1
    assert len(asked) < 400
