"""The year of an ambassador: beginning, being asked, staying, goodbye, silence; each once."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.spaces.models import Space
from members.activity.models import Activity
from members.ambassadors.beginning import begin_due
from members.ambassadors.models import Ambassador, How
from members.ambassadors.programme import AmbassadorProgramme
from members.ambassadors.renewing import look_after
from members.ambassadors.tasks import look_after_ambassadors
from members.groups.models import Group
from members.notifications.models import MailItem, Notification
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from members.recognition.ladder import Step
from members.recognition.models import LevelGrant
from members.recognition.proposing import propose
from members.recognition.weighing import weigh, weigh_all
from tests.members.ambassadors.conftest import ends_in

pytestmark = pytest.mark.django_db
As = Callable[[Any], Client]
Delivered = Callable[[], int]


def told(member: Member) -> Counter[str]:
    """Of which kinds somebody has rows about ambassadors or their level, and how often they were told."""
    rows = Notification.objects.filter(member=member).values_list("kind", flat=True)
    mails = MailItem.objects.filter(member=member, kind="ambassador_asked").count()
    return Counter(kind for kind in rows if kind.startswith(("ambassador", "level"))) + Counter(asked_by_mail=mails)


def test_nobody_becomes_one_before_it_was_opened_and_each_once_after(mia: Member, ben: Member, mo: Member) -> None:
    LevelGrant.objects.create(member=ben, step=Step.AMBASSADOR, given_by=mia)
    LevelGrant.objects.create(member=mo, step=Step.MENTOR, given_by=mia)
    look_after_ambassadors()
    assert not Ambassador.objects.exists() and not Group.objects.exists()
    group = AmbassadorProgramme.open_up(by=mia).group
    look_after_ambassadors()
    look_after_ambassadors()
    assert [one.member for one in Ambassador.objects.all()] == [ben]
    assert group is not None and list(group.members.all()) == [ben]
    AmbassadorProgramme.close(by=mia)
    assert Ambassador.objects.serving().count() == 1 and group.is_private


def test_whoever_is_barred_from_the_group_is_one_without_its_space(
    programme: AmbassadorProgramme, ben: Member, mia: Member
) -> None:
    programme.circle(by=mia).bar(ben, by=mia)
    LevelGrant.objects.create(member=ben, step=Step.AMBASSADOR, given_by=mia)
    assert begin_due(ben.pk) == 1 and not programme.circle(by=mia).members.exists()


def test_a_proposal_by_another_makes_one_with_a_space(
    programme: AmbassadorProgramme, delivered: Delivered, ben: Member, nia: Member, mia: Member
) -> None:
    delivered()
    space = Space.objects.get(group=programme.group)
    assert space.visibility == "private" and not Space.objects.visible_to(ben).filter(pk=space.pk).exists()
    propose(ben, Step.AMBASSADOR, "Knows everybody and everything.", by=nia).accept(by=mia)
    delivered()
    assert Ambassador.objects.serving().get().member == ben and told(ben)["ambassador_begun"] == 1
    assert Space.objects.visible_to(ben).filter(pk=space.pk).exists()


def test_a_space_is_made_once_and_a_name_that_is_taken_is_no_problem(
    delivered: Delivered, mia: Member, ben: Member
) -> None:
    Group.create("Ambassadors", by=mia)
    for _again in range(2):
        AmbassadorProgramme.open_up(by=mia)
        AmbassadorProgramme.close(by=mia)
    delivered()
    assert Space.objects.count() == 1 and Group.objects.count() == 2
    own = AmbassadorProgramme.current().group
    assert own is not None and own.name == "Ambassadors of this community"


def test_each_is_asked_once_reminded_once_and_thanked_once(
    ambassador: Ambassador, delivered: Delivered, ben: Member
) -> None:
    now = timezone.now()
    ends_in(ambassador, 30.9)
    assert look_after(now) == 0
    seen = []
    for days in (2, 3, 25, 26, 29, 31, 32, 40):
        weigh(ben.pk, now + timedelta(days=days))
        seen.append(look_after(now + timedelta(days=days)))
    delivered()
    assert seen == [1, 0, 1, 0, 0, 1, 0, 0]
    ambassador.refresh_from_db()
    assert (ambassador.how, ambassador.grant.ended_by) == (How.LAPSED, None) and ambassador.grant.ended_at
    group = AmbassadorProgramme.current().group
    assert group is not None and not group.members.exists()
    verbs = Counter(Activity.objects.filter(verb__startswith="ambassador.").values_list("verb", flat=True))
    assert set(verbs.values()) == {1} and {"ambassador.renewal_asked", "ambassador.reminded"} < set(verbs)
    assert told(ben)["ambassador_thanked"] == 1 and not told(ben)["level_at_risk"] + told(ben)["level_lost"]


def test_being_asked_and_reminded_is_told_in_one_row_while_unseen(
    ambassador: Ambassador, delivered: Delivered, as_: As, ben: Member
) -> None:
    ends_in(ambassador, 20)
    look_after()
    delivered()
    look_after(timezone.now() + timedelta(days=14))
    delivered()
    assert told(ben)["ambassador_asked"] == 1 and told(ben)["asked_by_mail"] >= 1
    page = as_(ben).get(reverse("inbox")).content.decode()
    assert "Your year as an ambassador ends soon" in page and reverse("ambassador_year") in page


def test_a_late_start_leaves_a_day_between_asking_reminding_and_thanking(ambassador: Ambassador) -> None:
    ends_in(ambassador, -3)
    now = timezone.now()
    assert [look_after(now + timedelta(hours=hours)) for hours in (0, 1, 25, 26, 50, 51)] == [1, 0, 1, 0, 1, 0]


def test_one_click_stays_another_year_and_a_second_does_nothing(
    ambassador: Ambassador, as_: As, ben: Member, delivered: Delivered
) -> None:
    client, stay = as_(ben), reverse("ambassador_stay")
    client.post(stay)
    assert not Activity.objects.filter(verb="ambassador.stayed").exists()  # nobody asked yet
    ends_in(ambassador, 12)
    weigh_all()
    look_after()
    assert "Do you stay" in client.get(reverse("ambassador_year")).content.decode()
    assert client.post(stay).status_code == client.post(stay).status_code == 302
    delivered()
    ambassador.refresh_from_db()
    assert ambassador.asked_at is None and ambassador.grant.ends_at > timezone.now() + timedelta(days=364)
    assert Activity.objects.filter(verb="ambassador.stayed").count() == 1
    assert look_after(timezone.now() + timedelta(days=40)) == 0 and ben.level_standing.step == Step.AMBASSADOR


def test_goodbye_takes_space_and_kit_and_leaves_a_mark(
    ambassador: Ambassador, as_: As, ben: Member, nia: Member, delivered: Delivered
) -> None:
    client, gone = as_(ben), reverse("ambassador_goodbye")
    assert client.post(gone).status_code == client.post(gone).status_code == 302
    delivered()
    assert Activity.objects.filter(verb="ambassador.left").count() == 1 and told(ben)["ambassador_thanked"] == 1
    assert client.get(reverse("ambassador_kit")).status_code == 404 and not ben.groups.exists()
    mark = f"Ambassador {timezone.localtime().year}"
    assert mark in as_(nia).get(ben.get_absolute_url()).content.decode()
    page = as_(nia).get(reverse("ambassadors")).content.decode()
    assert "Ben" in page.partition("With thanks to former ambassadors")[2] and "Nobody yet" in page
    ambassador.refresh_from_db()
    with pytest.raises(NotNow):
        ambassador.stay(by=ben)


def test_what_a_manager_took_back_leaves_no_mark_and_what_they_renewed_asks_no_more(
    ambassador: Ambassador, delivered: Delivered, ben: Member, mia: Member
) -> None:
    ends_in(ambassador, 12)
    look_after()
    ambassador.grant.renew(by=mia)
    delivered()
    ambassador.refresh_from_db()
    assert not ambassador.is_asked and not told(ben)["ambassador_thanked"]
    ambassador.grant.end(by=mia)
    delivered()
    ambassador.refresh_from_db()
    assert ambassador.how == How.ENDED and not Ambassador.objects.alumni().exists() and not ben.groups.exists()
    assert told(ben)["level_at_risk"] == 1 and not told(ben)["ambassador_thanked"]


def test_a_former_ambassador_can_come_back_and_is_named_once(ambassador: Ambassador, ben: Member, mia: Member) -> None:
    ambassador.say_goodbye(by=ben)
    for _year in range(2):
        LevelGrant.objects.create(member=ben, step=Step.AMBASSADOR, given_by=mia)
        assert begin_due() == 1
        assert not Ambassador.objects.alumni().exists()
        Ambassador.objects.serving().get().say_goodbye(by=ben)
    assert Ambassador.objects.alumni().count() == 1 and Ambassador.objects.count() == 3
