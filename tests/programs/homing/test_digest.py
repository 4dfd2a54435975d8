"""What programs published, in the digest: for who may see it, once, and while it is there."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from community.following.silencing import silence
from community.spaces.models import Space
from members.digest.sections import Readers
from members.profiles.models import Member
from programs.challenges.models import Challenge
from programs.feedback.drafting import draft
from programs.feedback.publishing import publish
from programs.homing.digesting import NewHere
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.spotlights.models import Spotlight
from tests.factories import a_thread
from tests.programs.called import a_call, sent
from tests.programs.challenged import a_challenge, entries
from tests.programs.feedback.test_drafting import an_idea, an_issue
from tests.programs.spotlights.shown import published

pytestmark = pytest.mark.django_db


def told(*readers: Member, days: int = 7) -> dict[str, list[str]]:
    """What the section says to each who was told so long ago."""
    section, asked = NewHere(), Readers(dict.fromkeys(readers, timezone.now() - timedelta(days=days)))
    chosen = section.choose(asked)
    shown = section.show(asked, chosen, section.find(asked, chosen))
    return {one.name: [piece.title for piece in shown.get(one.pk, [])] for one in readers}


def said_and_done(mia: Member, space: Space) -> None:
    """An issue of You said, we did."""
    an_idea(space, "shipped", title="A shelf for shared tools")
    issue = draft(an_issue(mia, space), space)
    publish(issue, edition=issue.edition, by=mia)


def test_nobody_hears_of_what_is_behind_doors_for_the_team_or_across_a_block(
    mia: Member, ben: Member, nia: Member, space: Space, private_space: Space
) -> None:
    a_call(mia, private_space)
    team = a_call(mia, space)
    Program.objects.filter(pk=team.program_id).update(is_public=False)
    published(mia, space, nia)
    silence(ben, by=nia, blocked=True)
    assert told(ben, nia) == {"Ben": ["Stories from the first year"], "Nia": []}


def test_each_kind_is_told_while_it_is_new(mia: Member, ben: Member, nia: Member, space: Space) -> None:
    published(mia, space, nia)
    said_and_done(mia, space)
    challenge = a_challenge(mia, space, entries(), "settle")
    thread = a_thread(space, by=mia, title="Result: The clean-calendar month")
    Occurrence.objects.filter(pk=challenge.occurrence_id).update(thread=thread)
    Challenge.objects.filter(pk=challenge.pk).update(published_at=timezone.now())
    found = told(ben)["Ben"]
    assert len(found) == 3
    assert found[0] == "Result: The clean-calendar month"
    assert found[2] == "In the spotlight: Nia"
    assert told(ben, days=-1) == {"Ben": []}, "told once"


def test_of_a_call_who_sent_something_hears_no_more_and_others_until_it_ends(
    mia: Member, ben: Member, nia: Member, space: Space
) -> None:
    call = a_call(mia, space)
    sent(call, nia)
    assert told(ben, nia) == {"Ben": [call.name], "Nia": []}
    assert told(ben, days=-1) == {"Ben": []}
    Occurrence.objects.filter(pk=call.pk).update(ends_at=timezone.now() + timedelta(days=2))
    assert told(ben, days=-1) == {"Ben": [call.name]}, "it ends this week"
    Occurrence.objects.filter(pk=call.pk).update(closed_at=timezone.now())
    assert told(ben) == {"Ben": []}


def test_what_was_taken_back_since_it_was_chosen_is_left_out(
    mia: Member, ben: Member, nia: Member, space: Space
) -> None:
    published(mia, space, nia)
    section, asked = NewHere(), Readers({ben: timezone.now() - timedelta(days=7)})
    chosen = section.choose(asked)
    assert chosen[ben.pk]
    Spotlight.objects.update(ended_at=timezone.now(), ending="withdrawn")
    assert section.show(asked, chosen, section.find(asked, chosen)) == {}


def test_as_many_queries_for_many_readers_as_for_one(
    mia: Member, ben: Member, nia: Member, space: Space, django_assert_max_num_queries: Any
) -> None:
    published(mia, space, mia)
    a_call(mia, space)
    for readers in ([ben], [ben, nia, mia]):
        with django_assert_max_num_queries(24):
            told(*readers)
