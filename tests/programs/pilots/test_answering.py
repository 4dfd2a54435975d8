"""Tasks and feedback: who may not, what is kept, reminders, the board."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.activity.models import Activity
from members.digest.sections import Readers
from members.profiles.refusing import NotNow
from programs.pilots.addresses import board_of, feedback_of, page_of
from programs.pilots.answering import undo
from programs.pilots.digesting import RunningPilots
from programs.pilots.models import PilotAnswer, PilotSeat, PilotTask
from programs.pilots.planning import PilotDetails
from programs.pilots.showing import Board, board, find
from programs.pilots.tasking import add_task, change_task, remove_task
from programs.series.formats import FORMATS
from programs.series.models import Program
from programs.series.steps import Step, run_due, set_steps
from tests.factories import a_member
from tests.programs.piloted import a_pilot, begins, inside, says

pytestmark = pytest.mark.django_db


@pytest.fixture
def pilot(mia, space):
    return a_pilot(mia, space, day=2)


@pytest.fixture
def seat(pilot, ben, mia):
    return inside(pilot, ben, by=mia)


def _board(viewer, pilot) -> Board:
    shown = find(viewer, pilot.pk)
    assert shown is not None
    return board(shown)


def _task(pilot, day=1):
    return PilotTask.objects.get(occurrence=pilot, day=day)


def test_only_participants_say_something_and_each_for_themselves(pilot, seat, as_, nia, mia, visitor):
    for viewer in (nia, mia, visitor):
        for address in (reverse("pilot_task", args=[_task(pilot).pk]), feedback_of(pilot)):
            assert as_(viewer).get(address).status_code in {302, 404}
            assert as_(viewer).post(address, {"outcome": "done", "rating": "4"}).status_code in {302, 404}
    assert not PilotAnswer.objects.exists()


def test_a_silenced_participant_ticks_nothing_off(pilot, seat, as_, ben):
    ben.silenced_until = timezone.now() + timedelta(days=2)
    ben.save(update_fields=["silenced_until"])
    answer = as_(ben).post(reverse("pilot_task", args=[_task(pilot).pk]), {"outcome": "done"})
    assert answer.status_code in {403, 429}
    assert not PilotAnswer.objects.exists()


def test_participants_do_not_read_what_others_said(pilot, seat, as_, ben, nia, mia):
    inside(pilot, nia, by=mia)
    says(pilot, ben, helped="My neighbour Zora")
    assert "Zora" not in as_(nia).get(page_of(pilot)).content.decode()
    assert "Zora" in as_(mia).get(board_of(pilot)).content.decode()


def test_a_task_is_ticked_off_with_one_press_and_taken_back(pilot, seat, as_, ben):
    address = reverse("pilot_task", args=[_task(pilot).pk])
    for _each in range(2):
        assert as_(ben).post(address, {"outcome": "done"}).status_code == 302
    assert PilotAnswer.objects.get().is_done
    assert as_(ben).post(reverse("pilot_task_undo", args=[_task(pilot).pk])).status_code == 302
    assert not PilotAnswer.objects.exists()
    undo(pilot, _task(pilot), by=ben)


def test_a_press_in_an_old_list_takes_no_words_away(pilot, seat, as_, ben):
    says(pilot, ben, 1, helped="The bell")
    as_(ben).post(reverse("pilot_task", args=[_task(pilot).pk]), {"outcome": "done", "tick": "1"})
    assert PilotAnswer.objects.get().helped == "The bell"


def test_who_could_not_says_why_in_a_sentence(pilot, seat, as_, ben):
    address = reverse("pilot_task", args=[_task(pilot).pk])
    answer = as_(ben).post(address, {"outcome": "not", "helped": "The bell"})
    assert answer.status_code == 422
    assert "The bell" in answer.content.decode()
    assert as_(ben).post(address, {"outcome": "not", "hindered": "The cart was away."}).status_code == 302
    row = PilotAnswer.objects.get()
    assert (row.is_done, row.hindered) == (False, "The cart was away.")


@pytest.mark.parametrize("wrong", [{}, {"outcome": "perhaps"}, {"outcome": "done", "rating": "6"}])
def test_a_wrong_form_is_answered_with_its_fault(pilot, seat, as_, ben, wrong):
    assert as_(ben).post(reverse("pilot_task", args=[_task(pilot).pk]), wrong).status_code == 422
    assert not PilotAnswer.objects.exists()


def test_a_task_whose_day_has_not_come_takes_nothing(pilot, seat, ben):
    with pytest.raises(NotNow):
        says(pilot, ben, 3)


def test_the_whole_is_rated_and_can_be_said_in_other_words_until_the_report(pilot, seat, as_, ben):
    assert as_(ben).post(feedback_of(pilot), {"words": "Nice"}).status_code == 422
    for rating in ("2", "5"):
        assert as_(ben).post(feedback_of(pilot), {"words": "Nice", "rating": rating}).status_code == 302
    assert PilotAnswer.objects.get(task=None).rating == 5


def test_tasks_are_for_a_day_of_the_pilot_and_stay_once_answered(pilot, seat, as_, ben, mia):
    with pytest.raises(NotNow):
        add_task(pilot, 11, "Too late", "", by=mia)
    with pytest.raises(NotNow):
        add_task(pilot, 1, "Mine", "", by=ben)
    answer = as_(mia).post(reverse("pilot_task_add", args=[pilot.pk]), {"day": "99", "title": "Ring the bell"})
    assert answer.status_code == 422
    assert "Ring the bell" in answer.content.decode()
    add_task(pilot, 4, "Ring the bell", "", by=mia)
    add_task(pilot, 4, "Ring the bell", "", by=mia)
    assert PilotTask.objects.filter(title="Ring the bell").count() == 1
    change_task(_task(pilot, 4), 5, "Ring it", "Twice", by=mia)
    says(pilot, ben, 1)
    with pytest.raises(NotNow):
        remove_task(_task(pilot, 1), by=mia)
    remove_task(_task(pilot, 5), by=mia)
    assert not PilotTask.objects.filter(title="Ring it").exists()


def _reminded():
    return Activity.objects.filter(verb="pilot.tasks_waited").count()


def test_open_tasks_are_reminded_of_once_in_one_message_a_day(pilot, ben, nia, mia):
    inside(pilot, ben, by=mia)
    inside(pilot, nia, by=mia)
    says(pilot, nia, 1)
    kind = FORMATS["pilot"]
    kind.do("tasks-1", pilot)
    kind.do("tasks-1", pilot)
    assert _reminded() == 1
    assert Activity.objects.get(verb="pilot.tasks_waited").subject_id == PilotSeat.objects.get(member=ben).pk
    begins(pilot, day=5)
    kind.do("tasks-3", pilot)
    assert _reminded() == 3


def test_the_clock_reminds_after_an_outage_once_and_not_of_each_day(pilot, seat):
    begins(pilot, day=4)
    set_steps([pilot])
    Step.objects.filter(occurrence=pilot, key__in=["turn", "call", "open"]).delete()
    run_due()
    run_due()
    assert _reminded() == 1


def test_a_reminder_of_a_day_that_was_moved_on_says_nothing(pilot, seat):
    FORMATS["pilot"].do("tasks-3", pilot)
    assert _reminded() == 0


def test_who_falls_silent_is_marked_for_the_manager(pilot, seat, ben, mia, as_):
    begins(pilot, day=6)
    PilotSeat.objects.update(joined_at=timezone.now() - timedelta(days=5))
    assert [one.seat for one in _board(mia, pilot).silent] == [seat]
    says(pilot, ben, 1)
    assert not _board(mia, pilot).silent
    assert "Fell silent" not in as_(mia).get(board_of(pilot)).content.decode()


def test_the_terms_are_kept_by_the_form_of_a_program(mia, pilot):
    assert not PilotDetails({"tried": "", "places": "0", "invite_days": "3", "feedback_days": "0"}).is_valid()
    right = PilotDetails({"tried": "A cart", "places": "4", "invite_days": "3", "feedback_days": "5"})
    assert right.is_valid(), right.errors
    right.save(pilot.program, by=mia)
    assert PilotDetails.said(Program.objects.get(pk=pilot.program_id))["places"] == 4


def test_facts_and_numbers_count_who_takes_part(pilot, seat, ben, mia):
    inside(pilot, a_member(), by=mia)
    kind = FORMATS["pilot"]
    assert kind.facts([pilot]) == {pilot.pk: "2 of 12 places"}
    says(pilot, ben, 1)
    assert (kind.counted(pilot, "people"), kind.counted(pilot, "newcomers"), kind.counted(pilot, "own")) == (1, 1, None)


def test_the_digest_tells_participants_what_is_open_and_nobody_else(pilot, seat, ben, nia, mia):
    says(pilot, ben, 1)
    section, readers = RunningPilots(), Readers(dict.fromkeys((ben, nia), timezone.now() - timedelta(days=7)))
    chosen = section.choose(readers)
    assert chosen == {ben.pk: [pilot.pk]}
    (piece,) = section.show(readers, chosen, section.find(readers, chosen))[ben.pk]
    assert piece.meta == "1 task is open"
    Program.objects.filter(pk=pilot.program_id).update(is_public=False)
    assert section.choose(readers) == {}
