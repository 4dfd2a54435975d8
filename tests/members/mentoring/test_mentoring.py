"""Mentors: who may not, who is offered to whom and why, silence without a refusal, days to ask, an end."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.following.silencing import silence
from members.activity.models import Activity
from members.duties.models import Duty
from members.mentoring.answering import TooLate
from members.mentoring.checking_in import remind_next
from members.mentoring.matching import fits, lapse_next, offer_next, waiting
from members.mentoring.models import CheckIn, Mentor, MentoringRules, Mentorship
from members.mentoring.serving import serve
from members.mentoring.tasks import match_mentors
from members.messages.models import Message, TalkSeat
from members.notifications.models import Notification
from members.profiles.models import Member
from members.recognition.ladder import Step
from members.recognition.models import LevelStanding
from members.segments.rules import matching
from tests.factories import a_group, a_member

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
DAY = timedelta(days=1)


@pytest.fixture
def on(mia: Member) -> MentoringRules:
    """Mentors are offered."""
    rules = MentoringRules.current()
    rules.rule(by=mia, on=True, group=None)
    return MentoringRules.current()


def a_mentor(name: str, *, capacity: int = 1, speaks: str = "en", level: bool = True, **fields: Any) -> Member:
    """Somebody with the level, for so many."""
    member = a_member(name, joined_at=timezone.now() - 400 * DAY, **fields)
    if level:
        LevelStanding.objects.create(member=member, step=Step.MENTOR)
    serve(by=member, capacity=capacity, languages=[speaks], times="Sundays")
    return member


def a_newcomer(name: str = "Nils", **fields: Any) -> Member:
    """Somebody who has said what they care about."""
    return a_member(name, **{"interests": ["nets"], "languages": ["en"], **fields})


def pair_of(newcomer: Member) -> Any:
    """The open one."""
    return Mentorship.objects.open().filter(newcomer=newcomer).first()


def test_off_means_that_nothing_happens_and_nothing_is_there(as_: As, nia: Member, mia: Member) -> None:
    mentor = a_mentor("Mona")
    a_newcomer()
    assert match_mentors() == 0 and not waiting()
    assert {as_(one).get("/mentor/").status_code for one in (nia, mentor)} == {404}
    assert as_(mentor).post("/mentor/time/", {"capacity": 2, "languages": "en"}).status_code == 403
    assert as_(mia).get("/manage/mentors/").status_code == 200


def test_who_may_not(as_: As, visitor: Any, nia: Member, ben: Member, mo: Member, eve: Member, on: Any) -> None:
    mentor, newcomer = a_mentor("Mona"), a_newcomer()
    offer_next()
    pair = pair_of(newcomer)
    acts = [reverse(f"mentorship_{act}", args=[pair.pk]) for act in ("accept", "pass", "end")]
    for who in (visitor, eve, nia, newcomer, mo):
        statuses = {as_(who).post(path).status_code for path in acts}
        assert statuses == {302 if who == visitor else 403 if who == eve else 404}, who
    assert as_(mentor).post(acts[2]).status_code == 404
    for who, status in ((visitor, 302), (nia, 403), (mo, 403)):
        assert as_(who).get("/manage/mentors/").status_code == status
        assert as_(who).post("/manage/mentors/rule/", {}).status_code == status
    assert as_(ben).post("/mentor/time/", {"capacity": 2, "languages": "en"}).status_code == 403
    assert as_(ben).post("/mentor/rest/").status_code == 404
    pair.refresh_from_db()
    assert (pair.accepted_at, pair.closed_at) == (None, None) and Mentor.objects.count() == 1
    pair.accept(by=mentor)
    check_in = CheckIn.objects.earliest("day")
    for who in (nia, newcomer, mo):
        assert as_(who).post(reverse("check_in", args=[check_in.pk]), {"text": "x"}).status_code == 404


def test_nobody_is_offered_who_cannot_or_does_not_want(on: Any, mia: Member) -> None:
    now = timezone.now()
    Mentor.objects.get(member=a_mentor("Tired")).rest(by=mia)
    a_mentor("Away", suspended_until=now + DAY)
    a_mentor("Quiet", silenced_until=now + DAY)
    a_mentor("Level lost", level=False)
    a_mentor("Finn", speaks="fi")
    newcomer = a_newcomer()
    assert offer_next() == 0 and not waiting()
    a_mentor("Mona")
    for name, fields in (
        ("Left", {"is_active": False}), ("Unproven", {"confirmed_at": None}), ("Team", {"role": "moderator"}),
        ("Old", {"joined_at": now - 40 * DAY}), ("Alone", {"preferences": {"mentor": "none"}}),
        ("Settling", {"interests": []}), ("Suspended", {"suspended_until": now + DAY}),
    ):  # fmt: skip
        a_newcomer(name, **fields)
    assert list(waiting()) == [newcomer.pk]


def test_who_keeps_away_from_somebody_is_not_their_mentor(on: Any) -> None:
    mentor, newcomer = a_mentor("Mona"), a_newcomer()
    silence(mentor, by=newcomer, blocked=True)
    assert offer_next() == 0


def test_a_newcomer_who_keeps_away_from_the_five_best_is_offered_the_next_who_fits(on: Any) -> None:
    newcomer = a_newcomer()
    for number in range(6):
        mentor = a_mentor(f"Mentor {number}", expertise=["nets"])
        one, other = (newcomer, mentor) if number % 2 else (mentor, newcomer)
        silence(other, by=one, blocked=True)
    a_mentor("Seventh")
    assert offer_next() == 1 and pair_of(newcomer).mentor.name == "Seventh"


@pytest.mark.parametrize("what", ["blocked", "blocks", "no mentor any more"])
def test_an_offer_is_not_accepted_by_whom_the_newcomer_keeps_away_from_meanwhile(
    as_: As, on: Any, what: str, delivered: Callable[[], int]
) -> None:
    mentor, newcomer = a_mentor("Mona"), a_newcomer()
    offer_next()
    pair = pair_of(newcomer)
    if what == "no mentor any more":
        LevelStanding.objects.filter(member=mentor).delete()
    else:
        one, other = (newcomer, mentor) if what == "blocked" else (mentor, newcomer)
        silence(other, by=one, blocked=True)
    page = as_(mentor).post(reverse("mentorship_accept", args=[pair.pk]), follow=True)
    assert "This waited too long" in page.content.decode()
    delivered()
    assert pair_of(newcomer) is None and not Notification.objects.filter(member=newcomer).exists()


def test_the_best_fit_is_asked_and_both_read_why(as_: As, on: Any, delivered: Callable[[], int]) -> None:
    zone: dict[str, Any] = {"time_zone": "Europe/Helsinki"}
    a_mentor("Any")
    a_mentor("Near", **zone)
    best = a_mentor("Best", expertise=["Nets"], **zone)
    a_mentor("Far", expertise=["nets"], time_zone="Asia/Tokyo")
    newcomer = a_newcomer(**zone)
    assert len(next(iter(waiting().values()))) == 4 and offer_next() == 1 == len(Mentorship.objects.all())
    pair = pair_of(newcomer)
    assert pair.mentor == best
    why = fits(pair, Mentor.objects.get(member=best)).words
    assert why == ["You both speak English.", "You both care about nets.", "Your clocks show nearly the same time."]
    delivered()
    assert Notification.objects.get(kind="mentor_offered").member == best
    assert "You both care about nets." in as_(best).get("/mentor/").text
    assert "Best" not in as_(newcomer).get("/mentor/").text and not newcomer.notifications.exists()
    assert as_(best).post(reverse("mentorship_accept", args=[pair.pk])).status_code == 302
    delivered()
    page = as_(newcomer).get("/mentor/").text
    assert "Best" in page and "Sundays" in page and "You both care about nets." in page
    assert Notification.objects.get(kind="mentor_found").member == newcomer


def test_silence_and_a_pass_lead_to_somebody_else_and_the_newcomer_hears_of_neither(
    as_: As, on: Any, delivered: Callable[[], int]
) -> None:
    first, second = a_mentor("First", expertise=["nets"]), a_mentor("Second")
    newcomer = a_newcomer()
    match_mentors()
    pair = pair_of(newcomer)
    assert pair.mentor == first
    Mentorship.objects.update(answer_by=timezone.now() - timedelta(seconds=1))
    match_mentors()
    again = pair_of(newcomer)
    assert again.mentor == second
    late = as_(first).post(reverse("mentorship_accept", args=[pair.pk]), follow=True)
    assert "This waited too long" in late.text
    with pytest.raises(TooLate):
        Mentorship.objects.get(pk=pair.pk).accept(by=first)
    as_(second).post(reverse("mentorship_pass", args=[again.pk]))
    match_mentors()
    delivered()
    assert pair_of(newcomer) is None and not Notification.objects.filter(member=newcomer).exists()
    seen = as_(newcomer).get("/mentor/").text
    assert "We look for somebody" in seen and "First" not in seen and "Second" not in seen
    assert sorted(Mentorship.objects.values_list("closing", flat=True)) == ["lapsed", "passed"]


def test_nobody_gets_more_than_they_have_places_for(on: Any, mia: Member) -> None:
    mentor = a_mentor("Mona", capacity=2)
    for number in range(4):
        a_newcomer(f"New {number}")
    assert offer_next() == 2 and offer_next() == 0
    assert Mentorship.objects.open().filter(mentor=mentor).count() == 2
    Member.objects.get_queryset().filter(pk=mentor.pk).update(suspended_until=timezone.now() + DAY)
    assert lapse_next() == 2


def test_members_of_the_mentors_group_are_mentors_too(as_: As, on: Any, mia: Member, ben: Member) -> None:
    group = a_group(ben, name="Mentors")
    assert as_(mia).post("/manage/mentors/rule/", {"on": "on", "group": group.pk}).status_code == 302
    client = as_(ben)
    for sent, words in (
        ({"capacity": 0, "languages": "en"}, "greater than or equal to 1"),
        ({"capacity": 99, "languages": "en"}, "less than or equal to 10"),
        ({"capacity": 2, "times": "Sundays"}, "Choose at least one language."),
    ):
        answer = client.post("/mentor/time/", sent)
        assert answer.status_code == 422 and words in answer.text
    assert client.post("/mentor/time/", {"capacity": 2, "languages": ["en", "fi"]}).status_code == 302
    a_newcomer(languages=["fi"])
    assert offer_next() == 1
    page = as_(mia).get("/manage/mentors/").text
    assert "1 of 2" in page and "Nils, offered to Ben" in page and "2 places in all" in page


def test_days_to_ask_are_told_once_and_begun_with_words(as_: As, on: Any, mia: Member, delivered: Any) -> None:
    mentor, newcomer = a_mentor("Mona"), a_newcomer()
    offer_next()
    pair_of(newcomer).accept(by=mentor)
    assert list(CheckIn.objects.values_list("day", flat=True)) == [3, 14, 30] and remind_next() == 0
    CheckIn.objects.filter(day=3).update(due_at=timezone.now())
    assert (remind_next(), remind_next()) == (1, 0)
    delivered()
    assert Notification.objects.filter(member=mentor, kind="mentor_check_in").count() == 1
    assert not Duty.objects.exists()
    client, check_in = as_(mentor), CheckIn.objects.get(day=3)
    path = reverse("check_in", args=[check_in.pk])
    assert "Hello Nils, how were your first days here?" in client.get("/mentor/").text
    assert "Write something first." in client.post(path, {"text": " "}).text
    CheckIn.objects.filter(day=3).update(told_at=timezone.now() - 4 * DAY)
    assert (remind_next(), remind_next()) == (1, 0)
    duty = Duty.objects.get()
    assert (duty.kind, duty.member, duty.owner) == ("follow_up", newcomer, None)
    for _twice in range(2):
        assert client.post(path, {"text": "How is it?"}).status_code == 302
    assert Message.objects.count() == 1 and not Duty.objects.open().exists()
    assert TalkSeat.objects.get(member=newcomer).accepted_at, "a mentor is no stranger"
    assert Activity.objects.filter(verb="check_in.done").count() == 1


def test_of_a_mentor_of_the_team_it_is_a_task(on: Any) -> None:
    mentor, newcomer = a_mentor("Mona", role="moderator"), a_newcomer()
    offer_next()
    pair_of(newcomer).accept(by=mentor)
    CheckIn.objects.filter(day=14).update(due_at=timezone.now())
    remind_next()
    assert Duty.objects.get().owner == mentor
    CheckIn.objects.get(day=14).finish(by=mentor)
    assert Duty.objects.get().done_by == mentor


@pytest.mark.parametrize("side", ["mentor", "newcomer"])
def test_either_ends_it_and_the_other_is_told(as_: As, on: Any, delivered: Callable[[], int], side: str) -> None:
    mentor, newcomer = a_mentor("Mona"), a_newcomer()
    offer_next()
    pair = pair_of(newcomer)
    pair.accept(by=mentor)
    who, other = (mentor, newcomer) if side == "mentor" else (newcomer, mentor)
    for _twice in range(2):
        assert as_(who).post(reverse("mentorship_end", args=[pair.pk])).status_code == 302
    delivered()
    assert Notification.objects.get(kind="mentor_ended").member == other
    assert Activity.objects.filter(verb="mentorship.ended").count() == 1
    a_mentor("Another")
    assert offer_next() == (1 if side == "mentor" else 0)


def test_a_newcomer_who_wants_none_is_offered_to_nobody_until_they_ask(as_: As, on: Any) -> None:
    mentor, newcomer = a_mentor("Mona"), a_newcomer()
    offer_next()
    client = as_(newcomer)
    client.post("/mentor/wish/", {"want": "no"})
    assert pair_of(newcomer) is None and offer_next() == 0
    assert "Find me a mentor" in client.get("/mentor/").text
    client.post("/mentor/wish/", {"want": "yes"})
    a_mentor("Another")
    assert offer_next() == 1 and pair_of(newcomer).mentor != mentor


def test_rules_ask_who_has_and_who_is_a_mentor(on: Any) -> None:
    mentor, newcomer = a_mentor("Mona"), a_newcomer()
    offer_next()
    assert not matching({"is": "has_mentor", "with": {}}).exists()
    pair_of(newcomer).accept(by=mentor)
    assert list(matching({"is": "has_mentor", "with": {}})) == [newcomer]
    assert list(matching({"is": "is_mentor", "with": {}})) == [mentor]
