"""Tasks are read by the whole team, which does not browse private spaces: they name nothing that stands in one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from community.spaces.models import Space
from members.duties.models import Duty
from members.duties.owning import CannotOwn
from members.profiles.models import Member
from programs.amas.following_up import follow_up
from programs.amas.format import Ama
from programs.amas.models import AmaPlan
from programs.challenges.format import Challenging
from programs.feedback.drafting import draft
from programs.series.around import ask_for_result
from programs.series.banking import add_text, warn_if_few
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.steps import Step, run_due
from programs.surveys.routing import follow_up_anonymous
from tests.programs.challenged import a_challenge, entries
from tests.programs.planned import a_program
from tests.programs.surveyed import a_round, a_survey, answered, scores

pytestmark = pytest.mark.django_db
NAME = "Zqinside of the board"
As = Callable[..., Any]


def one(mia: Member, space: Space | None, **said: Any) -> Occurrence:
    """A date of a program of this name."""
    program = a_program(mia, title=NAME, space=space, **said)
    found: Occurrence = program.occurrences.select_related("program__space").order_by("day")[0]
    return found


def _result(mia: Member, space: Space) -> None:
    ask_for_result(one(mia, space))


def _texts(mia: Member, space: Space) -> None:
    program = one(mia, space).program
    add_text(program, "A question", "One line is enough.", by=mia)
    warn_if_few(program)


def _stuck(mia: Member, space: Space) -> None:
    occurrence = one(mia, space)
    Program.objects.update(owner=None)
    Step.objects.filter(occurrence=occurrence, key="open").update(at=timezone.now() - timedelta(seconds=1))
    Step.objects.exclude(occurrence=occurrence, key="open").delete()
    run_due()


def _recap(mia: Member, space: Space) -> None:
    occurrence = one(mia, space, format="ama", rule="")
    occurrence.opened_at = timezone.now()
    Ama().recap(occurrence)


def _follow_up(mia: Member, space: Space) -> None:
    occurrence = one(mia, space, format="ama", rule="")
    AmaPlan.objects.create(program=occurrence.program, guest_name="A guest")
    follow_up(occurrence, by=mia, words="Look up zqinside", owner=mia, due=timezone.now() + timedelta(days=1))


def _challenge(mia: Member, space: Space) -> None:
    challenge = a_challenge(mia, space, entries(), "settle")
    Occurrence.objects.filter(pk=challenge.occurrence_id).update(title=NAME)
    Challenging().settle(Occurrence.objects.select_related("program__space").get(pk=challenge.occurrence_id))


def _survey(mia: Member, space: Space) -> None:
    round_ = a_round(a_survey(mia, title=NAME, space=space))
    answered(round_, *scores(1, 1, 1, 1, 1))
    follow_up_anonymous(round_)


def _issue(mia: Member, space: Space) -> None:
    draft(one(mia, space, format="said"), space)


ASKING = [_result, _texts, _stuck, _recap, _follow_up, _challenge, _survey, _issue]


@pytest.mark.parametrize("asks", ASKING)
def test_no_task_names_what_stands_in_a_private_space(
    mia: Member, mo: Member, private_space: Space, as_: As, asks: Callable[[Member, Space], None]
) -> None:
    asks(mia, private_space)
    notes = list(Duty.objects.values_list("note", flat=True))
    assert notes
    assert not [note for note in notes if "zqinside" in note.lower()]
    assert "zqinside" not in as_(mo).get(reverse("tasks"), {"show": "team"}).text.lower()


@pytest.mark.parametrize("asks", ASKING)
def test_tasks_name_what_the_whole_team_sees(mia: Member, space: Space, asks: Callable[[Member, Space], None]) -> None:
    asks(mia, space)
    assert [note for note in Duty.objects.values_list("note", flat=True) if NAME in note]


def test_what_is_promised_behind_a_door_is_given_to_who_reads_it_there(
    mia: Member, mo: Member, private_space: Space
) -> None:
    occurrence = one(mia, private_space, format="ama", rule="")
    with pytest.raises(CannotOwn, match="private space"):
        follow_up(occurrence, by=mia, words="Look it up", owner=mo, due=timezone.now() + timedelta(days=1))
    assert not Duty.objects.exists()
