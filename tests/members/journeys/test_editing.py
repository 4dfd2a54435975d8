"""Managers plan a journey in the browser: put steps in, change, move and take them out, publish."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.activity.log import record
from members.journeys.beginning import begin_test
from members.journeys.counting import dry_run
from members.journeys.mailing import deliver, has_stopped
from members.journeys.models import Journey, JourneyMessage, Run
from members.journeys.plans import plan_of, read
from members.journeys.running import move_on
from members.journeys.shipped import SHIPPED, empty
from members.profiles.models import Member
from members.recognition.badges import Badge
from tests.members.journeys.plans import POSTED, a_journey, plan, put_in, step, tells

pytestmark = pytest.mark.django_db


def _save(client: Client, journey: Journey, name: str, args: list[Any], **data: Any) -> Any:
    journey.refresh_from_db()
    return client.post(reverse(name, args=args), {"seen": journey.draft_number} | data)


@pytest.fixture
def drafted(mia: Member) -> Journey:
    return Journey.create("Hello", plan(step("w1", "wait", days=3), tells("m1")), by=mia)


def test_only_managers_plan(mo: Member, visitor: Any, drafted: Journey, as_: Any) -> None:
    moderator = as_(mo)
    pages: list[tuple[str, list[int]]] = [("journeys", []), ("journey_version", [drafted.pk, 1])]
    for name, args in [*pages, ("journey", [drafted.pk]), ("journey_people", [drafted.pk])]:
        assert moderator.get(reverse(name, args=args)).status_code == 403
    assert as_(visitor).get(reverse("journeys")).status_code == 302


def test_a_step_that_cannot_be_kept_any_more_is_named(mia: Member, as_: Any) -> None:
    badge = Badge.create("Early bird", "Came early", "award", None, by=mia)
    steps = step("w1", "wait", days=3), step("b1", "badge", badge=badge.pk, reason="Came first")
    journey = Journey.create("Hello", plan(*steps), by=mia)
    badge.retire(by=mia)
    answer = _save(as_(mia), journey, "journey_step", [journey.pk, "w1"], days="5")
    assert answer.status_code == 422 and "Came first" in answer.text and 'value="5"' in answer.text
    for act in ("journey_test", "journey_publish"):
        answer = _save(as_(mia), journey, act, [journey.pk])
        assert answer.status_code == 422 and "It is about this step: “Give them" in answer.text
    assert as_(mia).get(reverse("journey_dry_run", args=[journey.pk])).status_code == 200


def test_each_version_is_shown_with_those_who_are_on_it(mia: Member, ben: Member, nia: Member, as_: Any) -> None:
    journey, client = a_journey(step("w", "wait", days=1), tells("old", subject="The first words")), as_(mia)
    put_in(journey, ben)
    journey.draft = read(plan(step("x", "wait", days=2)))
    journey.save()
    journey.publish(by=mia)
    begin_test(journey, mia)
    page = client.get(journey.get_absolute_url()).content.decode()
    first, second = (reverse("journey_version", args=[journey.pk, number]) for number in (1, 2))
    assert page.index(second) < page.index(first) and "Mia" in page
    before = client.get(first)
    assert "The first words" in before.content.decode() and "1 inside" in before.content.decode()
    assert [line.people for line, *_more in before.context["rows"]] == [1, 0]
    assert "The first words" not in client.get(second).content.decode()
    assert client.get(reverse("journey_version", args=[journey.pk, 3])).status_code == 404


def test_from_nothing_to_a_branch_and_a_message(mia: Member, ben: Member, as_: Any) -> None:
    client = as_(mia)
    client.post(reverse("journey_create"), {"name": "Newcomers", "purpose": "", "like": ""})
    journey = Journey.objects.get()
    one, new = [journey.pk], "journey_step_new"
    done = _save(client, journey, "journey_begins", one, on="verb", **{"verb-verb": "member.described"})
    assert done.status_code == 302
    assert (
        _save(client, journey, new, one, step="wait_hours", hours="2", after="", inside="", way="").status_code == 302
    )
    journey.refresh_from_db()
    first = journey.draft["steps"][0]["id"]
    rule = {
        "row": ["0", "0.0"], "0-join": "all", "0.0-is": "did", "0.0-verb": "post.created", "0.0-times": "1",
        "0.0-days": "30",
    }  # fmt: skip
    assert _save(client, journey, new, one, step="if", after=first, inside="", way="", **rule).status_code == 302
    journey.refresh_from_db()
    asks = journey.draft["steps"][1]["id"]
    said = {"subject": "Hi {name}", "text": "Say hello.", "by": "both", "host": "0"}
    assert _save(client, journey, new, one, step="message", after="", inside=asks, way="no", **said).status_code == 302
    assert _save(client, journey, new, one, step="leave", after="", inside=asks, way="yes").status_code == 302
    page = client.get(reverse("journey", args=one)).text
    assert "“Hi {name}”" in page and "Leave quietly" in page and "changed the words of their profile" in page
    journey.refresh_from_db()
    assert [one.do for one in plan_of(journey.draft).walk()] == ["wait_hours", "if", "leave", "message"]
    assert _save(client, journey, "journey_publish", one).status_code == 302
    journey.refresh_from_db()
    assert journey.version is not None and not Run.objects.exists()
    client.post(reverse("journey_put_in", args=one), {"handle": "ben"})
    assert Run.objects.get().member == ben


def test_steps_are_moved_changed_and_taken_out(mia: Member, drafted: Journey, as_: Any) -> None:
    client, one = as_(mia), drafted.pk
    _save(client, drafted, "journey_step_move", [one, "w1"], way="down")
    _save(client, drafted, "journey_step_move", [one, "w1"], way="down")
    _save(client, drafted, "journey_step", [one, "w1"], days="9")
    _save(client, drafted, "journey_step_out", [one, "m1"])
    drafted.refresh_from_db()
    assert [(step["id"], step["with"]) for step in drafted.draft["steps"]] == [("w1", {"days": 9})]


def test_two_tabs_do_not_overwrite_each_other_and_keep_what_was_typed(mia: Member, drafted: Journey, as_: Any) -> None:
    client = as_(mia)
    _save(client, drafted, "journey_step", [drafted.pk, "w1"], days="4")
    late = client.post(reverse("journey_step", args=[drafted.pk, "w1"]), {"seen": 1, "days": "8"})
    assert late.status_code == 422 and "Somebody else changed" in late.text and 'value="8"' in late.text
    drafted.refresh_from_db()
    assert drafted.draft["steps"][0]["with"] == {"days": 4}


def test_publishing_twice_publishes_once_and_not_what_somebody_changed_meanwhile(
    mia: Member, drafted: Journey, as_: Any
) -> None:
    address, seen = reverse("journey_publish", args=[drafted.pk]), {"seen": drafted.draft_number}
    assert [as_(mia).post(address, seen).status_code for _press in range(2)] == [302, 302]
    assert drafted.versions.count() == 1
    _save(as_(mia), drafted, "journey_step", [drafted.pk, "w1"], days="4")
    late = as_(mia).post(address, seen)
    assert late.status_code == 422 and "Somebody else changed" in late.text and drafted.versions.count() == 1


@pytest.mark.parametrize(
    ("given", "words"), [("", "required"), ("0", "greater"), ("soon", "whole number"), ("9" * 400, "less than")]
)
def test_a_wrong_value_is_said_and_changes_nothing(
    given: str, words: str, mia: Member, drafted: Journey, as_: Any
) -> None:
    answer = _save(as_(mia), drafted, "journey_step", [drafted.pk, "w1"], days=given)
    assert answer.status_code == 422 and words in answer.text
    drafted.refresh_from_db()
    assert drafted.draft["steps"][0]["with"] == {"days": 3}


def test_a_question_without_sentences_and_a_beginning_without_a_choice_are_refused(
    mia: Member, drafted: Journey, as_: Any
) -> None:
    client, one = as_(mia), [drafted.pk]
    asked = _save(client, drafted, "journey_step_new", one, step="if", after="m1", inside="", way="", row="0")
    assert asked.status_code == 422 and "Add at least one sentence" in asked.text
    begun = _save(client, drafted, "journey_begins", one, on="segment")
    assert begun.status_code == 422 and "required" in begun.text
    assert client.get(reverse("journey_step", args=[drafted.pk, "gone"])).status_code == 404


def test_a_test_goes_through_the_draft_at_once_and_counts_nowhere(mia: Member, as_: Any, letters: Any) -> None:
    steps = step("w1", "wait", days=3), tells("m1"), step("w2", "wait_until", hour=3)
    journey = Journey.create("Try", plan(*steps), by=mia)
    page = as_(mia).post(reverse("journey_test", args=[journey.pk]))
    assert "Hello Mia" in page.text and Run.objects.get().is_test
    assert deliver() == 1 and letters()[0].to == [mia.email]
    listed = as_(mia).get(reverse("journeys")).text
    assert "0 began" in listed


def test_a_dry_run_says_how_many_come_to_each_step(ben: Member, nia: Member, mia: Member, as_: Any) -> None:
    record("post.created", actor=ben)
    ways = {"yes": [step("l", "leave")], "no": [tells("m")]}
    journey = a_journey(step("q", "if", ways, rule=POSTED), step("w", "wait", days=1))
    count, steps = dry_run(journey, plan_of(journey.draft), timezone.now())
    everybody = Member.objects.present().count()
    assert count == everybody
    assert [(one.step.id, one.people) for one in steps] == [
        ("q", everybody), ("l", 1), ("m", everybody - 1), ("w", everybody - 1),
    ]  # fmt: skip
    assert as_(mia).get(reverse("journey_dry_run", args=[journey.pk])).status_code == 200
    assert not Run.objects.exists() and not JourneyMessage.objects.exists()


def test_what_comes_with_talkoot_can_run() -> None:
    for plan_of_it in (empty, *(one.plan for one in SHIPPED.values())):
        made = plan_of_it()
        assert read(made)["steps"] == made["steps"]


def test_a_message_is_seen_by_whom_it_is_for_alone_and_stopped_by_its_link(
    ben: Member, nia: Member, visitor: Any, as_: Any
) -> None:
    journey = a_journey(tells())
    put_in(journey, ben, at=timezone.now())
    move_on()
    message = JourneyMessage.objects.get()
    address = reverse("journey_message", args=[message.pk])
    assert [as_(who).get(address).status_code for who in (ben, nia, visitor)] == [200, 404, 302]
    stop = reverse("journey_stop", args=[message.token])
    assert as_(visitor).get(stop).status_code == 200 and not has_stopped(ben, journey)
    assert as_(visitor).post(stop).status_code == 302 and has_stopped(ben, journey)
    assert as_(visitor).post(stop, {"act": "again"}).status_code == 302 and not has_stopped(ben, journey)
    assert as_(visitor).get(reverse("journey_stop", args=["x" * 32])).status_code == 404
