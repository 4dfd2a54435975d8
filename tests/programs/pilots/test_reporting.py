"""The closing report: who may not, what stands in the draft, publishing once, thanks; what stands around pilots."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from community.threads.models import Thread
from config.demo.pilots import try_out
from members.duties.models import Duty
from members.notifications.models import Notification
from members.profiles.refusing import NotNow
from programs.pilots.addresses import board_of, page_of, report_of
from programs.pilots.joining import ask, decline, invite, join
from programs.pilots.models import Pilot, PilotAnswer, PilotSeat
from programs.pilots.reporting import NoReport, draft, edit, publish
from programs.series.formats import FORMATS
from programs.series.occurrences import Occurrence
from programs.series.overtaken import ChangedMeanwhile
from tests.factories import a_member
from tests.house.test_query_budgets import queries, within
from tests.programs.piloted import a_pilot, asking, inside, says

pytestmark = pytest.mark.django_db


@pytest.fixture
def pilot(mia, space, ben, nia):
    """Over, with what two people said."""
    made = a_pilot(mia, space, day=3)
    for one in (ben, nia):
        inside(made, one, by=mia)
    says(made, ben, 1, helped="The bell of Zora", may_quote=True)
    says(made, nia, 1, is_done=False, hindered="Steep stairs in Zebrastreet")
    says(made, ben, 0, words="I would do it again", may_quote=True)
    starts = timezone.now() - timedelta(days=11)
    Occurrence.objects.filter(pk=made.pk).update(
        starts_at=starts, ends_at=starts + timedelta(days=10), closed_at=starts + timedelta(days=10)
    )
    return Occurrence.objects.for_page().get(pk=made.pk)


def _pilot(pilot):
    return Pilot.objects.get(occurrence=pilot)


def _publish(pilot, by, words="It went well.", *, for_all=False):
    publish(pilot, words, edition=_pilot(pilot).edition, for_all=for_all, by=by)


def test_only_managers_draft_edit_and_publish(pilot, ben, as_):
    for act in (
        lambda: draft(pilot, edition=0, by=ben),
        lambda: edit(pilot, "Mine", edition=0, by=ben),
        lambda: publish(pilot, "Mine", edition=0, for_all=True, by=ben),
    ):
        with pytest.raises(NotNow):
            act()
    for name in ("pilot_report", "pilot_report_draft", "pilot_report_publish"):
        address = reverse(name, args=[pilot.pk])
        assert as_(ben).post(address, {"report": "Mine", "whom": "all"}).status_code in {403, 404}
    assert not Thread.objects.filter(title__contains=pilot.name).exists()


def test_the_draft_quotes_nobody_who_did_not_allow_it_and_names_nobody(pilot, mia, ben):
    draft(pilot, edition=0, by=mia)
    report = _pilot(pilot).report
    assert "> The bell of Zora" in report
    assert "> I would do it again" in report
    assert "Zebrastreet" not in report
    assert ben.name not in report
    assert "1 could not" in report
    assert "The goal was 5" in report


def test_two_answers_make_no_average_and_three_do(pilot, mia):
    draft(pilot, edition=0, by=mia)
    assert "of 5 on average" not in _pilot(pilot).report
    seat = PilotSeat.objects.create(occurrence=pilot, member=a_member(), stands="in", joined_at=timezone.now())
    PilotAnswer.objects.create(seat=seat, task=PilotAnswer.objects.exclude(task=None)[0].task, rating=1)
    draft(pilot, edition=1, by=mia)
    assert "3.0 of 5 on average" in _pilot(pilot).report


def test_words_that_may_not_be_quoted_any_more_are_not_published(pilot, mia, ben):
    draft(pilot, edition=0, by=mia)
    says(pilot, ben, 1, helped="The bell of Zora", may_quote=False)
    with pytest.raises(NotNow, match="quoted"):
        _publish(pilot, mia, _pilot(pilot).report)
    _publish(pilot, mia, _pilot(pilot).report.replace("> The bell of Zora", ""))
    assert _pilot(pilot).reported_at is not None


def test_a_draft_of_before_learns_what_it_quotes(pilot, mia, ben):
    draft(pilot, edition=0, by=mia)
    quoted = _pilot(pilot).quoted
    Pilot.objects.filter(occurrence=pilot).update(quoted=sorted({pk for pk, _quote in quoted}))
    import_module("programs.migrations.0018_quotes_with_their_words").fill(apps, None)
    assert sorted(_pilot(pilot).quoted) == sorted(quoted)
    says(pilot, ben, 1, helped="The bell of Zora", may_quote=False)
    with pytest.raises(NotNow, match="quoted"):
        _publish(pilot, mia, _pilot(pilot).report)


def test_it_is_written_when_the_pilot_is_over_and_drafts_itself_once(pilot, mia, space):
    running = a_pilot(mia, space, day=2)
    with pytest.raises(NotNow):
        draft(running, edition=0, by=mia)
    kind = FORMATS["pilot"]
    kind.do("report", running)
    assert not Pilot.objects.filter(occurrence=running, drafted_at__isnull=False).exists()
    kind.do("report", pilot)
    edit(pilot, "Other words", edition=1, by=mia)
    kind.do("report", pilot)
    assert _pilot(pilot).report == "Other words"
    assert Duty.objects.filter(note__contains="closing report").count() == 1


def test_what_somebody_else_saved_is_not_lost(pilot, mia, olli, as_):
    draft(pilot, edition=0, by=mia)
    edit(pilot, "By Olli", edition=1, by=olli)
    with pytest.raises(ChangedMeanwhile):
        edit(pilot, "By Mia", edition=1, by=mia)
    answer = as_(mia).post(report_of(pilot), {"report": "By Mia", "edition": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "By Mia" in page
    assert "By Olli" in page
    with pytest.raises(NoReport):
        edit(pilot, " ", edition=2, by=mia)


def test_published_to_the_group_it_is_read_by_the_group_alone(pilot, mia, ben, as_, delivered):
    with pytest.raises(NotNow):
        ask(pilot, "", by=a_member())
    _publish(pilot, mia, "Carts are **splendid**.")
    _publish(pilot, mia, "Carts are **splendid**.")
    delivered()
    assert "<strong>splendid</strong>" in as_(ben).get(page_of(pilot)).content.decode()
    assert "splendid" not in as_(a_member()).get(page_of(pilot)).content.decode()
    assert Notification.objects.filter(member=ben, kind="pilot_reported").count() == 1
    with pytest.raises(NotNow):
        says(pilot, ben, 2)


def test_published_to_everybody_it_is_one_thread_and_the_result_is_counted(pilot, mia, as_):
    address = reverse("pilot_report_publish", args=[pilot.pk])
    said = {"report": "Carts are splendid.", "edition": "0", "whom": "all"}
    assert as_(mia).post(address, said | {"whom": ""}).status_code == 422
    for _each in range(2):
        assert as_(mia).post(address, said).status_code == 302
    assert Thread.objects.filter(title__contains=pilot.name).count() == 1
    now = Occurrence.objects.get(pk=pilot.pk)
    assert now.thread is not None
    assert now.result_number == 2
    assert "splendid" in as_(a_member()).get(now.thread.get_absolute_url()).content.decode()


def test_people_are_told_at_each_step_and_nobody_else(mia, space, ben, nia, delivered, as_):
    pilot = a_pilot(mia, space)
    FORMATS["pilot"].do("call", pilot)
    delivered()
    seat = asking(pilot, ben)
    invite(pilot, nia, by=mia)
    delivered()
    decline(seat, "There are enough sheds.", by=mia)
    join(pilot, by=nia)
    for step in ("open", "close", "feedback"):
        Occurrence.objects.filter(pk=pilot.pk).update(opened_at=timezone.now())
        FORMATS["pilot"].do(step, Occurrence.objects.get(pk=pilot.pk))
    delivered()
    told = {
        one: set(Notification.objects.filter(member=one, kind__startswith="pilot").values_list("kind", flat=True))
        for one in (ben, nia, mia)
    }
    assert told[ben] == {"pilot_called", "pilot_declined"}
    assert told[nia] == {"pilot_called", "pilot_invited", "pilot_begun", "pilot_closing", "pilot_feedback"}
    assert told[mia] - {"pilot_called"} == {"pilot_asked"}
    assert "There are enough sheds." in as_(ben).get(reverse("inbox")).content.decode()


def test_the_pages_ask_as_much_for_many_as_for_few(pilot, as_, mia, ben):
    draft(pilot, edition=0, by=mia)
    pages = [(page_of(pilot), ben), (board_of(pilot), mia), (report_of(pilot), mia)]
    few = [len(queries(as_(viewer), address)) for address, viewer in pages]
    tasks = list(pilot.pilot_tasks.all())
    for number in range(5):
        seat = PilotSeat.objects.create(occurrence=pilot, member=a_member(), stands="in", joined_at=timezone.now())
        pilot.pilot_tasks.create(day=5, title=f"More {number}")
        for task in tasks:
            PilotAnswer.objects.create(seat=seat, task=task, rating=3, helped="The bell")
    for (address, viewer), asked in zip(pages, few, strict=True):
        within(queries(as_(viewer), address), asked)


def test_who_leaves_the_community_takes_what_they_said_along(pilot, ben):
    seats = PilotSeat.objects.filter(member=ben)
    assert PilotAnswer.objects.filter(seat__in=seats).count() == 2
    ben.delete()
    assert not PilotAnswer.objects.filter(helped="The bell of Zora").exists()


def test_the_demo_has_one_that_runs(mia, ben, nia, space):
    try_out({one.handle: one for one in (mia, ben, nia, *(a_member() for _ in range(8)))}, timezone.now())
    assert PilotSeat.objects.inside().count() > 3
    assert PilotAnswer.objects.exists()
