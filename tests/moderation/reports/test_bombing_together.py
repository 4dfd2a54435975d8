"""Reports of posts, of messages and by visitors count together when a campaign is looked for; none is lost."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.messages.models import Message, TalkSeat
from members.messages.reporting import report as report_message
from members.messages.submitting import submit_first
from moderation.guidelines.measures import Severity
from moderation.reports.bombing import sentences_of
from moderation.reports.models import Report
from moderation.reports.reporting import Said, report, report_as_visitor
from moderation.reports.tasks import forget_networks
from moderation.review.cases import Case
from moderation.screening.networks import neighbourhood
from tests.factories import a_member, a_post
from tests.moderation.reports.samples import KEY, item_of

if TYPE_CHECKING:
    from community.posts.models import Post
    from members.profiles.models import Member

As = Callable[..., Client]
HERE = neighbourhood("93.184.216.9")


def unlawful(post: "Post", network: str = "", reason: str = "fraud") -> Report:
    """What a visitor reports."""
    return report_as_visitor(item_of(post), Said(reason, words="They sell what is not theirs."), network=network)


def a_message_reported(by: "Member", author: "Member") -> None:
    """A message of `author` to somebody, who shows it to the team."""
    message: Message = submit_first([by], by=author, source=f"Words for {by.name}")
    TalkSeat.objects.filter(talk=message.talk).update(accepted_at=timezone.now())
    report_message(message, by=by, seat=TalkSeat.objects.get(talk=message.talk, member=by), reason="unkind")


def test_new_accounts_and_visitors_count_together(post: "Post") -> None:
    for _ in range(2):
        report(item_of(post), Said("spam"), by=a_member())
    for number in range(2):
        assert unlawful(post, f"elsewhere {number}").suspicion == ""
    made = unlawful(post, "again elsewhere")
    assert sentences_of([made]) == ["5 new accounts or visitors reported this, or this person, within an hour."]
    assert (Report.objects.count(), made.case.reports_count) == (5, 5)
    assert made.case.severity == Severity.MEDIUM, "as the first of them made it"


def test_reports_of_messages_count_with_those_of_posts(
    post: "Post", nia: "Member", delivered: Callable[[], int]
) -> None:
    for _ in range(3):
        a_message_reported(a_member(), nia)
    delivered()
    report(item_of(post), Said("spam"), by=a_member())
    made = report(item_of(post), Said("unkind"), by=a_member())
    assert (made.suspicion, made.suspicion_count) == ("young", 5)
    assert Case.objects.filter(about=nia).count() == 4


def test_a_circle_is_recognised_by_messages_too(post: "Post", delivered: Callable[[], int]) -> None:
    gang = [a_member(joined_at=timezone.now() - timedelta(days=400)) for _ in range(3)]
    for _ in range(2):
        victim = a_member()
        for one in gang:
            a_message_reported(one, victim)
    delivered()
    made = [report(item_of(post), Said("unkind"), by=one) for one in gang][-1]
    assert made.suspicion == "together"


def test_three_from_one_network_are_marked_and_two_are_not(post: "Post") -> None:
    other = a_post(post.thread, by=post.author)
    assert [unlawful(where, HERE).suspicion for where in (post, other, post)] == ["", "", "network"]
    assert unlawful(post, "elsewhere").suspicion == ""
    assert unlawful(a_post(post.thread), HERE).suspicion == "", "somebody else’s"


def test_visitors_of_no_known_network_are_not_one(post: "Post") -> None:
    assert [unlawful(post).suspicion for _ in range(5)] == ["", "", "", "", "young"]


def test_a_crowd_cannot_make_danger_look_light_nor_a_first_report_heavy(post: "Post") -> None:
    for _ in range(5):
        report(item_of(a_post(post.thread, by=post.author)), Said("spam"), by=a_member())
    light = unlawful(a_post(post.thread, by=post.author))
    assert (light.suspicion, light.case.severity) == ("young", Severity.LOW)
    grave = unlawful(a_post(post.thread, by=post.author), reason="danger")
    assert (grave.suspicion, grave.case.severity) == ("young", Severity.HIGH)


def test_nothing_is_hidden_however_many_report_it(post: "Post", as_: As, visitor: AnonymousUser) -> None:
    for _ in range(20):
        report(item_of(post), Said("unkind"), by=a_member())
    post.refresh_from_db()
    assert (post.hidden_at, post.held_at) == (None, None)
    assert Case.objects.get().reports_count == 20
    assert "Words that somebody may report." in as_(visitor).get(post.thread.get_absolute_url()).content.decode()


def test_the_network_is_a_keyed_hash_that_is_forgotten_after_a_week(
    as_: As, post: "Post", visitor: AnonymousUser
) -> None:
    given: dict[str, Any] = {"reason": "fraud", "words": "They sell what is not theirs.", "good_faith": "on"}
    as_(visitor).post(reverse("report", args=[KEY, post.pk]), given, REMOTE_ADDR="93.184.216.77")
    made = Report.objects.get()
    assert made.network == HERE
    assert forget_networks() == 0
    Report.objects.update(at=timezone.now() - timedelta(days=8))
    assert forget_networks() == 1
    made.refresh_from_db()
    assert made.network == ""


def test_nobody_but_the_team_reads_that_it_looks_like_a_campaign(
    as_: As, post: "Post", ben: "Member", nia: "Member", mo: "Member"
) -> None:
    for _ in range(4):
        report(item_of(post), Said("spam"), by=a_member())
    report(item_of(post), Said("spam"), by=ben)
    made = unlawful(post)
    assert made.suspicion == "young"
    pages = [as_(ben).get(reverse("report", args=[KEY, post.pk])), as_(nia).get(post.thread.get_absolute_url())]
    pages.append(as_(ben).get(made.get_absolute_url()))
    for page in pages:
        assert page.status_code == 200 and "campaign" not in page.content.decode()
    for other in (ben, nia):
        assert as_(other).get(made.case.get_absolute_url()).status_code == 403
    assert "Looks like a campaign" in as_(mo).get(made.case.get_absolute_url()).content.decode()
