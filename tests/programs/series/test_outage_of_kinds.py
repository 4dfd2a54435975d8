"""A week without workers, for each kind that tells people: each date is right, nobody hears of one thing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail

from community.spaces.models import Space
from members.notifications.models import MailItem, Notification
from members.profiles.models import Member
from programs.amas.models import AmaPlan
from programs.events.answering import answer
from programs.newsletters.delivering import deliver as deliver_letters
from programs.newsletters.rows import NewsletterLetter
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.steps import Step, run_due
from programs.surveys.models import Asked, Round
from tests.programs.events.held import DAY, an_event
from tests.programs.newslettered import a_newsletter, written
from tests.programs.newslettered import agreed as say_yes
from tests.programs.planned import a_program
from tests.programs.spotlights.shown import a_date, agreed
from tests.programs.surveyed import a_survey

WEEK = 60 * 24 * 7


def _all_up(delivered: Callable[[], int]) -> None:
    while run_due():
        pass
    delivered()


def _nobody_twice() -> None:
    pairs = [(row.member_id, row.kind, subject) for row in Notification.objects.all() for subject in row.subjects]
    mails = list(MailItem.objects.values_list("member_id", "kind", "subject_id"))
    for told in (pairs, mails):
        twice = [key for key, times in Counter(told).items() if times > 1]
        assert not twice
    near = Counter(Notification.objects.filter(kind="event_near").values_list("member_id", flat=True))
    assert all(times == 1 for times in near.values())


@pytest.mark.django_db
def test_a_week_with_all_workers_down(
    mia: Member, ben: Member, nia: Member, space: Space, delivered: Callable[[], int], time_machine
) -> None:
    over, soon = an_event(mia, starts_in=3 * DAY), an_event(mia, starts_in=8 * DAY, capacity=1)
    for event in (over, soon):
        answer(event, "going", by=nia)
        answer(event, "going", by=ben)
    missed = a_program(mia, format="ama", title="Planning with two", rule="", space=space)
    running = a_program(mia, format="ama", title="Planning all week", rule="", space=space, minutes=WEEK + 600)
    for ama in (missed, running):
        AmaPlan.objects.create(program=ama, guest_name="Piotr")
    survey = a_survey(mia, minutes=WEEK * 2, rule="")
    shown = a_date(mia, space)
    agreed(shown, ben, by=mia)
    delivered()
    issue = a_newsletter(mia, hours=-120)
    written(issue, mia)
    say_yes(issue)
    back = over.starts_at + 4 * DAY + timedelta(minutes=5)
    time_machine.move_to(back)
    for _time in range(2):
        _all_up(delivered)
        assert not Step.objects.due(back).exists()
        _nobody_twice()
        deliver_letters()
    state = {one.program.title: one for one in Occurrence.objects.select_related("program")}
    assert state[missed.title].missed_at is not None and state[missed.title].opened_at is None
    assert state[running.title].opened_at is not None
    assert Occurrence.objects.get(pk=over.pk).missed_at is not None
    assert Occurrence.objects.get(pk=soon.pk).is_to_come
    # Of two reminders that were due the one that is too late is passed over; whoever only waits has none.
    week, day, quarter = (Step.objects.get(occurrence=soon, key=f"remind-{key}") for key in ("7d", "24h", "15m"))
    assert week.passed_at is not None and day.done_at is not None and quarter.done_at is None
    near = Notification.objects.filter(kind="event_near")
    assert list(near.values_list("member_id", "subjects")) == [(nia.pk, [soon.pk])]
    letters = Counter(NewsletterLetter.objects.filter(is_test=False).values_list("member_id", flat=True))
    assert letters and set(letters.values()) == {1}
    assert len(mail.outbox) == len({one.to[0] for one in mail.outbox}) == len(letters)
    round_ = Round.objects.get(occurrence__program=survey.program)
    asked = Counter(Asked.objects.filter(occurrence=round_.occurrence).values_list("member_id", flat=True))
    assert asked and set(asked.values()) == {1} and len(asked) == round_.asked_count
    spot = Occurrence.objects.get(pk=shown.pk)
    assert (spot.opened_at is None) != (spot.missed_at is None)
    assert Notification.objects.filter(kind="spotlight_shown").count() == int(spot.opened_at is not None)
    assert Program.objects.count() == 7
