"""Things without a case decided together: a case is opened with its decision, once, or not at all."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.posts.models import Post
from community.threads.models import Thread
from members.activity.models import Activity
from members.profiles.models import Member
from moderation.guidelines.measures import Source
from moderation.review.bulk import MOST, decide_things
from moderation.review.cases import Case
from moderation.review.chosen import as_seen
from moderation.review.deciding import Wanted, undo
from moderation.review.decisions import Decision
from moderation.review.opening import open_case
from moderation.review.subjects import KINDS, Item
from tests.factories import a_member, a_space, a_thread
from tests.moderation.racing import at_once

if TYPE_CHECKING:
    from community.spaces.models import Space

As = Callable[..., Client]
HIDE = {"content": "hide", "person": "nothing", "facts": "Offers without end.", "submission": "one press"}


@pytest.fixture
def threads(space: "Space", nia: Member) -> list[Thread]:
    return [a_thread(space, by=nia, title=f"Offer number {number}") for number in range(3)]


def items(threads: list[Thread]) -> list[Item]:
    found = KINDS["post"].many([thread.posts.get(number=1).pk for thread in threads])
    return [found[pk] for pk in sorted(found)]


def values(threads: list[Thread]) -> list[str]:
    return [thing.value for thing in as_seen(items(threads))]


def send(client: Client, **given: Any) -> Any:
    return client.post(reverse("moderate_bulk"), given)


def test_members_decide_nothing_and_what_is_not_seen_or_of_a_higher_role_is_not_there(
    as_: As, threads: list[Thread], mo: Member, mia: Member, ben: Member, private_space: "Space"
) -> None:
    assert send(as_(ben), thing=values(threads), **HIDE).status_code == 403
    inside, led = a_thread(private_space, by=ben, title="In there"), a_thread(by=mia, title="By a manager")
    page = send(as_(mo), thing=[*values([inside]), *values([led]), "post:987654:0:x"], **HIDE).text
    assert page.count("It is not there.") == 3 and "In there" not in page and "By a manager" not in page
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "value",
    ["", "post", "post:1", "post:x:0:v", "post:1:y:v", "nothing:1:0:v", f"post:{'9' * 30}:0:v", "post:1:0:" + "v" * 65],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(as_: As, mo: Member, value: str) -> None:
    answer = send(as_(mo), thing=[value], **HIDE)
    assert (answer.status_code, "were not understood" in answer.text) == (422, True)


def test_too_many_and_cases_mixed_with_things_are_refused(as_: As, mo: Member, threads: list[Thread]) -> None:
    many = [f"post:{number}:0:v" for number in range(1, MOST + 2)]
    assert "At most 50 cases" in send(as_(mo), thing=many, **HIDE).text
    assert send(as_(mo), thing=values(threads), case=["1:v"], **HIDE).status_code == 422
    assert not Decision.objects.exists()


def test_asking_and_a_wrong_form_open_nothing_and_keep_what_was_typed(
    as_: As, mo: Member, threads: list[Thread]
) -> None:
    asked = send(as_(mo), thing=values(threads))
    wrong = send(as_(mo), thing=values(threads), **HIDE | {"content": "", "facts": "Kept words"})
    assert (asked.status_code, wrong.status_code) == (200, 422)
    for page in (asked.text, wrong.text):
        assert "Decide 3 cases" in page and all(value in page for value in values(threads))
    assert "Kept words" in wrong.text
    assert not Case.objects.exists() and not Activity.objects.filter(verb__startswith="case.").exists()


def test_each_gets_a_case_with_its_decision_once_also_when_it_is_sent_twice(
    as_: As, mo: Member, threads: list[Thread]
) -> None:
    sent = values(threads)
    for _again in range(2):
        assert send(as_(mo), thing=sent, **HIDE).text.count("Decided.") == 3
    assert Decision.objects.count() == Case.objects.closed().count() == Case.objects.count() == 3
    assert set(Case.objects.values_list("source", flat=True)) == {Source.TEAM}
    assert not Post.objects.filter(thread__in=threads, number=1, hidden_at=None).exists()


def test_what_cannot_be_decided_is_said_and_gets_no_case(as_: As, mo: Member, threads: list[Thread]) -> None:
    sent, ada = values(threads), a_member("Ada", role="moderator")
    Post.objects.filter(thread=threads[0]).update(source="Quite another text")
    open_case(items([threads[1]])[0], Source.REPORT).claim(by=ada)
    page = send(as_(mo), thing=sent, **HIDE).text
    assert "Its author changed it in the meantime." in page and "Ada has this case open." in page
    assert page.count("Decided.") == 1 and Decision.objects.count() == 1
    assert not Case.objects.filter(subject_id=threads[0].posts.get(number=1).pk).exists()


def test_what_somebody_decided_since_it_was_asked_is_left_and_what_was_taken_back_is_not(
    mo: Member, threads: list[Thread]
) -> None:
    seen, ada = as_seen(items(threads)), a_member("Ada", role="moderator")
    first = [one for _thing, one in decide_things(seen, Wanted(content="hide", facts="Offers"), by=ada)]
    then = [one for _thing, one in decide_things(seen, Wanted(content="hide", facts="Offers"), by=mo)]
    assert then == ["Ada decided this in the meantime."] * 3
    for one in first:
        assert isinstance(one, Decision)
        undo(one, by=ada)
        one.case.release(by=ada)
    done = decide_things(seen, Wanted(content="hide", facts="Offers"), by=mo)
    assert all(isinstance(one, Decision) for _thing, one in done)
    assert Case.objects.count() == 3


def test_what_was_decided_before_it_was_asked_can_be_decided_anew(mo: Member, threads: list[Thread]) -> None:
    before = decide_things(as_seen(items(threads)), Wanted(), by=mo)
    Case.objects.update(closed_at=timezone.now() + timedelta(seconds=1))
    done = decide_things(as_seen(items(threads)), Wanted(content="hide", facts="Now it is"), by=mo)
    assert all(isinstance(one, Decision) for _thing, one in [*before, *done])
    assert Case.objects.count() == 6


def test_nobody_is_given_a_consequence_twice(mo: Member, threads: list[Thread]) -> None:
    wanted = Wanted(content="hide", person="warn", facts="Offers")
    done = [one for _thing, one in decide_things(as_seen(items(threads)), wanted, by=mo)]
    assert isinstance(done[0], Decision) and Case.objects.count() == 1
    assert done[1:] == ["Another of these cases gives this person a consequence. Decide this by itself."] * 2


@pytest.mark.django_db(transaction=True)
def test_two_at_once_decide_each_once() -> None:
    space, author = a_space(), a_member()
    threads = [a_thread(space, by=author, title=f"Offer number {number}") for number in range(3)]
    seen, team = as_seen(items(threads)), [a_member(role="moderator") for _ in range(2)]
    wanted = [Wanted(content="hide", facts="Offers", submission=one.name) for one in team]
    things = [seen, seen[::-1]]
    found = at_once(*(partial(decide_things, things[n], wanted[n], by=one) for n, one in enumerate(team)))
    made = [became for done in found for _thing, became in done]
    assert sum(isinstance(one, Decision) for one in made) == 3
    assert all(isinstance(one, Decision) or one.endswith("decided this in the meantime.") for one in made)
    assert Decision.objects.count() == Case.objects.count() == Case.objects.closed().count() == 3
