"""Two workers look for mentors at the same moment."""

import threading

import pytest
from django.db import connection

from members.mentoring.matching import lapse_next, offer_next
from members.mentoring.models import MentoringRules, Mentorship
from members.profiles.models import Member
from members.recognition.ladder import Step
from members.recognition.models import LevelStanding
from tests.factories import a_member

pytestmark = pytest.mark.django_db(transaction=True)


def test_nobody_is_offered_twice_and_no_mentor_has_too_many(mia: Member, ben: Member) -> None:
    from members.mentoring.serving import serve

    MentoringRules.current().rule(by=mia, on=True, group=None)
    LevelStanding.objects.create(member=ben, step=Step.MENTOR)
    serve(by=ben, capacity=3, languages=["en"], times="")
    for number in range(8):
        a_member(f"New {number}", interests=["nets"], languages=["en"])
    ready = threading.Barrier(3)

    def work() -> None:
        try:
            ready.wait(20)
            offer_next(), lapse_next(), offer_next()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _worker in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert Mentorship.objects.open().count() == 3 == Mentorship.objects.values("newcomer").distinct().count()
