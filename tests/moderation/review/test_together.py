"""Cases of one person decided as one: one step, one letter, each thing dealt with; all of it or nothing."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.posts.models import Post
from members.privacy.owning import EXPORTERS
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from moderation.appeals.deciding import overturn
from moderation.appeals.models import Appeal
from moderation.appeals.opening import appeal
from moderation.guidelines.measures import Content, Person, Severity
from moderation.ledger.models import Entry
from moderation.review.cases import Case, CaseLook
from moderation.review.deciding import (
    ChangedMeanwhile,
    ClaimedMeanwhile,
    DecidedMeanwhile,
    Wanted,
    agree,
    decide,
    decline,
    reverse,
    undo,
)
from moderation.review.decisions import Decision
from moderation.review.subjects import KINDS
from moderation.sanctions.models import Strike
from moderation.sanctions.standing import standing_of
from moderation.sanctions.steps import LadderStep
from moderation.statements.models import StatementLetter
from moderation.statements.owing import owe_due
from moderation.statements.stating import statement_of
from tests.factories import a_member, a_post
from tests.moderation.decided import a_case, a_minute_ago

pytestmark = pytest.mark.django_db
As = Callable[..., Any]
Three = list[Case]


def version(case: Case) -> str:
    item = KINDS["post"].one(case.subject_id)
    assert item is not None
    return item.version


def wanted(cases: Three, **given: Any) -> Wanted:
    first, *others = cases
    begins = {"content": Content.HIDE, "person": Person.WARN, "facts": "Three insults."}
    return Wanted(**begins | given, version=version(first), joined={one.pk: version(one) for one in others})


@pytest.fixture
def three(ben: Member) -> Three:
    """Three cases about ben."""
    return [a_case(a_post(by=ben, source=f"Insult number {number}")) for number in range(3)]


@pytest.fixture
def mira(db: None) -> Member:
    """Another moderator."""
    return a_member("Mira", role="moderator")


def joined(leading: Decision) -> Decision:
    """One that was decided as one with it."""
    found = leading.joined.order_by("pk").first()
    assert found is not None
    return found


def hidden(cases: Three) -> int:
    return Post.objects.filter(pk__in=[case.subject_id for case in cases], hidden_at__isnull=False).count()


def test_somebody_elses_case_or_one_that_is_not_seen_does_not_join(mo: Member, nia: Member, three: Three) -> None:
    with pytest.raises(NotNow, match="same person"):
        decide(three[0], wanted([three[0], a_case(a_post(by=nia))]), by=mo)
    with pytest.raises(NotNow):
        decide(three[0], wanted([three[0], a_case(a_post(by=mo))]), by=mo)
    with pytest.raises(NotNow, match="one by one"):
        decide(three[0], wanted(three, content=Content.MOVE), by=mo)
    assert not Decision.objects.exists()


def test_all_is_done_to_each_thing_and_once_to_the_person(mo: Member, three: Three) -> None:
    leading = decide(three[0], wanted(three), by=mo)
    assert hidden(three) == 3 and not Case.objects.open().exists()
    assert Strike.objects.count() == 1 and Strike.objects.get().decision == leading
    assert Decision.objects.filter(joined_to=leading).count() == 2
    acts = list(Entry.objects.values_list("act", flat=True))
    assert (acts.count("decided"), acts.count("joined"), acts.count("hidden"), acts.count("struck")) == (1, 2, 3, 1)


def test_one_letter_names_all_of_it(mo: Member, three: Three) -> None:
    leading = decide(three[0], wanted(three), by=mo)
    Decision.objects.update(letter_at="2026-01-01T00:00Z")
    owe_due()
    assert StatementLetter.objects.get().decision == leading
    statement = statement_of(leading)
    assert len(statement.others) == 2
    assert "This holds for everything that is named here." in statement.decided


@pytest.mark.parametrize("meanwhile", ["decided", "claimed", "changed"])
def test_one_that_is_not_as_it_was_leaves_all_undecided(mo: Member, mira: Member, three: Three, meanwhile: str) -> None:
    chosen = wanted(three)
    refusal: dict[str, type[Exception]] = {
        "decided": DecidedMeanwhile, "claimed": ClaimedMeanwhile, "changed": ChangedMeanwhile,
    }  # fmt: skip
    if meanwhile == "decided":
        decide(three[2], wanted([three[2]], content=Content.KEEP, person=Person.NOTHING), by=mira)
    elif meanwhile == "claimed":
        three[2].claim(by=mira)
    else:
        Post.objects.filter(pk=three[2].subject_id).update(source="Other words")
    with pytest.raises(refusal[meanwhile]):
        decide(three[0], chosen, by=mo)
    assert hidden(three) == 0 and Strike.objects.count() == 0


def test_undone_from_any_of_them_all_is_undone(mo: Member, three: Three) -> None:
    leading = decide(three[0], wanted(three), by=mo)
    undo(joined(leading), by=mo)
    assert hidden(three) == 0 and Case.objects.open().count() == 3
    assert not Strike.objects.filter(withdrawn_at=None).exists()


def test_reversed_from_any_of_them_all_is_taken_back(mo: Member, mia: Member, three: Three) -> None:
    leading = decide(three[0], wanted(three), by=mo)
    reverse(joined(leading), by=mia, why="Read wrong")
    assert hidden(three) == 0 and Case.objects.open().count() == 3
    assert Entry.objects.filter(act="reversed").count() == 1


def test_a_proposal_waits_agrees_and_is_declined_as_one(mo: Member, mira: Member, three: Three) -> None:
    first = decide(three[0], wanted(three, content=Content.REMOVE), by=mo)
    assert Decision.objects.proposed().count() == 3 and hidden(three) == 3 and not Strike.objects.exists()
    decline(joined(first), by=mira, why="Too much")
    assert hidden(three) == 0 and Decision.objects.standing().count() == 0
    again = decide(three[0], wanted(three, content=Content.REMOVE), by=mo)
    agree(joined(again), by=mira, version=joined(again).version)
    assert Decision.objects.in_force().count() == 3 and Strike.objects.count() == 1
    assert Post.objects.filter(removed_at__isnull=False).count() == 3


def test_an_appeal_covers_all_of_it(as_: As, mo: Member, mira: Member, ben: Member, three: Three) -> None:
    leading = decide(three[0], wanted(three), by=mo)
    a_minute_ago(leading)
    found = appeal(joined(leading), "All three were jokes.", by=ben)
    assert found.decision == leading and Appeal.objects.count() == 1
    assert as_(ben).get(f"/appeals/new/{joined(leading).pk}/").url == found.get_absolute_url()
    assert "Decided as one with it:" in as_(mira).get(f"/moderate/appeals/{found.pk}/").text
    last = found.messages.last()
    assert last is not None
    overturn(found, "They were.", by=mira, read=last.pk)
    assert hidden(three) == 0 and not Strike.objects.filter(withdrawn_at=None).exists()


def test_the_bench_offers_the_others_and_decides_them_with_it(
    as_: As, mo: Member, mira: Member, rule: Any, three: Three
) -> None:
    three[2].claim(by=mira)
    client, url = as_(mo), f"/moderate/{three[0].pk}/"
    page = client.get(url).text
    assert f'value="{three[1].pk}:{version(three[1])}"' in page and "Mira has this case open." in page
    assert f'form="decide" value="{three[2].pk}:' not in page
    sent = {"choice": "other", "content": "hide", "person": "warn", "rule": str(rule.pk), "facts": "Two insults.",
            "version": version(three[0]), "joined": f"{three[1].pk}:{version(three[1])}"}  # fmt: skip
    stale = client.post(f"{url}decide/", sent | {"joined": f"{three[2].pk}:{version(three[2])}", "facts": "Kept words"})
    assert stale.status_code == 422 and "Look at them again." in stale.text and "Kept words" in stale.text
    assert client.post(f"{url}decide/", sent).status_code == 302
    assert Decision.objects.count() == 2 and Strike.objects.count() == 1
    assert "Decided as one with 1 other case" in client.get(url).text


def test_private_words_are_shown_beside_it_only_to_who_looked(as_: As, mo: Member, ben: Member, three: Three) -> None:
    Case.objects.filter(pk=three[1].pk).update(is_private=True)
    client, url = as_(mo), f"/moderate/{three[0].pk}/"
    page = client.get(url).text
    assert "Insult number 1" not in page and "Open it first; that you looked is recorded." in page
    client.get(f"/moderate/{three[1].pk}/")
    assert "Insult number 1" in client.get(url).text


@pytest.fixture
def graver(three: Three) -> Three:
    """The last of them is severe: with it the next step is one further on."""
    LadderStep.objects.create(place=1, measure="warn"), LadderStep.objects.create(place=2, measure="silence", days=7)
    Case.objects.filter(pk=three[2].pk).update(severity=Severity.HIGH)
    return three


def test_it_is_as_severe_as_the_most_severe_of_them(mo: Member, ben: Member, graver: Three) -> None:
    leading = decide(graver[0], wanted(graver[:2]), by=mo)
    assert Strike.objects.get().number == 1
    undo(leading, by=mo)
    leading = decide(graver[0], wanted(graver), by=mo)
    assert Strike.objects.get(decision=leading).number == 2 and "This is step 2 of 2" in statement_of(leading).follows
    a_minute_ago(leading)
    case = appeal(leading, "All three were jokes.", by=ben).case()
    assert case is not None and case.severity == Severity.HIGH


def test_the_next_step_goes_with_what_is_chosen(as_: As, mo: Member, rule: Any, graver: Three) -> None:
    client, url = as_(mo), f"/moderate/{graver[0].pk}/"
    page = client.get(url).text
    offers = re.search(r'name="offers" form="decide" value="([^"]+)"', page)
    assert offers is not None and "warn:warn:0" in offers[1] and "Step 1 of 2" in page
    sent = {"choice": "warn", "rule": str(rule.pk), "facts": "Three insults.", "version": version(graver[0]),
            "offers": offers[1]}  # fmt: skip
    grave, htmx = sent | {"joined": f"{graver[2].pk}:{version(graver[2])}"}, {"HX-Request": "true"}
    assert 'name="offers"' not in client.post(f"{url}draft/", sent, headers=htmx).text, "nothing changed"
    fresh = client.post(f"{url}draft/", grave, headers=htmx).text
    assert "warn:silence:7" in fresh and "Step 2 of 2" in fresh
    refused = client.post(f"{url}decide/", grave)
    assert refused.status_code == 422 and "The next step is another one by now." in refused.text
    assert "warn:silence:7" in refused.text and "Step 2 of 2" in refused.text and not Decision.objects.exists()
    now = re.search(r'name="offers" form="decide" value="([^"]+)"', refused.text)
    assert now is not None
    assert client.post(f"{url}decide/", grave | {"offers": now[1]}).status_code == 302
    assert Strike.objects.get().person == Person.SILENCE and Strike.objects.get().number == 2


def test_nobody_agrees_to_private_words_they_have_not_looked_at(
    as_: As, mo: Member, mira: Member, three: Three
) -> None:
    Case.objects.filter(pk=three[1].pk).update(is_private=True)
    leading = decide(three[0], wanted(three, content=Content.REMOVE), by=mo)
    client, url = as_(mira), f"/moderate/{three[0].pk}/"
    sent = {"version": version(three[0]), "joined": [f"{case.pk}:{version(case)}" for case in three[1:]]}
    barred = "Open it first; that you looked is recorded."
    page = client.get(url).text
    assert "Insult number 1" not in page and barred in page and "Insult number 2" in page
    refused = client.post(f"/moderate/decisions/{leading.pk}/agree/", sent)
    assert refused.status_code == 422 and Decision.objects.proposed().count() == 3
    client.get(f"/moderate/{three[1].pk}/")
    assert CaseLook.objects.filter(case=three[1], by=mira).exists()
    page = client.get(url).text
    assert "Insult number 1" in page and barred not in page
    assert client.post(f"/moderate/decisions/{leading.pk}/agree/", sent).status_code == 302
    assert Decision.objects.in_force().count() == 3


def told(mo: Member, cases: Three) -> None:
    """All of them are decided as one, and the letter is owed."""
    decide(cases[0], wanted(cases), by=mo)
    Decision.objects.update(letter_at="2026-01-01T00:00Z", in_force_at="2026-01-01T00:00Z")
    owe_due()


def test_the_copy_of_ones_data_holds_all_of_it(mo: Member, ben: Member, three: Three) -> None:
    decide(three[0], wanted(three[:1]), by=mo)  # a letter is owed when it can no longer be undone
    assert not list(EXPORTERS["moderation/decisions"].rows(ben))
    told(mo, three[1:])
    assert len(list(EXPORTERS["moderation/decisions"].rows(ben))) == 3


def test_more_cases_decided_as_one_cost_no_more_on_ones_standing(mo: Member, nia: Member, ben: Member) -> None:
    costs = []
    for member, number in ((ben, 2), (nia, 6)):
        told(mo, [a_case(a_post(by=member)) for _one in range(number)])
        standing_of(member)  # what is remembered between pages is known now
        with CaptureQueriesContext(connection) as seen:
            assert len(standing_of(member).taken) == number
        costs.append(len(seen))
    assert costs[0] == costs[1]
