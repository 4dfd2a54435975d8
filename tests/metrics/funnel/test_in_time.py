"""What takes too long is stopped with a sentence: nobody begins, and it can be tried again."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

import pytest
from django.db import connection

from members.journeys.models import Run
from members.profiles.models import Member, MemberQuerySet
from members.segments import counting
from metrics.funnel.models import FunnelStart
from tests.members.journeys.plans import a_journey, step
from tests.metrics.cohorts.test_pages import WHO, settle_some, weeks
from tests.metrics.funnel.test_starting import BEGIN
from tests.metrics.funnel.way import Walker, walk

if TYPE_CHECKING:
    from django.test import Client

    As = Callable[[Member], Client]


def slowly(_asked: Any, _step: str) -> MemberQuerySet:
    """Everybody, as a database that has much to do finds them."""
    found: Any = Member.objects.get_queryset().extra(where=["pg_sleep(0.2) IS NOT NULL"])
    return cast("MemberQuerySet", found)


def test_a_journey_for_people_who_are_found_too_slowly_begins_for_nobody(
    mia: Member, as_: "As", monkeypatch: pytest.MonkeyPatch
) -> None:
    walk([Walker()] * 6)
    journey = a_journey(step("w", "wait", days=3), name="Come in")
    client = as_(mia)
    said = {"step": "joined", "days": "28", "journey": str(journey.pk), "key": str(uuid4())}
    with monkeypatch.context() as patch:
        patch.setattr(counting, "MILLISECONDS", 50)
        patch.setattr("metrics.funnel.views.stopped", slowly)
        answer = client.post(BEGIN, said)
    assert answer.status_code == 422
    assert "was stopped" in answer.text
    assert not Run.objects.exists() and not FunnelStart.objects.exists()
    assert client.post(BEGIN, said).status_code == 302
    assert Run.objects.count() == 6


def test_who_is_behind_a_cell_is_asked_within_the_time(mia: Member, as_: "As", monkeypatch: pytest.MonkeyPatch) -> None:
    settle_some()
    address, client = f"{WHO}?week={weeks()[3]}&since=1", as_(mia)
    assert client.get(address).status_code == 200

    def wait(*_asked: Any) -> Any:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(1)")

    monkeypatch.setattr(counting, "MILLISECONDS", 50)
    monkeypatch.setattr("metrics.cohorts.views.count", wait)
    answer = client.get(address)
    assert answer.status_code == 200
    assert "This took too long and was stopped." in answer.text
