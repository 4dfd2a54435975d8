"""The team's pages hear that a case changed; nobody else hears anything."""

from collections.abc import Callable
from typing import Any

import pytest
import redis
from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from config.lib.live import STREAM, may_listen
from members.profiles.models import Member
from moderation.guidelines.measures import Source
from moderation.review.deciding import Wanted, decide
from moderation.review.opening import open_case
from moderation.review.subjects import KINDS
from tests.factories import a_member, a_post
from tests.moderation.reports.samples import KEY, Samples, item_of

Said = Callable[[], list[dict[str, str]]]


@pytest.fixture(autouse=True)
def _a_kind_of_thing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, KEY, Samples())


@pytest.fixture
def said(transactional_db: None) -> Said:
    """Everything that was said to the team since the fixture was made."""
    valkey = redis.Redis.from_url(settings.REDIS_URL, decode_responses=True)
    valkey.delete(STREAM)

    def read() -> list[dict[str, str]]:
        entries: Any = valkey.xrange(STREAM)
        return [fields for _id, fields in entries if fields["channel"] == "moderation"]

    return read


@pytest.mark.django_db
def test_the_team_alone_listens(mo: Member, mia: Member, ben: Member, eve: Member, visitor: AnonymousUser) -> None:
    assert may_listen(mo, "moderation")
    assert may_listen(mia, "moderation")
    for viewer in (ben, eve, visitor):
        assert not may_listen(viewer, "moderation")
    assert not may_listen(mo, "moderation:1")
    away = a_member(role="moderator", suspended_until=eve.suspended_until)
    assert not may_listen(away, "moderation")


@pytest.mark.django_db(transaction=True)
def test_a_case_that_changes_is_said_by_its_number(mo: Member, delivered: Any, said: Said) -> None:
    item = item_of(a_post(source="Words that stay unsaid"))
    case = open_case(item, Source.REPORT, report=True)
    delivered()
    before = len(said())
    assert before >= 1
    decide(case, Wanted(version=item.version), by=mo)
    delivered()
    assert len(said()) == before + 1
    assert {one["event"] for one in said()} == {"case.changed"}
    assert {one["ids"] for one in said()} == {f'{{"case":{case.pk}}}'}


@pytest.mark.django_db(transaction=True)
def test_a_case_about_one_of_the_team_is_said_to_nobody_who_does_not_see_it(
    mo: Member, delivered: Any, said: Said
) -> None:
    open_case(item_of(a_post(by=mo)), Source.REPORT, report=True)
    delivered()
    assert said() == []


@pytest.mark.django_db(transaction=True)
def test_claims_are_said_when_they_begin_and_end_and_not_while_they_last(
    mo: Member, delivered: Any, said: Said
) -> None:
    case, about_mo = (open_case(item_of(a_post(by=by)), Source.REPORT) for by in (a_member(), mo))
    delivered()
    before = len(said())
    case.claim(by=mo), case.claim(by=mo)
    assert len(said()) == before + 1
    case.release(by=mo)
    case.release(by=mo)
    assert len(said()) == before + 2
    assert said()[-1]["ids"] == f'{{"case":{case.pk}}}'
    about_mo.claim(by=a_member(role="owner"))
    assert len(said()) == before + 2
