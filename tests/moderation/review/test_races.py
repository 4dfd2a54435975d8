"""Two of the team at one case in the same moment: one decision stands, one row of the log, and the other reads why."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test import Client

from community.posts.models import Post
from members.activity.relay import deliver_all
from members.notifications.models import Notification
from members.profiles.refusing import NotNow
from moderation.guidelines.measures import Content, Severity, Source
from moderation.ledger.models import Entry
from moderation.review.cases import Case
from moderation.review.deciding import (
    ChangedMeanwhile,
    ClaimedMeanwhile,
    DecidedMeanwhile,
    TooLate,
    Wanted,
    agree,
    decide,
    decline,
    reverse,
    undo,
)
from moderation.review.decisions import UNDO_WITHIN, Decision, Effect
from moderation.review.opening import open_case
from moderation.review.subjects import KINDS
from moderation.statements.models import StatementLetter
from moderation.statements.owing import owe_due
from tests.factories import a_member, a_post, a_space, a_thread, let_in
from tests.moderation.reports.samples import KEY, Samples, item_of

if TYPE_CHECKING:
    from members.profiles.models import Member

pytestmark = pytest.mark.django_db(transaction=True)
REFUSALS = (DecidedMeanwhile, ClaimedMeanwhile, ChangedMeanwhile, TooLate, NotNow)


@pytest.fixture(autouse=True)
def _a_kind_of_thing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, KEY, Samples())


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What each gave, or the refusal it got; each with a connection of its own, begun together."""
    begin = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            begin.wait(timeout=20)
            return act()
        except REFUSALS as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as crowd:
        return list(crowd.map(run, acts))


def moderators(number: int) -> list[Member]:
    return [a_member(role="moderator") for _ in range(number)]


def a_case(post: Post | None = None) -> tuple[Case, str]:
    """A case about a post, and the version of the post."""
    item = item_of(post or a_post())
    return open_case(item, Source.REPORT, Severity.MEDIUM, report=True), item.version


def acts_of(case: Case, *acts: str) -> int:
    return Entry.objects.filter(case_id=case.pk, act__in=acts).count()


def test_two_who_decide_at_once_make_one_decision() -> None:
    (mo, ada), (case, version) = moderators(2), a_case()
    wanted = Wanted(content=Content.HIDE, version=version)
    done = at_once(lambda: decide(case, wanted, by=mo), lambda: decide(case, wanted, by=ada))
    assert sorted(type(one).__name__ for one in done) == ["DecidedMeanwhile", "Decision"]
    lost = next(one for one in done if isinstance(one, DecidedMeanwhile))
    assert lost.decision == Decision.objects.get()
    assert (acts_of(case, "decided"), acts_of(case, "hidden")) == (1, 1)


def test_one_press_that_is_sent_twice_at_once_is_one_decision() -> None:
    (mo,), (case, version) = moderators(1), a_case()
    wanted = Wanted(version=version, submission="one press")
    done = at_once(*[lambda: decide(case, wanted, by=mo)] * 4)
    assert {one.pk for one in done} == {Decision.objects.get().pk}
    assert acts_of(case, "decided") == 1


def test_to_undo_and_to_decide_at_once_leaves_one_decision_at_most() -> None:
    (mo, ada), (case, version) = moderators(2), a_case()
    first = decide(case, Wanted(content=Content.HIDE, version=version), by=mo)
    undone, other = at_once(
        lambda: undo(first, by=mo), lambda: decide(case, Wanted(content=Content.HIDE, version=version), by=ada)
    )
    # Whoever undoes has the case; who comes before that finds it decided.
    assert undone is None
    assert isinstance(other, (ClaimedMeanwhile, DecidedMeanwhile))
    case.refresh_from_db()
    assert (case.closed_at, case.claimed_by) == (None, mo)
    assert (acts_of(case, "decided"), acts_of(case, "undone"), acts_of(case, "shown")) == (1, 1, 1)


def test_undone_twice_at_once_it_is_undone_once() -> None:
    (mo,), (case, version) = moderators(1), a_case()
    first = decide(case, Wanted(content=Content.HIDE, version=version), by=mo)
    done = at_once(*[lambda: undo(first, by=mo)] * 3)
    assert sorted(type(one).__name__ for one in done) == ["DecidedMeanwhile", "DecidedMeanwhile", "NoneType"]
    assert acts_of(case, "undone") == 1


def test_to_agree_and_to_decline_at_once_is_one_of_both() -> None:
    (mo, ada, kit), (case, version) = moderators(3), a_case()
    proposal = decide(case, Wanted(content=Content.REMOVE, version=version), by=mo)
    assert proposal.is_proposal
    done = at_once(
        lambda: agree(proposal, by=ada, version=version),
        lambda: decline(proposal, by=kit, why="I would hide it."),
        lambda: decline(proposal, by=mo, why=""),
    )
    assert sum(isinstance(one, DecidedMeanwhile) for one in done) == 2
    assert acts_of(case, "agreed", "declined", "withdrawn") == 1
    post, case = Post.objects.get(pk=case.subject_id), Case.objects.get(pk=case.pk)
    agreed = isinstance(done[0], Decision)
    assert (bool(post.removed_at), bool(post.hidden_at), bool(case.closed_at)) == (agreed, agreed, agreed)


def test_two_who_agree_at_once_make_one_decision() -> None:
    (mo, ada, kit), (case, version) = moderators(3), a_case()
    proposal = decide(case, Wanted(content=Content.REMOVE, version=version), by=mo)
    done = at_once(*[lambda by=by: agree(proposal, by=by, version=version) for by in (ada, kit)])
    assert sorted(type(one).__name__ for one in done) == ["DecidedMeanwhile", "Decision"]
    assert (acts_of(case, "agreed"), acts_of(case, "removed")) == (1, 1)


def test_what_an_appeal_reverses_and_its_author_undoes_is_taken_back_once() -> None:
    (mo,), (case, version) = moderators(1), a_case()
    first = decide(case, Wanted(content=Content.HIDE, version=version), by=mo)
    done = at_once(lambda: undo(first, by=mo), lambda: reverse(first, by=None, why="Irony.", appeal=True))
    assert sorted(type(one).__name__ for one in done) == ["DecidedMeanwhile", "NoneType"]
    assert (acts_of(case, "undone", "reversed"), acts_of(case, "shown")) == (1, 1)
    assert Post.objects.get(pk=case.subject_id).hidden_at is None
    assert not Effect.objects.filter(taken_back_at=None).exists()


def test_nobody_decides_about_words_they_have_not_seen() -> None:
    """The author saves while the decision is on its way: it waits for the row, and finds another version."""
    (mo,), (case, version) = moderators(1), a_case()
    wanted = Wanted(content=Content.HIDE, version=version)

    def send() -> Any:
        try:
            return decide(case, wanted, by=mo)
        except REFUSALS as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as sender:
        with transaction.atomic():
            Post.objects.select_for_update(of=("self",)).get(pk=case.subject_id)
            answer = sender.submit(send)
            while not (answer.done() or _somebody_waits()):
                sleep(0.01)
            Post.objects.filter(pk=case.subject_id).update(source="Other words than those that were seen.")
        done = answer.result()
    assert isinstance(done, ChangedMeanwhile)
    assert not Decision.objects.exists()
    assert not Entry.objects.exists()
    assert Case.objects.get().closed_at is None


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        return cursor.fetchone() is not None


def test_reports_at_once_open_one_case() -> None:
    post = a_post()
    item = item_of(post)
    done = at_once(*[lambda: open_case(item, Source.REPORT, report=True)] * 8)
    assert {case.pk for case in done} == {Case.objects.get().pk}
    assert Case.objects.get().reports_count == 8


def test_twenty_moderators_on_fifty_cases_decide_each_once() -> None:
    team, author = moderators(20), a_member()
    thread = a_thread(a_space(), by=author)
    cases = [a_case(a_post(thread, by=author)) for _ in range(50)]

    def work(number: int) -> Counter[str]:
        mine: Counter[str] = Counter()
        for case, version in cases[number * 2 :] + cases[: number * 2]:
            try:
                decide(case, Wanted(content=Content.HIDE, version=version), by=team[number])
                mine["decided"] += 1
            except (DecidedMeanwhile, ClaimedMeanwhile):
                mine["late"] += 1
        return mine

    done: Counter[str] = sum(at_once(*[lambda n=n: work(n) for n in range(20)]), Counter())
    assert done == {"decided": 50, "late": 950}
    assert Case.objects.filter(closed_at__isnull=False).count() == 50
    rows = Counter(Entry.objects.values_list("case_id", "act"))
    assert rows == Counter({(case.pk, act): 1 for case, _ in cases for act in ("decided", "hidden", "edit_asked")})


def test_twenty_moderators_on_many_cases_tell_each_author_once_and_nobody_gets_an_error() -> None:
    """Through the pages: three of the team press for each case. CASES=500 makes it the figure of the project."""
    number, team, authors = int(os.environ.get("CASES", "40")), moderators(20), [a_member() for _ in range(20)]
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
