"""Two of the team at one case in the same moment: one decision stands, one row of the log, and the other reads why."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from community.posts.models import Post
from moderation.guidelines.measures import Content, Severity, Source
from moderation.ledger.models import Entry
from moderation.review.cases import Case
from moderation.review.claiming import CLAIMED_FOR
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
from moderation.review.decisions import Decision, Effect
from moderation.review.opening import open_case
from moderation.review.subjects import KINDS
from tests.factories import a_member, a_post, a_space, a_thread
from tests.moderation.racing import at_once, while_it_waits
from tests.moderation.reports.samples import KEY, Samples, item_of

if TYPE_CHECKING:
    from members.profiles.models import Member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _a_kind_of_thing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, KEY, Samples())


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

    post = Post.objects.get(pk=case.subject_id)
    with while_it_waits(post, lambda: decide(case, wanted, by=mo)) as given:
        Post.objects.filter(pk=post.pk).update(source="Other words than those that were seen.")
    (done,) = given
    assert isinstance(done, ChangedMeanwhile)
    assert not Decision.objects.exists()
    assert not Entry.objects.exists()
    assert Case.objects.get().closed_at is None


def test_reports_at_once_open_one_case() -> None:
    post = a_post()
    item = item_of(post)
    done = at_once(*[lambda: open_case(item, Source.REPORT, report=True)] * 8)
    assert {case.pk for case in done} == {Case.objects.get().pk}
    assert Case.objects.get().reports_count == 8


def test_twenty_moderators_on_the_same_cases_decide_each_once() -> None:
    team, author = moderators(20), a_member()
    thread = a_thread(a_space(), by=author)
    cases = [a_case(a_post(thread, by=author)) for _ in range(15)]

    def work(number: int) -> Counter[str]:
        mine: Counter[str] = Counter()
        for case, version in cases[number % 15 :] + cases[: number % 15]:
            try:
                decide(case, Wanted(content=Content.HIDE, version=version), by=team[number])
                mine["decided"] += 1
            except (DecidedMeanwhile, ClaimedMeanwhile):
                mine["late"] += 1
        return mine

    done: Counter[str] = sum(at_once(*[lambda n=n: work(n) for n in range(20)]), Counter())
    assert done == {"decided": 15, "late": 285}
    assert Case.objects.filter(closed_at__isnull=False).count() == 15
    rows = Counter(Entry.objects.values_list("case_id", "act"))
    assert rows == Counter({(case.pk, act): 1 for case, _ in cases for act in ("decided", "hidden", "edit_asked")})


def test_two_claims_at_once_are_one() -> None:
    (mo, ada), (case, _version) = moderators(2), a_case()
    mine, hers = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
    done = at_once(lambda: mine.claim(by=mo), lambda: hers.claim(by=ada))
    assert sorted(done) == [False, True]
    case.refresh_from_db()
    assert case.claimed_by == (mo if done[0] else ada)
    lost = hers if done[0] else mine
    assert lost.claimed_by == case.claimed_by, "whoever did not get it reads who has it"


def test_when_ten_minutes_end_while_the_first_decides_it_is_decided_or_taken_and_never_both() -> None:
    (mo, ada), (case, version) = moderators(2), a_case()
    ended = timezone.now() - CLAIMED_FOR
    Case.objects.filter(pk=case.pk).update(claimed_by=mo, claimed_at=ended)
    hers = Case.objects.get(pk=case.pk)
    wanted = Wanted(content=Content.HIDE, version=version)
    decided, taken = at_once(lambda: decide(case, wanted, by=mo), lambda: hers.claim(by=ada))
    case.refresh_from_db()
    if taken:
        assert isinstance(decided, ClaimedMeanwhile) and decided.case.claimed_by == ada
        assert (case.closed_at, case.claimed_by, Decision.objects.count()) == (None, ada, 0)
    else:
        assert isinstance(decided, Decision) and hers.closed_at is not None
        assert (case.closed_at is not None, case.claimed_by, Decision.objects.count()) == (True, None, 1)


def test_whoever_took_it_while_the_first_was_deciding_has_it() -> None:
    (mo, ada), (case, version) = moderators(2), a_case()
    Case.objects.filter(pk=case.pk).update(claimed_by=mo, claimed_at=timezone.now() - CLAIMED_FOR)
    with while_it_waits(case, lambda: decide(case, Wanted(content=Content.HIDE, version=version), by=mo)) as given:
        assert Case.objects.get(pk=case.pk).claim(by=ada)
    (lost,) = given
    assert isinstance(lost, ClaimedMeanwhile) and lost.case.claimed_by == ada
    assert not Decision.objects.exists()


def test_to_decide_while_the_author_edits_is_about_what_was_seen_or_not_at_all() -> None:
    (mo,), (case, version) = moderators(1), a_case()
    post = Post.objects.get(pk=case.subject_id)
    author = post.author
    assert author is not None
    done, _edited = at_once(
        lambda: decide(case, Wanted(content=Content.HIDE, version=version), by=mo),
        lambda: post.edit(by=author, source="Kinder words.", version=post.version),
    )
    post, case = Post.objects.get(pk=post.pk), Case.objects.get(pk=case.pk)
    assert post.source == "Kinder words."
    if isinstance(done, Decision):  # then the words came after it, and are looked at
        assert post.hidden_at is not None
        assert case.closed_at is not None and Case.objects.filter(source=Source.FIXED, closed_at=None).exists()
    else:
        assert isinstance(done, ChangedMeanwhile)
        assert (post.hidden_at, case.closed_at, Decision.objects.count()) == (None, None, 0)


def test_to_decide_while_the_author_deletes_holds_both() -> None:
    """What its author took away stays away; the decision stands, and what is brought back is hidden."""
    (mo,), (case, version) = moderators(1), a_case()
    post = Post.objects.get(pk=case.subject_id)
    author = post.author
    assert author is not None
    done, gone = at_once(
        lambda: decide(case, Wanted(content=Content.HIDE, version=version), by=mo),
        lambda: post.delete_softly(by=author),
    )
    assert isinstance(done, Decision) and gone is None
    post = Post.objects.get(pk=post.pk)
    assert post.deleted_at is not None and post.hidden_at is not None
    assert (acts_of(case, "decided"), acts_of(case, "hidden")) == (1, 1)
    post.restore(by=author)
    assert Post.objects.get(pk=post.pk).hidden_at is not None


def test_to_agree_and_to_take_back_at_once_is_one_of_both() -> None:
    (mo, ada), (case, version) = moderators(2), a_case()
    proposal = decide(case, Wanted(content=Content.REMOVE, version=version), by=mo)
    agreed, taken = at_once(lambda: agree(proposal, by=ada, version=version), lambda: undo(proposal, by=mo))
    post, case = Post.objects.get(pk=case.subject_id), Case.objects.get(pk=case.pk)
    held = isinstance(agreed, Decision)
    assert isinstance(taken, (DecidedMeanwhile, TooLate)) if held else isinstance(agreed, DecidedMeanwhile)
    assert (bool(post.removed_at), bool(post.hidden_at), bool(case.closed_at)) == (held, held, held)
    assert acts_of(case, "agreed", "withdrawn") == 1
