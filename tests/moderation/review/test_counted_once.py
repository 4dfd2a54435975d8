"""What is decided together, or by a host, counts once: in letters, standing, appeals, reversals, log and numbers."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from members.profiles.models import Member
from moderation.appeals.deciding import overturn
from moderation.appeals.models import Appeal
from moderation.appeals.opening import appeal
from moderation.guidelines.measures import Content, Person
from moderation.ledger.models import Entry
from moderation.review.cases import Case
from moderation.review.deciding import Wanted, agree, decide, decline, reverse, undo
from moderation.review.decisions import Decision
from moderation.review.of_hosts import Reasons, hide_as_host
from moderation.review.subjects import KINDS
from moderation.sanctions.standing import standing_of
from moderation.statements.models import StatementLetter
from moderation.statements.owing import owe_due
from moderation.statements.stating import statement_of
from moderation.stats.counting import arrivals_by_week, kept_in_all, overturned, reopened
from moderation.transparency.counting import of_appeals, of_decisions
from moderation.transparency.rule_acts import rule_acts
from tests.factories import a_member, a_post
from tests.moderation.decided import a_case

pytestmark = pytest.mark.django_db
Three = list[Case]


def version(case: Case) -> str:
    item = KINDS["post"].one(case.subject_id)
    assert item is not None
    return item.version


def together(cases: Three, by: Member, **given: Any) -> Decision:
    first, *others = cases
    begins = {"content": Content.HIDE, "person": Person.WARN, "facts": "Three insults."}
    joined = {one.pk: version(one) for one in others}
    return decide(first, Wanted(**begins | given, version=version(first), joined=joined), by=by)


def told() -> None:
    """The 30 seconds are over, and letters are owed."""
    past = timezone.now() - timedelta(minutes=1)
    Decision.objects.exclude(in_force_at=None).update(in_force_at=past)
    Decision.objects.exclude(letter_at=None).update(letter_at=past)
    owe_due()


def numbers() -> tuple[dict[str, Any], dict[str, Any]]:
    """What everybody may read."""
    now = timezone.now()
    long_ago, soon = now - timedelta(days=2), now + timedelta(minutes=1)
    return of_decisions(long_ago, soon), of_appeals(long_ago, soon)


@pytest.fixture
def three(ben: Member) -> Three:
    """Three cases about ben."""
    return [a_case(a_post(by=ben, source=f"Insult number {number}")) for number in range(3)]


@pytest.fixture
def mira(db: None) -> Member:
    """Another moderator."""
    return a_member("Mira", role="moderator")


def test_three_decided_together_are_one_decision_for_everybody(
    mo: Member, mia: Member, ben: Member, three: Three, delivered: Callable[[], int]
) -> None:
    leading = together(three, mo)
    told()
    assert numbers()[0]["decisions"] == 1 and numbers()[0]["by_person"] == {"warn": 1}
    standing = standing_of(ben)
    assert len(standing.live) == 1
    assert {one.statement.decision_id for one in standing.taken} == {leading.pk} and len(standing.taken) == 3
    appeal(leading, "All three were jokes.", by=ben)
    reverse(leading, by=mia, why="Read wrong")
    delivered()
    assert numbers()[1]["reversed"] == 1 and numbers()[1]["appeals"] == 1
    assert sorted(StatementLetter.objects.values_list("kind", flat=True)) == ["statement", "taken-back"]
    standing = standing_of(ben)
    assert not standing.live and not standing.taken and len(standing.reversed) == 1
    acts = list(Entry.objects.values_list("act", flat=True))
    assert (acts.count("reversed"), acts.count("parted"), acts.count("strike_withdrawn")) == (1, 2, 1)


def test_cases_opened_again_are_so_many_of_the_cases_that_were_decided(mo: Member, mia: Member, three: Three) -> None:
    other = a_case(a_post())
    together([other], mo, person=Person.NOTHING)
    reverse(together(three, mo), by=mia, why="Read wrong")
    found = reopened(timezone.now())
    assert (found.part, found.whole) == (3, 4)
    assert kept_in_all(timezone.now()).decided == 1, "three are open again"


def test_an_appeal_that_reverses_three_is_one_of_one(mo: Member, mira: Member, ben: Member, three: Three) -> None:
    leading = together(three, mo)
    told()
    made = appeal(leading, "All three were jokes.", by=ben)
    last = made.messages.last()
    assert last is not None
    overturn(made, "They were.", by=mira, read=last.pk)
    assert Appeal.objects.count() == 1
    found = overturned(timezone.now())
    assert (found.part, found.whole) == (1, 1)
    assert numbers()[1]["reversed"] == 1 and numbers()[1]["appeals_by_outcome"] == {"appeal_reversed": 1}


def test_each_of_what_rules_held_counts_when_it_is_decided_with_others(mo: Member, mira: Member, three: Three) -> None:
    now = timezone.now()
    stretch = now - timedelta(days=1), now + timedelta(days=1)

    def counted() -> tuple[int, int]:
        found = rule_acts(*stretch)
        return found["held_decided"], found["held_fine"]

    for case in three:
        Entry.objects.create(act="held", is_automatic=True, at=now, case_id=case.pk)
    undo(together(three, mo, content=Content.KEEP, person=Person.NOTHING), by=mo)
    proposed = together(three, mo, content=Content.REMOVE)
    assert counted() == (0, 0), "undone, and only proposed"
    decline(proposed, by=mira, why="Too much")
    assert counted() == (0, 0)
    again = together(three, mo, content=Content.REMOVE)
    agree(again, by=mira, version=again.version)
    assert counted() == (3, 0)
    reverse(again, by=mo, why="Read wrong", agreed=True)
    assert counted() == (3, 0), "what happens later changes nothing"
    together(three, mo, content=Content.KEEP, person=Person.NOTHING)
    assert counted() == (6, 3)


def test_one_that_was_held_and_is_shown_with_others_is_told(mo: Member, ben: Member, three: Three) -> None:
    KINDS["post"].thing(three[1].subject_id).hold()
    leading = together(three, mo, content=Content.KEEP, person=Person.NOTHING)
    told()
    assert StatementLetter.objects.get().decision == leading
    assert statement_of(leading).subject == "Your post is there for everybody now"


def test_nothing_wrong_with_three_is_told_to_nobody(mo: Member, three: Three) -> None:
    together(three, mo, content=Content.KEEP, person=Person.NOTHING)
    told()
    assert not StatementLetter.objects.exists()


def test_what_a_host_decides_counts_once_and_not_as_the_teams(
    mo: Member, ben: Member, nia: Member, delivered: Callable[[], int]
) -> None:
    post = a_post(by=ben, source="Insult")
    item = KINDS["post"].one(post.pk)
    assert item is not None
    reasons = Reasons(rule=None, facts="Called names.", version=item.version, submission="one")
    decision = hide_as_host(item, reasons, by=nia)
    assert hide_as_host(item, reasons, by=nia) == decision
    told()
    letter = StatementLetter.objects.get()
    assert letter.decision == decision and statement_of(decision).found == "Decided by a host of the space."
    assert len(standing_of(ben).taken) == 1 and standing_of(ben).live == []
    public = numbers()[0]
    assert public["decisions"] == 1 and public["by_content"] == {"hide": 1}
    now = timezone.now()
    assert kept_in_all(now).decided == 0 and arrivals_by_week(now) == [] and reopened(now).whole == 0
    appeal(decision, "It was a joke.", by=ben)
    reverse(decision, by=mo, why="Read wrong")
    delivered()
    assert numbers()[1]["reversed"] == 1 and numbers()[1]["appeals"] == 1
    assert StatementLetter.objects.count() == 2 and len(standing_of(ben).reversed) == 1
