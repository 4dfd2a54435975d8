"""A week without workers: twenty series go on as if nothing had been, and nobody is told of one thing twice."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest

from community.spaces.models import Space
from community.threads.models import Thread
from members.notifications.models import Notification
from members.profiles.models import Member
from programs.series.formats import FORMATS, Format
from programs.series.hosting import set_rota
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.steps import Step, run_due
from tests.programs.planned import a_program, tomorrow


class Talk(Format):
    """A kind for this test: an hour somewhere, without a thread."""

    key = "test-talk"
    noun = "Talk"
    icon = "mic"
    needs_space = False


@pytest.fixture
def talk() -> object:
    FORMATS[Talk.key] = Talk()
    yield
    del FORMATS[Talk.key]


@pytest.fixture
def twenty(talk: object, mia: Member, ben: Member, nia: Member, space: Space) -> list[Program]:
    """Weekly prompts that last a week, daily ones that last a day, weekly talks of an hour, and single talks."""
    week, day = 60 * 24 * 7, 60 * 24
    made = []
    for number in range(5):
        begins = tomorrow() + timedelta(days=number)
        made += [
            a_program(mia, space=space, texts=3, minutes=week, begins=begins, title=f"Weekly {number}"),
            a_program(mia, space=space, minutes=day, rule="FREQ=DAILY", begins=begins, title=f"Daily {number}"),
            a_program(mia, format=Talk.key, begins=begins, title=f"Talk {number}"),
            a_program(mia, format=Talk.key, rule="", begins=begins, title=f"Once {number}"),
        ]
    for program in made:
        set_rota(program, [ben, nia], by=mia)
    return made


@pytest.mark.django_db
def test_a_week_with_all_workers_down(
    twenty: list[Program], mia: Member, delivered: Callable[[], int], time_machine
) -> None:
    weekly = Program.objects.get(title="Weekly 0").occurrences.order_by("day")
    gone, back = weekly[0].starts_at - timedelta(days=1), weekly[1].starts_at + timedelta(minutes=5)
    time_machine.move_to(gone)
    run_due()
    moved, off = (Program.objects.get(title=f"Talk {n}").occurrences.order_by("day")[1] for n in (3, 4))
    for hours in (1, 2, 3):
        moved.move(moved.starts_at + timedelta(hours=hours), by=mia)
    off.call_off(by=mia)
    time_machine.move_to(back)
    while run_due():
        pass
    delivered()
    assert not Step.objects.due(back).exists()
    for program in twenty:
        rows = list(program.occurrences.filter(starts_at__lte=back, called_off_at=None).order_by("starts_at"))
        assert all((row.opened_at is None) != (row.missed_at is None) for row in rows), program.title
        opened = [row for row in rows if row.opened_at is not None]
        # The newest that still goes on began; nothing that was over was begun late.
        assert len(opened) <= 1
        assert all(row.ends_at > back for row in opened)
        assert bool(opened) == (bool(rows) and rows[-1].ends_at > back)
    threads = Thread.objects.count()
    assert threads == Occurrence.objects.filter(thread__isnull=False).count() <= 10
    _nobody_twice()
    while run_due():
        pass
    delivered()
    assert Thread.objects.count() == threads
    _nobody_twice()


def _nobody_twice() -> None:
    told = Counter((row.member_id, row.kind, subject) for row in Notification.objects.all() for subject in row.subjects)
    twice = [key for key, times in told.items() if times > 1]
    assert not twice
    changed = Counter(
        (row.member_id, subject)
        for row in Notification.objects.filter(kind__in=["occurrence_moved", "occurrence_called_off"])
        for subject in row.subjects
    )
    assert set(changed.values()) <= {1}
    assert len(changed) == 2
