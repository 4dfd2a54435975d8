"""What a manager does to a journey has a way back, and what makes no sense is said before it runs."""

from typing import Any

import pytest
from django.urls import reverse

from members.journeys.counting import step_numbers
from members.journeys.kinds import KINDS
from members.journeys.models import Journey
from members.journeys.plans import WrongPlan, plan_of
from members.journeys.shipped import empty
from members.journeys.wording import Line, lines_of
from members.profiles.models import Member
from tests.members.journeys.plans import plan, put_in, step, tells

pytestmark = pytest.mark.django_db
TAKEN = {"step", "after", "inside", "way", "seen", "do", "row"}


def _post(client: Any, act: str, journey: Journey, *more: str, **data: Any) -> Any:
    journey.refresh_from_db()
    return client.post(reverse(act, args=[journey.pk, *more]), {"seen": journey.draft_number, **data}, follow=True)


@pytest.fixture
def drafted(mia: Member) -> Journey:
    return Journey.create("Hello", plan(step("w1", "wait", days=3), tells("m1")), by=mia)


def test_every_kind_of_step_can_be_added_in_the_browser(mia: Member, as_: Any) -> None:
    assert not {kind: names for kind, one in KINDS.items() if (names := TAKEN & set(one.fields))}
    journey = Journey.create("Hello", empty(), by=mia)
    task = {"step": "task", "kind": "greet", "note": "Say hello", "to": "0", "hours": ""}
    _post(as_(mia), "journey_step_new", journey, **task)
    journey.refresh_from_db()
    assert [one["do"] for one in journey.draft["steps"]] == ["task"]


def test_a_step_that_was_taken_out_comes_back_with_its_words(mia: Member, drafted: Journey, as_: Any) -> None:
    client, before = as_(mia), drafted.draft
    assert "Undo the last change" not in client.get(drafted.get_absolute_url()).text
    seen = drafted.draft_number
    assert "Undo the last change" in _post(client, "journey_step_out", drafted, "m1").text
    late = client.post(reverse("journey_undo", args=[drafted.pk]), {"seen": seen}, follow=True)
    assert "Look at it once more" in late.text
    assert "taken back" in _post(client, "journey_undo", drafted).text
    drafted.refresh_from_db()
    assert drafted.draft == before and drafted.draft_before is None


def test_an_archived_journey_is_not_changed_and_can_be_put_back(mia: Member, drafted: Journey, as_: Any) -> None:
    client = as_(mia)
    drafted.publish(by=mia)
    _post(client, "journey_archive", drafted)
    page = client.get(drafted.get_absolute_url()).text
    assert "Put it back" in page and "Add a step" not in page and "/steps/" not in page
    assert "This journey is archived" in _post(client, "journey_step", drafted, "w1", days="9").text
    again = Journey.create("hello", empty(), by=mia)
    assert "Give that one another name first" in _post(client, "journey_unarchive", drafted).text
    again.rename("Hello again", "", by=mia)
    assert "Paused" in _post(client, "journey_unarchive", drafted).text
    drafted.refresh_from_db()
    assert drafted.archived_at is None and drafted.paused_at is not None


def test_a_journey_takes_another_name_that_no_other_one_has(mia: Member, drafted: Journey, as_: Any) -> None:
    Journey.create("Other", empty(), by=mia)
    wrong = _post(as_(mia), "journey_words", drafted, name="OTHER", purpose="Why")
    assert wrong.status_code == 422 and "There is a journey called" in wrong.text and 'value="Why"' in wrong.text
    assert "<h1>Good day</h1>" in _post(as_(mia), "journey_words", drafted, name="Good day", purpose="").text


def test_nothing_without_steps_runs(mia: Member, as_: Any) -> None:
    journey = Journey.create("Hello", empty(), by=mia)
    assert "It has no steps yet" in _post(as_(mia), "journey_publish", journey).text
    with pytest.raises(WrongPlan):
        journey.publish(by=mia)


def test_publishing_what_runs_says_that_nothing_changed_and_otherwise_what(
    mia: Member, drafted: Journey, as_: Any
) -> None:
    drafted.publish(by=mia)
    address = reverse("journey_publish", args=[drafted.pk])
    assert "Nothing has changed" in as_(mia).get(address).text
    _post(as_(mia), "journey_begins", drafted, on="date", **{"date-days": "9"})
    _post(as_(mia), "journey_ends", drafted, days="8", again_after="0", row="0")
    page = as_(mia).get(address).text
    assert "It begins: 9 days after somebody joined" in page and "Nobody stays longer than 8 days." in page


def test_a_published_version_is_read_as_it_was_with_who_is_inside(mia: Member, drafted: Journey, as_: Any) -> None:
    drafted.publish(by=mia)
    put_in(drafted, mia)
    _post(as_(mia), "journey_step", drafted, "w1", days="9")
    drafted.publish(by=mia)
    page = as_(mia).get(drafted.get_absolute_url()).text
    assert "Version 1" in page and "1 inside" in page and ">9</a>" in page
    old = as_(mia).get(reverse("journey_version", args=[drafted.pk, 1])).text
    assert "3 days" in old and "Add a step" not in old and "/steps/w1/" not in old
    assert as_(mia).get(reverse("journey_version", args=[drafted.pk, 7])).status_code == 404


def test_what_is_wrong_in_another_step_names_it(mia: Member, drafted: Journey, as_: Any) -> None:
    steps = [*drafted.draft["steps"], step("b1", "badge", badge="999999", reason="Gone")]
    Journey.objects.filter(pk=drafted.pk).update(draft=drafted.draft | {"steps": steps})
    assert "What stood here is gone" in _post(as_(mia), "journey_step", drafted, "w1", days="9").text


def test_a_word_in_braces_that_would_arrive_as_typed_is_refused(mia: Member, drafted: Journey, as_: Any) -> None:
    said = {"subject": "Hi {name}", "text": "{nmae}, here is {community}.", "by": "both", "host": "0"}
    wrong = _post(as_(mia), "journey_step", drafted, "m1", **said)
    assert wrong.status_code == 422 and "“{nmae}” is not known" in wrong.text and "here is {community}." in wrong.text
    assert wrong.text.count("There is a problem") == 1


def test_a_step_behind_the_end_says_that_nobody_comes_there(mia: Member) -> None:
    leaving = {"yes": [step("l1", "leave")], "no": [step("l2", "leave")]}
    asking = step("a1", "wait_for", verb="post.created", days=3) | {"ways": leaving}
    journey = Journey.create("Hello", plan(tells("m1"), asking, tells("m2")), by=mia)
    lines: list[Line] = lines_of(plan_of(journey.draft), step_numbers(journey))
    assert [(line.step.id, line.is_beyond) for line in lines] == [("m1", False), ("a1", False), ("m2", True)]


def test_a_step_with_nothing_to_choose_from_says_where_it_is_made(mia: Member, drafted: Journey, as_: Any) -> None:
    asked = as_(mia).get(reverse("journey_step_new", args=[drafted.pk]), {"step": "variant"}).text
    assert "There is nothing to choose from yet: Experiment." in asked and reverse("experiment_new") in asked
