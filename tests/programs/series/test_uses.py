"""A segment says which programs are meant for it, and what another rule means for them."""

import pytest
from django.utils import timezone

from community.spaces.models import Space
from members.profiles.models import Member
from members.segments.fields import IN_THE_OPEN
from members.segments.models import Segment
from members.segments.uses import uses_of
from programs.series.models import Program
from tests.programs.planned import a_program

pytestmark = pytest.mark.django_db
WROTE = {"is": "replied", "with": {"space": IN_THE_OPEN, "times": 1, "since": 0}}


def test_drafts_and_what_goes_on_rest_on_their_segment(mia: Member, private_space: Space) -> None:
    segment, other = (Segment.create(name, WROTE, by=mia) for name in ("Writers", "Others"))
    planned = a_program(mia, title="Friday case review", audience=segment)
    draft = a_program(mia, title="Say hello", audience=segment, plan=False)
    inside = a_program(mia, title="Behind a door", audience=segment, space=private_space)
    a_program(mia, title="For others", audience=other)
    a_program(mia, title="For everybody")
    said = {use.url: use for use in uses_of(segment)}
    assert set(said) == {one.get_absolute_url() for one in (planned, draft, inside)}
    assert "nothing happens until" in said[draft.get_absolute_url()].then
    assert "what was sent stays sent" in said[planned.get_absolute_url()].then
    assert "Behind a door" not in said[inside.get_absolute_url()].name


def test_what_is_over_or_ended_rests_on_nothing(mia: Member) -> None:
    segment = Segment.create("Writers", WROTE, by=mia)
    a_program(mia, audience=segment).end(by=mia)
    over = a_program(mia, audience=segment, rule="")
    over.occurrences.update(starts_at=timezone.now(), ends_at=timezone.now(), closed_at=timezone.now())
    assert Program.objects.filter(audience=segment).count() == 2
    assert uses_of(segment) == []
