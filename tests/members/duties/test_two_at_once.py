"""Two people take one task at the same moment, and two workers ask for one."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from members.duties.asking import ask_somebody
from members.duties.models import Duty
from members.duties.owning import DutyElsewhere
from members.profiles.models import Member

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """What each act came to; an exception is an answer too."""
    ready, found = threading.Barrier(len(acts)), list[object]()

    def run(act: Callable[[], object]) -> None:
        try:
            ready.wait(20)
            found.append(act())
        except DutyElsewhere as refused:
            found.append(str(refused))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return found


def test_one_wins_and_the_other_is_told_and_a_key_asks_once(mo: Member, mia: Member) -> None:
    tasks = at_once(*(lambda: ask_somebody("greet", key="k").pk for _worker in range(3)))
    assert len(tasks) == 3 and len(set(tasks)) == 1 == Duty.objects.count()
    one, other = Duty.objects.get(), Duty.objects.get()
    told = at_once(lambda: one.take(by=mo), lambda: other.take(by=mia))
    winner = Duty.objects.get().owner
    assert winner in (mo, mia) and None in told
    assert f"{winner.name} took this task a moment before you." in told
