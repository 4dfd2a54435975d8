"""Visitors report what is against the law, without an account, and have a receipt."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from moderation.guidelines.measures import Severity
from moderation.reports.models import Report
from moderation.reports.outcomes import follow, tell_due
from moderation.review.deciding import Wanted, decide
from moderation.review.decisions import Decision
from tests.factories import a_member
from tests.moderation.reports.samples import KEY, item_of

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives

    from community.posts.models import Post
    from members.profiles.models import Member

As = Callable[..., Client]
GIVEN = {"reason": "fraud", "words": "They sell what is not theirs.", "good_faith": "on"}


def send(client: Client, post: "Post", **given: Any) -> Any:
    return client.post(reverse("report", args=[KEY, post.pk]), {**GIVEN, **given})


def test_a_visitor_explains_and_says_that_it_is_in_good_faith(as_: As, post: "Post", visitor: AnonymousUser) -> None:
    client = as_(visitor)
    for missing in ("words", "good_faith", "reason"):
        assert send(client, post, **{missing: ""}).status_code == 422
    assert send(client, post, reason="spam").status_code == 422
    assert not Report.objects.exists()


def test_a_visitor_gets_a_receipt_that_nobody_guesses(as_: As, post: "Post", visitor: AnonymousUser) -> None:
    answer = send(as_(visitor), post)
    made = Report.objects.get()
    assert answer["Location"] == reverse("report_receipt", args=[made.receipt])
    assert len(made.receipt) >= 32
    page = as_(visitor).get(answer["Location"])
    assert "The team has not decided yet." in page.content.decode()
    assert page["X-Robots-Tag"] == "noindex"
    assert as_(visitor).get(reverse("report_receipt", args=["0" * 43])).status_code == 404
    assert (made.reporter, made.sealed, made.case.severity) == (None, "", Severity.MEDIUM)


def test_danger_is_severe(as_: As, post: "Post", visitor: AnonymousUser) -> None:
    send(as_(visitor), post, reason="danger")
    assert Report.objects.get().case.severity == Severity.HIGH


def test_sent_twice_it_is_one_report_with_one_receipt(as_: As, post: "Post", visitor: AnonymousUser) -> None:
    client = as_(visitor)
    first = send(client, post, submission="once")
    assert send(client, post, submission="once")["Location"] == first["Location"]
    assert Report.objects.get().case.reports_count == 1


def test_five_reports_a_day_come_from_one_network(as_: As, post: "Post", visitor: AnonymousUser) -> None:
    codes = [send(as_(visitor), post, words=f"Number {number}").status_code for number in range(6)]
    assert codes == [302] * 5 + [429]


def test_the_address_is_sealed_until_the_outcome_is_told_and_gone_then(
    as_: As, post: "Post", visitor: AnonymousUser, mo: "Member", letters: "Callable[[], list[EmailMultiAlternatives]]"
) -> None:
    send(as_(visitor), post, email="Somebody@Elsewhere.example", name="Some Body")
    made = Report.objects.get()
    assert "lsewhere" not in made.sealed
    assert made.contact["name"] == "Some Body"
    assert [mail.to for mail in letters()] == [["Somebody@Elsewhere.example"]]
    decision = decide(made.case, Wanted(version=item_of(post).version), by=mo)
    follow(made.case_id)
    assert tell_due() == 0
    Decision.objects.filter(pk=decision.pk).update(letter_at=decision.decided_at)
    Report.objects.update(tell_at=decision.decided_at)
    assert tell_due() == 1
    assert "it stays" in letters()[-1].body
    made.refresh_from_db()
    assert made.sealed == ""
    assert "it stays" in as_(visitor).get(made.get_absolute_url()).content.decode()


def test_a_member_whose_address_is_not_proven_reports_as_a_visitor(as_: As, post: "Post") -> None:
    stranger = a_member()
    type(stranger).objects.get_queryset().filter(pk=stranger.pk).update(confirmed_at=None)
    send(as_(stranger), post)
    assert [(made.reporter, made.is_visitors) for made in Report.objects.all()] == [(None, True)]
