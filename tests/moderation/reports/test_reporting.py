"""Reporting: what members choose from, how severe it is, and how often."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from moderation.guidelines.measures import Severity
from moderation.guidelines.models import Guidelines, Rule
from moderation.reports.models import Report
from moderation.reports.panels import rules_of
from moderation.reports.reporting import Said, report
from tests.factories import a_member, a_post
from tests.moderation.reports.samples import KEY, item_of

if TYPE_CHECKING:
    from community.posts.models import Post
    from members.profiles.models import Member

As = Callable[..., Client]


@pytest.fixture
def rules(db: None) -> list[Rule]:
    """Two rules in force, and one of a draft."""
    now = Guidelines.objects.create(number=1, published_at=timezone.now())
    draft = Guidelines.objects.create(number=2)
    Rule.objects.create(guidelines=draft, number="9", key="draft", title="Not yet a rule")
    return [
        Rule.objects.create(guidelines=now, number="1", key="kind", title="Be kind", severity=Severity.MEDIUM),
        Rule.objects.create(
            guidelines=now, number="2", key="safe", title="Endanger nobody", severity=Severity.HIGH, position=1
        ),
    ]


def address(post: "Post") -> str:
    return reverse("report", args=[KEY, post.pk])


def test_without_guidelines_five_words_are_there_to_choose_from(as_: As, post: "Post", ben: "Member") -> None:
    page = as_(ben).get(address(post)).content.decode()
    for word in ("Spam", "Unkind", "Private data", "Illegal", "Something else"):
        assert word in page


def test_the_rules_in_force_are_the_reasons(as_: As, post: "Post", ben: "Member", rules: list[Rule]) -> None:
    page = as_(ben).get(address(post)).content.decode()
    assert "1 Be kind" in page
    assert "2 Endanger nobody" in page
    assert "Not yet a rule" not in page
    as_(ben).post(address(post), {"reason": "rule:safe"})
    made = Report.objects.get()
    assert made.rule == rules[1]
    assert made.case.severity == Severity.HIGH


def test_the_rule_that_is_named_most_often_comes_first(post: "Post", rules: list[Rule]) -> None:
    for rule in (rules[0], rules[1], rules[1]):
        made = report(item_of(post), Said("rule", rule=rule), by=a_member())
    assert rules_of(made.case) == [rules[1], rules[0]]


def test_a_wrong_form_keeps_what_was_typed(as_: As, post: "Post", ben: "Member") -> None:
    answer = as_(ben).post(address(post), {"words": "My careful words"})
    assert answer.status_code == 422
    assert "My careful words" in answer.content.decode()
    assert not Report.objects.exists()


def test_the_pages_own_script_gets_the_form_alone_and_is_led_on(as_: As, post: "Post", ben: "Member") -> None:
    client, asks = as_(ben), {"HX-Request": "true"}
    form = client.get(address(post), headers=asks).content.decode()
    assert "report-form" in form
    assert "<html" not in form
    sent = client.post(address(post), {"reason": "spam"}, headers=asks)
    assert sent["HX-Redirect"] == address(post)


def test_whoever_reported_sees_how_it_stands_also_when_the_thing_is_gone(as_: As, post: "Post", ben: "Member") -> None:
    report(item_of(post), Said("spam"), by=ben)
    page = as_(ben).get(address(post)).content.decode()
    assert "You have reported this" in page
    assert "The team has not decided yet." in page
    type(post).objects.filter(pk=post.pk).update(deleted_at=timezone.now())
    gone = as_(ben).get(address(post))
    assert gone.status_code == 200
    assert "Words that somebody may report" not in gone.content.decode()


def test_what_changed_after_the_decision_can_be_reported_again(as_: As, post: "Post", ben: "Member") -> None:
    first = report(item_of(post), Said("spam"), by=ben)
    Report.objects.update(closed_at=timezone.now())
    type(first.case).objects.update(closed_at=timezone.now())
    assert report(item_of(post), Said("spam"), by=ben) == first
    type(post).objects.filter(pk=post.pk).update(source="Worse than before.")
    assert "Send report" in as_(ben).get(address(post)).content.decode()
    again = report(item_of(post), Said("unkind"), by=ben)
    assert again.case_id != first.case_id


def test_new_members_send_five_reports_a_day_and_lose_no_words(as_: As, post: "Post") -> None:
    newcomer = a_member()
    client = as_(newcomer)
    others = [a_post(post.thread, by=post.author) for _ in range(6)]
    for one in others[:5]:
        assert client.post(address(one), {"reason": "spam"}).status_code == 302
    answer = client.post(address(others[5]), {"reason": "spam", "words": "The sixth of today"})
    assert answer.status_code == 429
    assert "These were many reports for one day." in answer.content.decode()
    assert "The sixth of today" in answer.content.decode()
    regular = a_member(joined_at=timezone.now() - timedelta(days=30))
    assert [as_(regular).post(address(one), {"reason": "spam"}).status_code for one in others] == [302] * 6
