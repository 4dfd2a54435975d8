"""A digest is one of the mails of a day, with those of journeys and of what happened: beyond three it waits."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.digest.keeping import kept_back
from members.journeys.models import JourneyMessage
from members.journeys.running import move_on
from members.notifications.batching import DAY
from members.notifications.models import Mail
from members.profiles.models import Member
from tests.factories import a_member
from tests.members.digest.weeks import FRIDAY
from tests.members.journeys.plans import a_journey, put_in, tells

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _friday() -> Any:
    with time_machine.travel(FRIDAY, tick=False):
        yield


def test_mails_of_journeys_count_for_a_digest_as_others_do(ben: Member, nia: Member) -> None:
    for number in range(2):
        sent = FRIDAY - timedelta(hours=3 + number)
        Mail.objects.create(key=f"n{number}", member=ben, created_at=sent, sent_at=sent)
    for member in (ben, nia):
        put_in(a_journey(tells(), name=f"Welcome, {member.name}"), member, at=FRIDAY)
    move_on()
    assert kept_back([ben, nia], timezone.now()) == {}
    JourneyMessage.objects.update(sent_at=FRIDAY - timedelta(hours=2))
    assert kept_back([ben, nia], timezone.now()) == {ben.pk: FRIDAY - timedelta(hours=4) + DAY}
    JourneyMessage.objects.update(sent_at=FRIDAY - DAY)
    assert kept_back([ben, nia], timezone.now()) == {}


def test_many_are_looked_at_with_as_few_questions_as_one(ben: Member) -> None:
    many = [ben, *(a_member() for _ in range(4))]
    for members in ([ben], many):
        with CaptureQueriesContext(connection) as asked:
            kept_back(members, timezone.now())
        assert len(asked) == 6
