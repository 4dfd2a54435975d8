"""The whole team at many cases at once, through the pages: each is decided once, and its author told once."""

from __future__ import annotations

import os
from collections import Counter

import pytest
from django.db.models import F
from django.test import Client

from members.activity.relay import deliver_all
from members.notifications.models import Notification
from moderation.ledger.models import Entry
from moderation.review.decisions import UNDO_WITHIN, Decision
from moderation.review.subjects import KINDS
from moderation.statements.models import StatementLetter
from moderation.statements.owing import owe_due
from tests.factories import a_member, a_post, a_space, a_thread, let_in
from tests.moderation.racing import at_once
from tests.moderation.reports.samples import KEY, Samples
from tests.moderation.review.test_races import a_case, moderators

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _a_kind_of_thing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, KEY, Samples())


def test_twenty_moderators_on_many_cases_tell_each_author_once_and_nobody_gets_an_error() -> None:
    """Through the pages: three of the team press for each case. CASES=500 makes it the figure of the project."""
    number, team, authors = int(os.environ.get("CASES", "14")), moderators(20), [a_member() for _ in range(20)]
    thread = a_thread(a_space(), by=authors[0])
    cases = [a_case(a_post(thread, by=authors[n % 20])) for n in range(number)]

    def work(mine: int) -> Counter[int]:
        client, found = Client(), Counter[int]()
        let_in(client, team[mine])
        for case, version in (one for place, one in enumerate(cases) if (place - mine) % 20 in (0, 1, 2)):
            sent = {"choice": "educate", "version": version, "facts": "Unkind.", "message": "Please mind the tone."}
            found[client.post(f"{case.get_absolute_url()}decide/", sent).status_code] += 1
        return found

    answers: Counter[int] = sum(at_once(*[lambda n=n: work(n) for n in range(20)]), Counter())
    assert answers == {302: number, 409: 2 * number}
    decided = Counter(case.pk for case, _version in cases)
    assert Counter(Decision.objects.values_list("case_id", flat=True)) == decided
    assert Counter(Entry.objects.filter(act="decided").values_list("case_id", flat=True)) == decided
    Decision.objects.update(letter_at=F("letter_at") - UNDO_WITHIN, in_force_at=F("in_force_at") - UNDO_WITHIN)
    at_once(*[lambda: owe_due(number)] * 4)
    deliver_all()
    letters = Counter(StatementLetter.objects.values_list("decision__case_id", flat=True))
    notices = Notification.objects.filter(kind="statement").values_list("member_id", "count")
    assert letters == decided
    assert sum(count for _member, count in notices) == number
