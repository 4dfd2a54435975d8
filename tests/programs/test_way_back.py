"""Every page of the team under programs leads back the same way: Programs, and what lies between."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from community.spaces.models import Space
from members.profiles.models import Member
from tests.programs.events.held import an_event
from tests.programs.newslettered import a_newsletter
from tests.programs.planned import a_program
from tests.programs.spotlights.shown import a_date
from tests.programs.surveyed import a_survey

As = Callable[..., Any]
WAY = re.compile(r'<nav[^>]*aria-label="The way back"[^>]*>(.*?)</nav>', re.DOTALL)
LINK = re.compile(r'<a [^>]*href="([^"]*)"')


def pages(mia: Member, space: Space) -> Iterator[str]:
    """One of each page."""
    program = a_program(mia, space=space)
    item, survey = program.occurrences.order_by("day")[1], a_survey(mia).program.pk
    event, over = an_event(mia), an_event(mia, starts_in=timedelta(hours=-2))
    yield from map(reverse, ("programs_settings", "program_templates", "programs_copy", "plan", "surveys"))
    yield reverse("program_template", args=["quarter"])
    yield reverse("celebrations_manage")
    for name in ("program", "program_change"):
        yield reverse(name, args=[program.pk])
    for name in ("occurrence", "occurrence_change", "occurrence_told", "occurrence_call_off", "program_move"):
        yield reverse(name, args=[item.pk])
    yield reverse("event_console", args=[event.pk])
    yield reverse("event_survey", args=[over.pk])
    for name in ("survey_results", "survey_questions"):
        yield reverse(name, args=[survey])
    yield reverse("survey_question", args=[survey, "new"])
    yield reverse("newsletter_edit", args=[a_newsletter(mia).pk])
    yield reverse("spotlight_manage", args=[a_date(mia, space).pk])


@pytest.mark.django_db
def test_each_page_of_the_team_has_one_way_back_that_begins_with_programs(as_: As, mia: Member, space: Space) -> None:
    client = as_(mia)
    for path in pages(mia, space):
        answer = client.get(path)
        assert answer.status_code == 200, path
        found = WAY.findall(answer.text)
        assert len(found) == 1, path
        links = LINK.findall(found[0])
        assert links[0] == reverse("programs"), path
        assert all(client.get(link).status_code == 200 for link in links[1:]), path


@pytest.mark.django_db
def test_a_host_who_does_not_manage_is_not_sent_where_they_may_not_go(as_: As, mia: Member, ben: Member) -> None:
    event = an_event(mia, host=ben)
    links = re.findall(
        r'<a [^>]*href="([^"]*)"', WAY.findall(as_(ben).get(reverse("event_console", args=[event.pk])).text)[0]
    )
    assert links[0] == reverse("hosting") and all(as_(ben).get(link).status_code == 200 for link in links)
