"""Consent first: nobody is shown without their yes to exactly these words, and it can be taken back at any time."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from community.posts.models import Post, Revision
from community.spaces.models import Space
from community.threads.models import Thread
from members.notifications.models import Notification
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from programs.series.overtaken import ChangedMeanwhile
from programs.series.steps import Step
from programs.spotlights.agreeing import accept, agree, ask, call_back, decline, edit, withdraw, write
from programs.spotlights.models import Spotlight, SpotlightVersion
from tests.programs.spotlights.shown import ANSWERS, a_date, agreed, asked, its_day_comes, published

pytestmark = pytest.mark.django_db
As = Callable[..., Any]


def test_nothing_is_shown_without_a_yes(mia: Member, ben: Member, space: Space) -> None:
    occurrence = a_date(mia, space)
    one = asked(occurrence, ben, by=mia)
    accept(one, by=ben)
    write(one, ANSWERS, edition=1, by=ben, send=True)
    its_day_comes(occurrence)
    assert occurrence.opened_at is None
    assert not Thread.objects.filter(space=space).exists()
    assert "Nobody said yes" in Step.objects.get(occurrence=occurrence, key="open").failed_why


def test_a_change_after_the_yes_asks_anew(mia: Member, ben: Member, space: Space, delivered: As) -> None:
    occurrence = a_date(mia, space)
    one = agreed(occurrence, ben, by=mia)
    edit(one, ["Another bucket.", "Nets."], edition=one.edition, by=mia)
    its_day_comes(occurrence)
    assert occurrence.opened_at is None
    delivered()
    assert Notification.objects.filter(member=ben, kind="spotlight_edited").count() == 1
    one.refresh_from_db()
    with pytest.raises(ChangedMeanwhile):
        agree(one, edition=one.edition - 1, by=ben)
    agree(one, edition=one.edition, by=ben)
    its_day_comes(occurrence)
    post = Post.objects.get(thread=occurrence.thread_id, number=1)
    assert "Another bucket." in post.source
    assert post.author == ben


def test_the_yes_waits_and_the_clock_shows_it_once(mia: Member, ben: Member, space: Space) -> None:
    one = published(mia, space, ben)
    its_day_comes(one.occurrence)
    assert Thread.objects.filter(space=space).count() == 1
    assert one.published_at is not None


@pytest.mark.parametrize("change", [{"silenced_until": 1}, {"suspended_until": 1}, {"is_active": False}])
def test_who_is_held_off_or_gone_is_not_shown_even_after_a_yes(
    mia: Member, ben: Member, space: Space, change: dict[str, Any]
) -> None:
    occurrence = a_date(mia, space)
    agreed(occurrence, ben, by=mia)
    until = timezone.now() + timedelta(days=3)
    Member.objects.filter(pk=ben.pk).update(**{name: until if value else value for name, value in change.items()})
    its_day_comes(occurrence)
    assert occurrence.thread_id is None


def test_taken_back_after_publishing_the_words_are_gone_everywhere(
    mia: Member, ben: Member, nia: Member, space: Space, as_: As
) -> None:
    one = published(mia, space, ben)
    thread = Thread.objects.get(pk=one.occurrence.thread_id or 0)
    thread.reply(by=nia, source="How lovely.")
    assert as_(nia).get(reverse("spotlight", args=[one.occurrence_id])).status_code == 200
    as_(ben).post(reverse("spotlight_withdraw", args=[one.occurrence_id]))
    assert as_(nia).get(reverse("spotlight", args=[one.occurrence_id])).status_code == 404
    post = Post.objects.get(thread=thread, number=1)
    assert post.deleted_at is not None
    post.restore(by=ben)
    thread.refresh_from_db()
    for reader in (nia, mia):
        page = as_(reader).get(thread.get_absolute_url()).text
        assert "zinc bucket" not in page
        assert "How lovely." in page
    assert "Ben" not in thread.title
    assert not Revision.objects.filter(post=post).exists()
    assert not SpotlightVersion.objects.exists()
    assert "zinc" not in str(list(Spotlight.objects.values()))
    with pytest.raises(NotNow):
        ask(a_date(mia, space), ben, ["Again?"], by=mia)


def test_a_silenced_member_can_take_it_back(mia: Member, ben: Member, space: Space, as_: As) -> None:
    one = published(mia, space, ben)
    Member.objects.filter(pk=ben.pk).update(silenced_until=timezone.now() + timedelta(days=1))
    assert as_(ben).post(reverse("spotlight_withdraw", args=[one.occurrence_id])).status_code == 302
    one.refresh_from_db()
    assert one.ending == "withdrawn"


def test_who_said_no_is_asked_again_after_a_year_and_who_said_later_after_two_months(
    mia: Member, ben: Member, nia: Member, space: Space
) -> None:
    first = a_date(mia, space)
    for who, later, days in ((ben, False, 365), (nia, True, 60)):
        decline(asked(first, who, by=mia), by=who, later=later)
        rows = Spotlight.objects.filter(member=who)
        rows.update(ended_at=timezone.now() - timedelta(days=days - 1))
        with pytest.raises(NotNow):
            ask(first, who, ["Now?"], by=mia)
        rows.update(ended_at=timezone.now() - timedelta(days=days + 1))
        assert ask(first, who, ["Now?"], by=mia).pk
        Spotlight.objects.filter(member=who, ended_at=None).delete()


@pytest.mark.parametrize("how", ["decline", "call_back"])
def test_whatever_way_it_ends_the_words_are_gone_and_the_other_is_told(
    mia: Member, ben: Member, space: Space, delivered: As, as_: As, how: str
) -> None:
    one = agreed(a_date(mia, space), ben, by=mia)
    if how == "decline":
        decline(one, by=ben)
    else:
        call_back(one, by=mia)
    delivered()
    assert not SpotlightVersion.objects.exists()
    assert "zinc" not in str(list(Spotlight.objects.values()))
    told, kind = (mia, "spotlight_declined") if how == "decline" else (ben, "spotlight_off")
    assert Notification.objects.filter(kind=kind).get().member == told
    if how == "call_back":
        page = as_(ben).get(reverse("inbox")).text
        assert "asks you no more for a spotlight" in page
        assert reverse("spotlight_mine", args=[one.occurrence_id]) not in page


@pytest.mark.parametrize("passed", ["called_off_at", "missed_at"])
def test_a_date_that_showed_nobody_keeps_nobody_from_being_asked(
    mia: Member, ben: Member, space: Space, passed: str
) -> None:
    date = a_date(mia, space)
    one = agreed(date, ben, by=mia)
    type(date).objects.filter(pk=date.pk).update(**{passed: timezone.now()})
    again = asked(a_date(mia, space), ben, by=mia)
    one.refresh_from_db()
    assert (one.ending, one.answers) == ("called_back", [])
    assert Spotlight.objects.live().get() == again


def test_who_is_asked_hears_when_the_date_moves(mia: Member, ben: Member, nia: Member, space: Space) -> None:
    date = a_date(mia, space)
    decline(asked(date, nia, by=mia), by=nia)
    asked(date, ben, by=mia)
    found = date.program.kind.concerned([date])
    assert found is not None
    assert list(found) == [ben]


def test_nobody_is_shown_twice_in_a_year_or_asked_twice_at_once(
    mia: Member, ben: Member, nia: Member, space: Space
) -> None:
    published(mia, space, ben)
    with pytest.raises(NotNow):
        ask(a_date(mia, space), ben, ["Again?"], by=mia)
    asked(a_date(mia, space), nia, by=mia)
    with pytest.raises(NotNow):
        ask(a_date(mia, space), nia, ["And here?"], by=mia)


def test_nobody_is_asked_who_does_not_see_the_space(mia: Member, nia: Member, private_space: Space) -> None:
    with pytest.raises(NotNow):
        ask(a_date(mia, private_space), nia, ["Now?"], by=mia)


def test_only_who_is_asked_can_say_yes_write_agree_or_take_back(
    mia: Member, ben: Member, nia: Member, space: Space
) -> None:
    one = agreed(a_date(mia, space), ben, by=mia)
    for act in (
        lambda: accept(one, by=nia), lambda: write(one, ["x"], edition=one.edition, by=mia),
        lambda: agree(one, edition=one.edition, by=mia), lambda: withdraw(one, by=mia), lambda: decline(one, by=nia),
    ):  # fmt: skip
        with pytest.raises(NotNow):
            act()


def test_words_that_were_handed_over_are_not_emptied(mia: Member, ben: Member, space: Space) -> None:
    one = asked(a_date(mia, space), ben, by=mia)
    accept(one, by=ben)
    write(one, ANSWERS, edition=1, by=ben, send=True)
    with pytest.raises(NotNow, match="at least one question"):
        write(one, ["", ""], edition=2, by=ben)
    one.refresh_from_db()
    assert one.answers == ANSWERS
