"""What rests on a segment stands on its page, with what another rule means for it."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from members.experiments.models import Experiment
from members.journeys.models import Journey
from members.profiles.models import Member
from members.recognition.badges import Badge
from members.segments.fields import IN_THE_OPEN
from members.segments.models import Segment
from members.segments.uses import uses_of
from members.stages.models import Stage, StageRule
from tests.members.journeys.plans import plan, tells

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
WROTE = {"is": "replied", "with": {"space": IN_THE_OPEN, "times": 1, "since": 0}}
NOTHING_YET = {"Badge", "Journey", "Experiment"}


def test_a_segment_says_what_rests_on_it_and_what_another_rule_means_for_that(as_: As, mia: Member) -> None:
    segment = Segment.create("Writers", WROTE, by=mia)
    other = Segment.create("Others", WROTE, by=mia)
    assert "What rests on it" not in as_(mia).get(segment.get_absolute_url()).content.decode()
    badge = Badge.create("Reply", "Replied", "award", segment, by=mia)
    Badge.create("Beside", "Something else", "award", other, by=mia)
    begins = plan(tells(), on="segment", values={"segment": segment.pk})
    journey = Journey.create("Way", begins, by=mia)
    experiment = Experiment.define("words", "Words", [("one", 1), ("two", 1)], by=mia, segment=segment)
    StageRule.objects.create(stage=Stage.ACTIVATED, segment=segment)
    sleeping = {use.name.split()[0] for use in uses_of(segment) if "nothing happens until" in use.then}
    assert sleeping == NOTHING_YET
    badge.start(by=mia)
    journey.publish(by=mia)
    experiment.start(by=mia)
    for path in (segment.get_absolute_url(), reverse("segment_edit", args=[segment.pk])):
        page = as_(mia).get(path).content.decode()
        for words in (
            "Badge “Reply”", "whoever has it keeps it", "Journey “Way”", "those inside go on as they began",
            "Stage “Activated”", "move by another rule", "Experiment “Words”", "keeps their variant",
        ):  # fmt: skip
            assert words in page, words
        assert "Beside" not in page
    journey.pause(by=mia)
    assert any("It stands still." in use.then for use in uses_of(segment))


def test_what_has_ended_rests_on_nothing(mia: Member) -> None:
    segment = Segment.create("Writers", WROTE, by=mia)
    Badge.create("Reply", "Replied", "award", segment, by=mia).retire(by=mia)
    Journey.create("Way", plan(tells(), on="segment", values={"segment": segment.pk}), by=mia).archive(by=mia)
    experiment = Experiment.define("words", "Words", [("one", 1), ("two", 1)], by=mia, segment=segment)
    experiment.start(by=mia)
    experiment.stop(by=mia)
    assert uses_of(segment) == []
