"""Reports: who may not, and what nobody learns."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.profiles.refusing import NotNow
from moderation.reports.models import Report
from moderation.reports.reporting import Said, report
from moderation.review.models import Reviewable
from tests.factories import a_member, a_post, a_thread
from tests.moderation.reports.samples import KEY, item_of

if TYPE_CHECKING:
    from community.posts.models import Post
    from community.spaces.models import Space
    from members.profiles.models import Member

As = Callable[..., Client]


def address(post: "Post", kind: str = KEY) -> str:
    return reverse("report", args=[kind, post.pk])


def send(client: Client, post: "Post", **given: str) -> int:
    return client.post(address(post), {"reason": "spam", "words": "Look at this.", **given}).status_code


def test_a_private_thing_is_missing_for_outsiders_like_nonsense(
    as_: As, private_space: "Space", ben: "Member", nia: "Member"
) -> None:
    hidden = a_post(a_thread(private_space, by=ben), by=ben)
    for viewer in (nia, AnonymousUser()):
        client = as_(viewer)
        assert client.get(address(hidden)).status_code == 404
        assert client.get(reverse("report", args=["nonsense", hidden.pk])).status_code == 404
        assert client.get(reverse("report", args=[KEY, 10**12])).status_code == 404
        assert send(client, hidden) == 404
    assert not Report.objects.exists()


def test_nobody_reports_their_own_words(as_: As, post: "Post", nia: "Member") -> None:
    assert as_(nia).get(address(post)).status_code == 404
    assert send(as_(nia), post) == 404


def test_what_was_deleted_cannot_be_reported(as_: As, post: "Post", ben: "Member") -> None:
    type(post).objects.filter(pk=post.pk).update(deleted_at=timezone.now())
    assert send(as_(ben), post) == 404


def test_suspended_members_do_not_report(as_: As, post: "Post", eve: "Member") -> None:
    with pytest.raises(NotNow):
        report(item_of(post), Said("spam"), by=eve)
    send(as_(eve), post)
    assert not Report.objects.exists()


def test_silenced_members_may_report(as_: As, post: "Post") -> None:
    quiet = a_member(silenced_until=timezone.now() + timedelta(days=3))
    assert send(as_(quiet), post) == 302
    assert Report.objects.by(quiet).count() == 1


def test_sent_twice_it_is_one_report_and_one_more_of_the_case(as_: As, post: "Post", ben: "Member") -> None:
    client = as_(ben)
    assert send(client, post) == 302
    page = client.post(address(post), {"reason": "unkind"})
    assert "You have reported this" in page.content.decode()
    made = Report.objects.get()
    assert (made.reason, made.case.reports_count) == ("spam", 1)


def test_a_report_hides_nothing(as_: As, post: "Post", ben: "Member") -> None:
    assert isinstance(post, Reviewable)
    for one in [ben, *(a_member() for _ in range(8))]:
        report(item_of(post), Said("illegal"), by=one)
    post.refresh_from_db()
    assert (post.hidden_at, post.held_at, post.removed_at) == (None, None, None)


def test_whoever_is_reported_reads_nowhere_who_reported(
    as_: As, post: "Post", nia: "Member", delivered: Callable[[], int]
) -> None:
    teller = a_member("Zacharias Unforgettable")
    report(item_of(post), Said("unkind", words="Quite impolite, I find."), by=teller)
    delivered()
    client = as_(nia)
    for page in ("/", post.get_absolute_url(), reverse("inbox"), address(post), nia.get_absolute_url()):
        words = client.get(page, follow=True).content.decode()
        assert "Unforgettable" not in words
        assert "Quite impolite" not in words
    assert not Report.objects.visible_to(nia).exists()
    assert not Report.objects.visible_to(AnonymousUser()).exists()


def test_the_team_sees_reports_of_the_cases_it_sees_and_no_others(post: "Post", mo: "Member", ben: "Member") -> None:
    report(item_of(post), Said("spam"), by=ben)
    assert Report.objects.visible_to(mo).count() == 1
    assert Report.objects.visible_to(a_member(role="moderator")).count() == 1
    about_mo = a_post(post.thread, by=mo)
    mine = report(item_of(about_mo), Said("spam"), by=ben)
    assert not Report.objects.visible_to(mo).filter(pk=mine.pk).exists()


def test_another_members_report_is_not_seen(as_: As, post: "Post", ben: "Member", mia: "Member") -> None:
    report(item_of(post), Said("spam", words="Mine alone."), by=ben)
    assert "Mine alone" not in as_(mia).get(address(post)).content.decode()
    assert "Mine alone" in as_(ben).get(address(post)).content.decode()
