"""This week's question in the digest: for who may see it and has not answered."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from community.spaces.models import Space
from members.digest.sections import Readers
from members.profiles.models import Member
from programs.prompts.digesting import ThisWeek
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.steps import run_due, set_steps
from tests.programs.planned import a_program

pytestmark = pytest.mark.django_db


def told(*readers: Member) -> dict[str, list[str]]:
    """What the section says to each."""
    section, since = ThisWeek(), timezone.now() - timedelta(days=7)
    asked = Readers(dict.fromkeys(readers, since))
    chosen = section.choose(asked)
    shown = section.show(asked, chosen, section.find(asked, chosen))
    return {one.name: [piece.title for piece in shown.get(one.pk, [])] for one in readers}


def opened(owner: Member, space: Space, **said: Any) -> Occurrence:
    """A prompt whose first question is open."""
    program = a_program(owner, space=space, texts=1, minutes=60 * 24 * 7, **said)
    first = program.occurrences.earliest("starts_at")
    now = timezone.now()
    first.starts_at, first.ends_at = now - timedelta(hours=1), now + timedelta(days=6)
    first.save()
    set_steps([first])
    run_due()
    first.refresh_from_db()
    return first


def test_nobody_hears_of_it_from_behind_doors_or_of_an_internal_one(
    mia: Member, ben: Member, nia: Member, private_space: Space, space: Space
) -> None:
    inside = opened(mia, private_space)
    opened(mia, space, title="For the team", is_public=False)
    assert inside.thread is not None
    assert told(ben, nia) == {"Ben": [inside.thread.title], "Nia": []}


def test_it_is_told_once_until_answered_and_while_it_is_open(
    mia: Member, ben: Member, nia: Member, space: Space
) -> None:
    one = opened(mia, space)
    assert one.thread is not None
    one.thread.reply(by=nia, source="That a smaller team decides faster.")
    assert told(ben, nia) == {"Ben": [one.thread.title], "Nia": []}
    one.thread.close(by=mia)
    assert told(ben) == {"Ben": []}


def test_what_was_chosen_and_is_over_by_now_is_left_out(mia: Member, ben: Member, space: Space) -> None:
    one = opened(mia, space)
    section, asked = ThisWeek(), Readers({ben: timezone.now()})
    chosen = section.choose(asked)
    assert chosen == {ben.pk: [one.pk]}
    Program.objects.update(ended_at=timezone.now())
    assert section.show(asked, chosen, section.find(asked, chosen)) == {}


def test_as_many_queries_for_many_readers_as_for_one(
    mia: Member, ben: Member, nia: Member, space: Space, django_assert_max_num_queries: Any
) -> None:
    opened(mia, space)
    with django_assert_max_num_queries(8):
        told(mia, ben, nia)


def test_its_thread_has_a_kind_of_its_own_that_nobody_chooses(as_: Any, mia: Member, ben: Member, space: Space) -> None:
    one = opened(mia, space)
    assert one.thread is not None and one.thread.kind == "prompt"
    place = as_(ben).get(f"{space.get_absolute_url()}?kind=prompt").text
    assert one.thread.title in place
    assert f'href="{space.get_absolute_url()}?kind=prompt"' in as_(ben).get(one.thread.get_absolute_url()).text
    refused = as_(mia).post(f"/t/{one.thread.pk}/kind/", {"kind": "discussion"})
    assert refused.status_code == 422 and "A program opened this thread, so it stays what it is." in refused.text
    one.thread.refresh_from_db()
    assert one.thread.kind == "prompt"
    answer = as_(mia).post("/t/new/", {"space": space.pk, "kind": "prompt", "title": "A question to all", "body": "Hm"})
    assert answer.status_code == 422
