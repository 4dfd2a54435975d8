"""Coming into a pilot and going out of it: who may not, capacity, the closed group."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from members.groups.models import Group
from members.profiles.refusing import NotNow
from members.segments.models import Segment
from programs.pilots.addresses import board_of, page_of, report_of
from programs.pilots.joining import NoWords, accept, ask, decline, invite, join, leave, refuse, take_out, withdraw
from programs.pilots.models import Pilot, PilotSeat, Stands
from programs.series.occurrences import Occurrence
from tests.factories import a_member
from tests.programs.piloted import a_pilot, asking, inside

pytestmark = pytest.mark.django_db


@pytest.fixture
def pilot(mia, space):
    return a_pilot(mia, space)


def _group(pilot) -> Group:
    group = Pilot.objects.get(occurrence=pilot).group
    assert group is not None
    return group


def _stands(member):
    return PilotSeat.objects.get(member=member).stands


def test_visitors_silenced_and_suspended_people_do_not_ask(pilot, as_, visitor, eve, ben):
    ben.silenced_until = timezone.now() + timedelta(days=2)
    ben.save(update_fields=["silenced_until"])
    for viewer in (visitor, eve, ben):
        assert as_(viewer).post(reverse("pilot_ask", args=[pilot.pk])).status_code in {302, 403, 429}
    assert not PilotSeat.objects.exists()


def test_members_manage_nothing(pilot, as_, ben, nia):
    seat = asking(pilot, nia)
    assert as_(ben).get(board_of(pilot)).status_code in {403, 404}
    assert as_(ben).get(report_of(pilot)).status_code in {403, 404}
    for name, args in (("pilot_accept", [pilot.pk, seat.pk]), ("pilot_invite", [pilot.pk])):
        assert as_(ben).post(reverse(name, args=args), {"handle": ben.handle}).status_code in {403, 404}
    for act in (lambda: accept(seat, by=ben), lambda: invite(pilot, ben, by=ben), lambda: decline(seat, "no", by=ben)):
        with pytest.raises(NotNow):
            act()
    assert _stands(nia) == Stands.ASKED


def test_a_pilot_in_a_private_space_is_not_found_outside(mia, private_space, as_, nia, ben):
    pilot = a_pilot(mia, private_space)
    assert as_(nia).get(page_of(pilot)).status_code == 404
    assert as_(nia).post(reverse("pilot_ask", args=[pilot.pk])).status_code == 404
    assert as_(ben).get(page_of(pilot)).status_code == 200
    with pytest.raises(NotNow):
        invite(pilot, nia, by=mia)


def test_whom_it_is_not_meant_for_reads_no_more_than_that(pilot, as_, ben, monkeypatch):
    audience = Segment.objects.create(name="Carpenters")
    pilot.program.audience = audience
    pilot.program.save(update_fields=["audience"])
    monkeypatch.setattr(Segment, "people", lambda self: type(ben)._default_manager.none())
    for viewer in (ben, AnonymousUser()):
        page = as_(viewer).get(page_of(pilot)).content.decode()
        assert "A cart with tools" not in page
    assert as_(ben).post(reverse("pilot_ask", args=[pilot.pk])).status_code == 403
    assert not PilotSeat.objects.exists()


def test_asking_waits_for_a_manager_and_is_asked_once(pilot, as_, ben, mia):
    for _each in range(2):
        answer = as_(ben).post(reverse("pilot_ask", args=[pilot.pk]), {"words": "I have a shed."})
        assert answer.status_code == 302
    assert "I have a shed." in as_(mia).get(board_of(pilot)).content.decode()
    as_(mia).post(reverse("pilot_accept", args=[pilot.pk, PilotSeat.objects.get().pk]))
    assert _stands(ben) == Stands.IN
    group = _group(pilot)
    assert list(group.members.all()) == [ben]
    assert (group.seen_by, group.entry) == ("private", "invitation")


def test_too_many_words_are_kept_in_the_form_and_change_nothing(pilot, as_, ben):
    answer = as_(ben).post(reverse("pilot_ask", args=[pilot.pk]), {"words": "x" * 1001})
    assert answer.status_code == 422
    assert "x" * 1001 in answer.content.decode()
    assert not PilotSeat.objects.exists()


def test_the_last_place_is_given_once(mia, space, ben, nia):
    pilot = a_pilot(mia, space, places=1)
    first, second = asking(pilot, ben), asking(pilot, nia)
    accept(first, by=mia)
    accept(first, by=mia)
    with pytest.raises(NotNow, match="All places are taken"):
        accept(second, by=mia)
    with pytest.raises(NotNow):
        ask(pilot, "", by=a_member())
    leave(pilot, by=ben)
    accept(second, by=mia)
    assert (_stands(ben), _stands(nia)) == (Stands.LEFT, Stands.IN)


def test_an_invitation_holds_no_place_and_can_be_refused(mia, space, ben, nia):
    pilot = a_pilot(mia, space, places=1)
    invite(pilot, ben, by=mia)
    invite(pilot, nia, by=mia)
    join(pilot, by=nia)
    with pytest.raises(NotNow, match="All places are taken"):
        join(pilot, by=ben)
    refuse(pilot, by=ben)
    assert _stands(ben) == Stands.REFUSED
    with pytest.raises(NotNow):
        join(pilot, by=ben)


def test_who_was_not_invited_does_not_join(pilot, ben):
    with pytest.raises(NotNow):
        join(pilot, by=ben)
    asking(pilot, ben)
    with pytest.raises(NotNow):
        join(pilot, by=ben)


def test_who_takes_their_question_back_is_not_taken_in(pilot, mia, ben):
    seat = asking(pilot, ben)
    withdraw(pilot, by=ben)
    with pytest.raises(NotNow):
        accept(seat, by=mia)
    assert _stands(ben) == Stands.WITHDRAWN


def test_a_no_has_a_reason_and_is_read(pilot, mia, ben, as_):
    seat = asking(pilot, ben)
    with pytest.raises(NoWords):
        decline(seat, " ", by=mia)
    answer = as_(mia).post(reverse("pilot_decline", args=[pilot.pk, seat.pk]), {"words": ""})
    assert answer.status_code == 422
    decline(seat, "There are enough sheds.", by=mia)
    assert "There are enough sheds." in as_(ben).get(page_of(pilot)).content.decode()
    with pytest.raises(NotNow):
        ask(pilot, "", by=ben)


def test_who_leaves_or_is_taken_out_is_out_of_the_group(pilot, mia, ben, nia):
    inside(pilot, ben, by=mia)
    seat = inside(pilot, nia, by=mia)
    leave(pilot, by=ben)
    take_out(seat, "Another time.", by=mia)
    assert not _group(pilot).members.exists()
    assert (_stands(ben), _stands(nia)) == (Stands.LEFT, Stands.TAKEN_OUT)


def test_who_leaves_the_group_leaves_the_pilot(pilot, mia, ben, delivered):
    inside(pilot, ben, by=mia)
    _group(pilot).remove(ben, by=ben)
    delivered()
    assert _stands(ben) == Stands.LEFT


def test_a_suspended_member_is_not_taken_in(pilot, mia, ben):
    seat = asking(pilot, ben)
    ben.suspended_until = timezone.now() + timedelta(days=9)
    ben.save(update_fields=["suspended_until"])
    seat.refresh_from_db()
    with pytest.raises(NotNow):
        accept(seat, by=mia)


def test_nobody_comes_in_when_it_is_over_or_called_off(mia, space, ben):
    over = a_pilot(mia, space, over=True)
    off = a_pilot(mia, space)
    off.call_off(by=mia)
    for pilot in (over, Occurrence.objects.for_page().get(pk=off.pk)):
        with pytest.raises(NotNow):
            ask(pilot, "", by=ben)
        with pytest.raises(NotNow):
            invite(pilot, ben, by=mia)
