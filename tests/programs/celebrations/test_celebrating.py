"""Celebrations: nothing without leave and nothing behind doors; each once, one public line a day, nothing stale."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from community.following.models import Silence
from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import Thread
from members.notifications.models import Notification
from members.profiles.models import Member
from members.recognition.ladder import Step
from members.recognition.models import LevelRule
from members.recognition.thanks import Thanks
from programs.celebrations.finding import find_anniversaries
from programs.celebrations.models import Celebration, CelebrationRule, What
from programs.celebrations.noting import celebrate
from tests.factories import a_member, a_post, a_thread
from tests.house.test_query_budgets import queries, within
from tests.members.recognition.test_levels import wrote

pytestmark = pytest.mark.django_db
As = Callable[..., Any]
LIST, TILE = "celebrations", "home_around"


def noted(member: Member, what: What = What.THANKS, number: int = 10, **said: Any) -> Celebration | None:
    return celebrate(member.pk, what, number, at=timezone.now(), **said)


def page(client: Any) -> str:
    return str(client.get(reverse(LIST)).text)


def test_a_first_post_behind_doors_is_named_inside_alone(
    mia: Member, ben: Member, nia: Member, private_space: Space, as_: As, delivered: As
) -> None:
    a_thread(private_space, by=ben, title="A lock for the shed")
    delivered()
    one = Celebration.objects.get(member=ben)
    assert (one.what, one.space) == (What.FIRST_POST, private_space)
    assert one.line in page(as_(mia))
    assert one.line not in page(as_(nia))
    assert one.line not in as_(nia).get(reverse(TILE), headers={"HX-Request": "true"}).text
    assert as_(nia).post(reverse("celebration_thank", args=[one.pk])).status_code == 404


@pytest.mark.parametrize(
    "change",
    [
        {"preferences": {"celebrate": "hidden"}}, {"preferences": {"profile": "members"}},
        {"preferences": {"directory": "hidden"}}, {"profile_hidden_at": timezone.now()},
    ],
)  # fmt: skip
def test_who_does_not_want_it_is_told_alone(
    ben: Member, nia: Member, as_: As, delivered: As, change: dict[str, Any]
) -> None:
    before = noted(nia, What.ANSWERS)
    assert before is not None
    assert before.is_public
    for who in (ben, nia):
        Member.objects.filter(pk=who.pk).update(**change)
    one = noted(ben)
    assert one is not None
    assert not one.is_public
    delivered()
    assert Notification.objects.filter(member=ben, kind="celebrated").count() == 1
    told = page(as_(a_member()))
    assert one.line not in told
    assert before.line not in told  # also what was in public before they said so
    assert "only you see this" in page(as_(ben))


@pytest.mark.parametrize("held", ["silenced_until", "suspended_until"])
def test_who_is_held_off_is_never_celebrated(ben: Member, nia: Member, as_: As, held: str) -> None:
    before = noted(nia)
    until = timezone.now() + timedelta(days=1)
    Member.objects.get_queryset().update(**{held: until})
    assert noted(ben) is None
    assert before is not None
    assert before.line not in page(as_(a_member()))


@pytest.mark.parametrize("blocker", ["ben", "nia"])
def test_blocked_people_do_not_see_each_others(
    request: pytest.FixtureRequest, ben: Member, nia: Member, mo: Member, as_: As, blocker: str
) -> None:
    one = noted(ben)
    assert one is not None
    by = request.getfixturevalue(blocker)
    Silence.objects.create(member=by, other=nia if by == ben else ben, blocked=True)
    assert one.line not in page(as_(nia))
    assert one.line in page(as_(mo))


def test_each_is_celebrated_once_and_the_second_of_a_day_is_told_alone(ben: Member) -> None:
    first, again, second = noted(ben), noted(ben), noted(ben, What.ANSWERS)
    assert first is not None
    assert first.is_public
    assert again is None
    assert second is not None
    assert not second.is_public


def test_what_is_older_than_a_week_is_celebrated_no_more(ben: Member, space: Space, delivered: As) -> None:
    old = timezone.now() - timedelta(days=8)
    assert celebrate(ben.pk, What.THANKS, 10, at=old) is None
    a_thread(space, by=ben)
    Post.objects.update(created_at=old)
    delivered()
    assert not Celebration.objects.exists()


def test_only_the_first_post_counts_and_a_held_one_when_it_is_let_through(
    mo: Member, ben: Member, space: Space, delivered: As
) -> None:
    thread = a_thread(space, by=ben, held=True)
    delivered()
    assert not Celebration.objects.filter(member=ben).exists()
    post = thread.posts.get(number=1)
    post.approve(by=mo)
    delivered()
    assert Celebration.objects.get(member=ben).post == post
    a_post(a_thread(space, by=mo), by=ben)
    delivered()
    assert Celebration.objects.filter(member=ben).count() == 1


def test_a_first_post_that_is_gone_is_celebrated_no_more(
    ben: Member, nia: Member, space: Space, as_: As, delivered: As
) -> None:
    thread = a_thread(space, by=ben)
    delivered()
    one = Celebration.objects.get(member=ben)
    assert one.line in page(as_(nia))
    thread.posts.get(number=1).delete_softly(by=ben)
    assert one.line not in page(as_(nia))


def test_the_tenth_accepted_answer_counts_what_others_accepted_in_the_open(
    mia: Member, ben: Member, space: Space, private_space: Space, delivered: As
) -> None:
    def accepted(where: Space, by: Member) -> None:
        thread = a_thread(where, by=by, kind="question")
        thread.accept(a_post(thread, by=ben), by=by)

    for _ in range(9):
        accepted(space, mia)
    accepted(private_space, mia)
    accepted(space, ben)
    delivered()
    assert not Celebration.objects.filter(what=What.ANSWERS).exists()
    accepted(space, mia)
    delivered()
    assert Celebration.objects.get(what=What.ANSWERS).number == 10


def test_the_hundredth_accepted_answer_is_celebrated_too(mia: Member, ben: Member, space: Space, delivered: As) -> None:
    for _ in range(99):
        before = a_thread(space, by=mia, kind="question")
        Thread.objects.filter(pk=before.pk).update(answer=a_post(before, by=ben), answered_by=mia)
    thread = a_thread(space, by=mia, kind="question")
    thread.accept(a_post(thread, by=ben), by=mia)
    delivered()
    assert Celebration.objects.get(what=What.ANSWERS).number == 100


def test_a_level_is_celebrated_when_it_is_reached_for_the_first_time(ben: Member, space: Space, delivered: As) -> None:
    began = timezone.now() - timedelta(days=50)
    LevelRule.objects.create(step=Step.ACTIVE, rule={"all": [wrote(2)]}, begins_at=began)
    thread = a_thread(space)
    for _ in range(2):
        a_post(thread, by=ben)
        delivered()
    one = Celebration.objects.get(member=ben, what=What.LEVEL)
    assert one.number == Step.ACTIVE
    delivered()
    assert Celebration.objects.filter(member=ben, what=What.LEVEL).count() == 1


def test_the_tenth_thanks_are_celebrated(ben: Member, nia: Member, delivered: As) -> None:
    from members.recognition.thanks import thank

    givers = [a_member() for _ in range(10)]
    Thanks.objects.bulk_create(Thanks(giver=one, receiver=ben, reason="For the nets") for one in givers[:9])
    thank(ben, "For the buckets", by=givers[9])
    delivered()
    assert Celebration.objects.get(member=ben).what == What.THANKS


def test_years_are_celebrated_once_also_after_some_days_without_workers(ben: Member, nia: Member, mia: Member) -> None:
    now = timezone.now()
    day = now - timedelta(days=3)
    Member.objects.filter(pk=ben.pk).update(joined_at=day.replace(year=day.year - 4))
    gone = now - timedelta(days=8)
    Member.objects.filter(pk=mia.pk).update(joined_at=gone.replace(year=gone.year - 4))
    assert find_anniversaries() == 1
    assert find_anniversaries() == 0
    one = Celebration.objects.get()
    assert (one.member, one.number) == (ben, 4)
    assert not Celebration.objects.filter(member=nia).exists()


def test_managers_choose_what_is_celebrated_and_where(mia: Member, ben: Member, nia: Member, as_: As) -> None:
    for who in (ben, nia):
        assert as_(who).post(reverse("celebrations_rule"), {"thanks-is_on": "yes"}).status_code == 403
    assert not CelebrationRule.objects.exists()
    as_(mia).post(reverse("celebrations_rule"), {"thanks-is_on": "yes"})
    assert noted(ben, What.ANSWERS) is None
    one = noted(ben)
    assert one is not None
    assert not one.is_public
    as_(mia).post(reverse("celebrations_rule"), {"thanks-is_on": "yes", "thanks-in_digest": "yes"})
    digest = noted(nia)
    assert digest is not None
    assert digest.is_public
    assert digest.line not in page(as_(ben))


def test_a_thank_you_is_one_press_and_said_once(ben: Member, nia: Member, as_: As) -> None:
    one = noted(ben)
    assert one is not None
    client = as_(nia)
    address = reverse("celebration_thank", args=[one.pk])
    assert client.post(address).status_code == 302
    again = client.post(address)
    assert again.status_code == 422
    assert "thanked Ben for this already" in again.text
    said = Thanks.objects.get()
    assert (said.giver, said.receiver, said.about_id) == (nia, ben, one.pk)
    assert as_(ben).post(address).status_code == 422
    assert "You said thanks" in page(client)
    assert one.line in client.get(reverse("thanks")).text


def test_pages_ask_the_same_for_few_and_for_many(
    mia: Member, nia: Member, space: Space, as_: As, delivered: As
) -> None:
    counted = []
    for many in (1, 6):
        for _ in range(many):
            a_thread(space, by=a_member())
        delivered()
        asked = queries(as_(nia), reverse(LIST))
        tile = queries(as_(nia), reverse(TILE), **{"HX-Request": "true"})
        within(asked, 10)
        within(tile, 7)
        counted.append((len(asked), len(tile)))
    assert counted[0] == counted[1]
    assert Thread.objects.filter(space=space).count() == 7
