"""How often one may ask the team for something: of many at once, exactly so many pass; and the table says the same."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from config.lib.limits import APPEALS, REPORTS, REPORTS_NETWORK, REPORTS_NEW, Limit, hit
from moderation.appeals.models import Appeal, AppealMessage
from moderation.reports.models import Report
from tests.factories import a_member, a_post
from tests.moderation.decided import a_decision

OURS = {"reports.member": 20, "reports.new-member": 5, "reports.network": 5, "appeals.member": 5}
TABLE = Path(__file__).parents[2] / "docs" / "limits.md"


def together(number: int, act: Any) -> list[Any]:
    """What so many gave, begun at once."""
    begin = Barrier(number)

    def run(place: int) -> Any:
        try:
            begin.wait(timeout=30)
            return act(place)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as crowd:
        return list(crowd.map(run, range(number)))


@pytest.mark.parametrize("limit", [REPORTS, REPORTS_NEW, REPORTS_NETWORK, APPEALS], ids=lambda limit: limit.name)
def test_of_many_at_once_exactly_so_many_pass(limit: Limit) -> None:
    waits = together(3 * limit.max, lambda _place: hit(limit, "somebody"))
    assert waits.count(None) == limit.max == OURS[limit.name]
    assert all(0 < wait <= limit.per_seconds for wait in waits if wait is not None)
    assert hit(limit, "somebody else") is None


def test_the_table_says_what_holds() -> None:
    said = TABLE.read_text()
    for name, most in OURS.items():
        assert f"| `{name}` | {most} |" in said


@pytest.mark.django_db(transaction=True)
def test_of_many_appeals_at_once_five_messages_pass() -> None:
    about = a_member()
    decision = a_decision(about, by=a_member(role="moderator"))
    clients = [Client() for _ in range(15)]
    for client in clients:
        client.force_login(about)
    path = reverse("appeal_open", args=[decision.pk])
    sent = {"words": "It was a joke between the two of us."}
    answers = together(15, lambda place: clients[place].post(path, sent))
    statuses = [answer.status_code for answer in answers]
    assert (statuses.count(302), statuses.count(429)) == (5, 10)
    assert Appeal.objects.count() == 1 and AppealMessage.objects.count() <= 5
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert int(refused["Retry-After"]) > 0 and "Five messages a day is the limit." in refused.content.decode()
    assert sent["words"] in refused.content.decode(), "What was typed stays."


@pytest.mark.django_db(transaction=True)
def test_of_many_reports_at_once_five_of_somebody_new_pass() -> None:
    new, author = a_member(), a_member()
    posts = [a_post(by=author) for _ in range(12)]
    clients = [Client() for _ in posts]
    for client in clients:
        client.force_login(new)

    def report(place: int) -> Any:
        path = reverse("report", args=["post", posts[place].pk])
        return clients[place].post(path, {"reason": "spam", "words": "Look at this."})

    statuses = [answer.status_code for answer in together(12, report)]
    assert (statuses.count(302), statuses.count(429)) == (5, 7)
    assert Report.objects.count() == 5
