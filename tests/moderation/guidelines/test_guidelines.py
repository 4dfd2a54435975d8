"""The guidelines: one text read into rules, what everybody reads, and agreeing to them again."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.posts.models import Post
from community.threads.models import Thread
from members.installation.models import Installation
from members.profiles.models import Member
from members.profiles.refusing import barred
from moderation.guidelines import drafting
from moderation.guidelines.accepting import OtherVersion, agree
from moderation.guidelines.adopting import adopt
from moderation.guidelines.drafting import RuleWords, stamp_of_all
from moderation.guidelines.models import Acceptance, Guidelines
from moderation.guidelines.publishing import publish
from moderation.guidelines.reading import read
from moderation.guidelines.rules import rules_in_force

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]

TEXT = """\
We want to like coming back.

1. **Be kind.** Criticise the work, never the person.
2. Say what you tried. Others will be glad.
   - even if it failed
2.1 Ask before you share. Pictures too.

Be patient with each other.
"""


def new_version(by: Member, *, must_accept: bool, changes: str = "Rule 9 is new.") -> Guidelines:
    """Publish a version with one more rule."""
    draft = drafting.begin(by=by)
    drafting.add_rule(RuleWords(title=f"Rule of version {draft.number}"))
    stamp = stamp_of_all(draft, draft.rules.all())
    version = publish(by=by, changes=changes, must_accept=must_accept, stamp=stamp)
    cache.clear()  # what a commit would do
    return version


# --- reading a text


def test_numbered_lines_are_rules_and_the_rest_is_the_purpose() -> None:
    said = read(TEXT.replace("\n", "\r\n"))
    assert said.purpose == "We want to like coming back.\n\nBe patient with each other."
    assert [(rule.number, rule.title) for rule in said.rules] == [
        ("1", "Be kind"), ("2", "Say what you tried"), ("2.1", "Ask before you share"),
    ]  # fmt: skip
    assert said.rules[0].words == "Criticise the work, never the person."
    assert said.rules[1].words == "Others will be glad.\n- even if it failed"


def test_numbers_that_are_alike_are_counted_anew() -> None:
    assert [rule.number for rule in read("1. One.\n1. Two.\n1. Three.").rules] == ["1", "2", "3"]


def test_a_text_without_numbers_is_all_purpose_and_no_word_is_lost() -> None:
    assert read("Be kind.\nIn 2026 we met.").purpose == "Be kind.\nIn 2026 we met."
    long = "word " * 60
    (rule,) = read(f"1. {long}").rules
    assert len(rule.title) <= 150 and rule.title.endswith("…") and rule.words == long.strip()


# --- what is in force


def test_what_is_adopted_is_in_force_and_nobody_has_to_agree(mia: Member, ben: Member) -> None:
    version = adopt(TEXT, by=mia)
    assert version and Guidelines.in_force() == version
    assert str(rules_in_force()[0]) == "1 Be kind"
    assert Installation.current().guidelines_since is None and barred(ben) is None
    assert adopt("   ", by=mia) is None


def test_a_rule_keeps_its_key_in_the_next_text(mia: Member) -> None:
    adopt(TEXT, by=mia)
    before = {rule.title: rule.key for rule in rules_in_force()}
    adopt("1. No selling.\n2. Be kind. Always.", by=mia)
    assert {rule.title: rule.key for rule in rules_in_force()}["Be kind"] == before["Be kind"]
    assert len({rule.key for rule in rules_in_force()}) == 2


def test_everybody_reads_them_and_can_point_at_a_rule(as_: As, visitor: Any, mia: Member) -> None:
    assert "No guidelines yet" in as_(visitor).get(reverse("guidelines")).content.decode()
    adopt(TEXT + "\n<script>alert(1)</script>", by=mia)
    drafting.begin(by=mia)
    page = as_(visitor).get(reverse("guidelines")).content.decode()
    assert 'id="rule-2.1"' in page and "Ask before you share" in page and "<script>alert" not in page
    assert as_(visitor).get(reverse("guidelines_version", args=[1])).status_code == 200
    assert as_(visitor).get(reverse("guidelines_version", args=[2])).status_code == 404  # a draft


def test_no_script_of_a_text_runs(as_: As, visitor: Any, mia: Member) -> None:
    adopt("1. Be **kind**\n\n<script>x()</script> [l](javascript:x)", by=mia)
    body = as_(visitor).get(reverse("guidelines")).content.decode()
    assert "<script>x" not in body and "javascript:x" not in body.replace("(javascript:x)", "")


def test_older_versions_stay_as_they_were(as_: As, visitor: Any, mia: Member) -> None:
    adopt(TEXT, by=mia)
    new_version(mia, must_accept=False)
    old = as_(visitor).get(reverse("guidelines_version", args=[1])).content.decode()
    assert "not in force any more" in old and "Rule of version 2" not in old
    now = as_(visitor).get(reverse("guidelines")).content.decode()
    assert "Rule 9 is new." in now and "Rule of version 2" in now and reverse("guidelines_version", args=[1]) in now


# --- agreeing


def test_a_version_that_asks_for_it_blocks_writing_but_not_reading(
    as_: As, mia: Member, ben: Member, thread: Thread
) -> None:
    adopt(TEXT, by=mia)
    version = new_version(mia, must_accept=True)
    ben.refresh_from_db()
    refusal = barred(ben)
    assert refusal and refusal.url == reverse("guidelines")
    client = as_(ben)
    page = client.get(thread.get_absolute_url())
    assert page.status_code == 200 and "The guidelines have changed" in page.content.decode()
    sent = client.post(reverse("thread_reply", args=[thread.pk]), {"body": "Kept words.", "key": "a" * 32})
    assert sent.status_code == 403 and "Kept words." in sent.content.decode()
    assert reverse("guidelines") in sent.content.decode() and Post.objects.filter(thread=thread).count() == 1
    asked = client.get(reverse("guidelines")).content.decode()
    assert "I agree" in asked and "Rule 9 is new." in asked
    assert client.post(reverse("guidelines_agree", args=[version.number])).status_code == 302
    assert Acceptance.objects.filter(member=ben, guidelines=version).count() == 1
    assert "I agree" not in client.get(reverse("guidelines")).content.decode()
    again = client.post(reverse("thread_reply", args=[thread.pk]), {"body": "Kept words.", "key": "a" * 32})
    assert again.status_code == 302


def test_agreeing_twice_is_agreeing_once_and_an_old_version_is_not_enough(as_: As, mia: Member, ben: Member) -> None:
    first = new_version(mia, must_accept=True)
    agree(first, by=ben)
    agree(first, by=ben)
    assert Acceptance.objects.filter(member=ben).count() == 1
    second = new_version(mia, must_accept=True)
    with pytest.raises(OtherVersion):
        agree(first, by=ben)
    as_(ben).post(reverse("guidelines_agree", args=[first.number]))
    ben.refresh_from_db()
    assert barred(ben) is not None
    agree(second, by=ben)
    assert barred(ben) is None


def test_a_small_change_asks_nobody_and_whoever_publishes_has_agreed(mia: Member, ben: Member) -> None:
    new_version(mia, must_accept=False)
    assert barred(ben) is None
    version = new_version(mia, must_accept=True)
    mia.refresh_from_db()
    assert barred(mia) is None and Acceptance.objects.filter(member=mia, guidelines=version).exists()


def test_nobody_agrees_who_is_not_signed_in_or_to_a_draft(as_: As, visitor: Any, mia: Member, ben: Member) -> None:
    draft = drafting.begin(by=mia)
    assert as_(visitor).post(reverse("guidelines_agree", args=[draft.number])).status_code == 302
    assert as_(ben).post(reverse("guidelines_agree", args=[draft.number])).status_code == 404
    assert as_(ben).get(reverse("guidelines_agree", args=[draft.number])).status_code == 405
    assert not Acceptance.objects.exists()


def test_a_newcomer_has_agreed_to_the_version_that_was_in_force_then(mia: Member, delivered: Callable[[], int]) -> None:
    version = adopt(TEXT, by=mia)
    assert version is not None
    somebody = Member.objects.create_user(
        "ana@example.org", name="Ana", confirmed_at=None, guidelines_accepted_at=timezone.now()
    )
    new_version(mia, must_accept=False)
    somebody.join()
    delivered()
    assert list(Acceptance.objects.filter(member=somebody).values_list("guidelines", flat=True)) == [version.pk]


def test_who_agreed_before_the_change_is_asked_and_who_did_after_is_not(mia: Member, ben: Member, nia: Member) -> None:
    now = timezone.now()
    Installation.current().ask_to_agree(now)
    cache.clear()
    ben.guidelines_accepted_at, nia.guidelines_accepted_at = now - timedelta(days=1), now + timedelta(seconds=1)
    assert barred(ben) is not None and barred(nia) is None
