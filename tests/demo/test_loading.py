"""The demo community: as large as promised, whole in itself, the same every time, and only on a developer's machine."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.core.management.base import CommandError
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.ideas.models import Vote
from community.ideas.voting import open_votes, votes_each
from community.posts.models import Post
from community.questions.models import AnswerCheck, Turn
from community.questions.waiting import Waiting, unreplied
from community.spaces.models import Space
from community.threads.models import Thread
from community.threads.planning import Status
from config.demo.loading import load
from config.demo.parsing import OLDEST_DAYS, Talk, autumn_change, people, told_on, written
from config.lib.audience import Viewer
from members.activity.models import Activity
from members.duties.models import Duty
from members.groups.models import Group, GroupApplication
from members.invitations.models import Invitation
from members.notifications.models import MailItem
from members.profiles.models import Member
from members.stages.models import Stage, Standing
from moderation.ledger.models import Entry
from moderation.review.decisions import Decision
from moderation.statements.models import StatementLetter

pytestmark = pytest.mark.django_db

QUOTE = re.compile(r"^> @([\w-]+) in #(\d+):", re.MULTILINE)
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
MENTION = re.compile(r"(?<![\w.@/])@([a-z][a-z0-9-]*)")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
TODAY = date(2026, 11, 21)
"""A day on which every thread is told."""
LONG = 40
"""Letters from which on two equal sentences are no chance."""


@pytest.fixture(scope="module")
def every() -> list[Talk]:
    """The files, read once."""
    return written()


@dataclass
class Loaded:
    """The counts that loading named, and what a second loading said."""

    counts: dict[str, int]
    refusal: str
    again: dict[str, int]
    posts: list[Post]
    threads: list[Thread]
    members: dict[str, Member]
    moments: list[Any]
    letters: int


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Loaded]:
    """Loaded once, into files of its own, and taken back."""
    from django.test import override_settings

    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("demo")):
        with transaction.atomic():
            yield _load()
            transaction.set_rollback(True)
        cache.clear()


def _load() -> Loaded:
    counts = load()
    try:
        load()
        refusal = ""
    except CommandError as error:
        refusal = str(error)
    kinds = {"members": Member, "spaces": Space, "threads": Thread, "posts": Post}
    return Loaded(
        counts,
        refusal,
        {name: model.objects.count() for name, model in kinds.items()},  # type: ignore[attr-defined]
        list(Post.objects.select_related("thread__space", "author", "reply_to").order_by("thread", "number")),
        list(Thread.objects.select_related("space")),
        {member.handle: member for member in Member.objects.get_queryset()},
        list(Activity.objects.values_list("at", flat=True)),
        MailItem.objects.count(),
    )


def test_a_real_installation_refuses_it(settings: Any) -> None:
    settings.TALKOOT_LOCAL = False
    with pytest.raises(CommandError, match="local runs only"):
        load()
    assert not Member.objects.exists()


def test_loading_twice_changes_nothing(demo: Loaded) -> None:
    assert "empty database" in demo.refusal
    assert demo.again == demo.counts


def test_it_is_as_large_as_promised(demo: Loaded) -> None:
    assert demo.counts["spaces"] == 9
    assert 140 <= demo.counts["members"] <= 160
    # Some are told only in their season.
    assert 145 <= demo.counts["threads"] <= 180
    assert 1800 <= demo.counts["posts"] <= 2100


def test_nothing_lies_ahead_and_nothing_before_the_last_120_days(demo: Loaded) -> None:
    now = timezone.now()
    moments = [post.created_at for post in demo.posts]
    assert max(moments) < now and max(demo.moments) <= now
    assert min(moments) > now - timedelta(days=121)
    assert all(post.created_at >= post.author.joined_at for post in demo.posts if post.author)


def test_nobody_gets_a_letter_about_it(demo: Loaded) -> None:
    assert demo.letters == 0


def test_the_log_of_moderation_is_in_order_of_time(demo: Loaded) -> None:
    rows = list(Entry.objects.order_by("pk"))
    assert [row.pk for row in rows] == [row.pk for row in sorted(rows, key=lambda row: row.at)]
    begun, before = rows[0], [row for row in rows if row.at < timezone.now() - timedelta(days=7)]
    assert begun.act == "guidelines_published" and len({row.member_id for row in before}) == 4


def test_whoever_a_decision_is_about_reads_its_reasons(demo: Loaded, as_: Callable[[Viewer], Client]) -> None:
    told = [(one, one.about) for one in Decision.objects.final().select_related("about")]
    assert {about.handle for _one, about in told if about} == {"elias-w", "eve", "ben"}
    for decision, about in told:
        answer = as_(about or AnonymousUser()).get(reverse("statement", args=[decision.pk]))
        assert answer.status_code == 200 and decision.facts in answer.text.replace("&#x27;", "'")
    assert not StatementLetter.objects.filter(sent_at=None).exists(), "Nothing is left to be sent."


def test_there_are_groups_a_founding_group_tasks_and_members_at_every_stage(demo: Loaded) -> None:
    hosted = Group.objects.filter(memberships__host_since__isnull=False).distinct()
    assert hosted.count() == 3 and GroupApplication.objects.open().count() == 1
    founders = Invitation.objects.exclude(batch=None)
    assert founders.count() == founders.exclude(used_by=None).count() == 20
    assert Duty.objects.open().count() == 5 and Duty.objects.done().count() == 1
    assert set(Standing.objects.values_list("stage", flat=True)) == set(Stage.values)


def test_every_quote_names_a_post_that_says_so(demo: Loaded) -> None:
    by_number = {(post.thread_id, post.number): post for post in demo.posts}
    quotes = 0
    for post in demo.posts:
        for handle, number in QUOTE.findall(post.source):
            quoted = by_number[post.thread_id, int(number)]
            words = post.source.split(f"> @{handle} in #{number}:\n", 1)[1].splitlines()[0].removeprefix("> ")
            assert quoted.number < post.number and quoted.author and quoted.author.handle == handle
            assert _plain(words.rstrip(". …")) in _plain(quoted.source), (post.thread.slug, post.number)
            quotes += 1
    assert quotes >= 10


def _plain(text: str) -> str:
    return re.sub(r"[*_`\s>]+", " ", text).strip()


def test_every_mention_calls_a_member(demo: Loaded) -> None:
    unknown = [
        (post.thread.slug, post.number, handle)
        for post in demo.posts
        for handle in MENTION.findall(CODE.sub("", post.source))
        if handle.rstrip("-") not in demo.members
    ]
    assert unknown == []


def test_a_reply_answers_a_post_that_was_there(demo: Loaded) -> None:
    for post in demo.posts:
        if post.reply_to_id is not None:
            assert post.reply_to is not None and post.reply_to.thread_id == post.thread_id
            assert post.reply_to.number < post.number and post.reply_to.created_at <= post.created_at


def test_accepted_answers_belong_to_questions(demo: Loaded) -> None:
    answered = [thread for thread in demo.threads if thread.answer_id]
    assert len(answered) >= 20 and {thread.kind for thread in answered} == {"question"}


def test_questions_and_ideas_show_every_state(demo: Loaded) -> None:
    ideas = [thread for thread in demo.threads if thread.kind == "idea"]
    assert {idea.status for idea in ideas} == set(Status.values)
    assert all(idea.votes_count == Vote.objects.filter(thread=idea).count() for idea in ideas)
    assert max(open_votes(member).count() for member in demo.members.values()) <= votes_each()
    assert any(idea.responsible_id for idea in ideas)
    assert any(thread.duplicate_of_id for thread in demo.threads) and any(thread.outdated_at for thread in demo.threads)
    assert {w.is_overdue for w in map(Waiting, unreplied())} == {True, False}
    assert Turn.objects.running().exists() and AnswerCheck.objects.filter(verdict="").exists()


def test_what_is_private_is_named_nowhere_else(demo: Loaded) -> None:
    private = [thread for thread in demo.threads if thread.space.visibility == "private"]
    assert private
    for post in demo.posts:
        if post.thread.space.visibility != "private":
            for thread in private:
                assert thread.title not in post.html and f"/t/{thread.pk}/" not in post.html


def test_no_sentence_is_said_twice(every: list[Talk]) -> None:
    said: dict[str, set[str]] = defaultdict(set)
    for talk in told_on(TODAY, every):
        for number, reply in enumerate(talk.posts, 1):
            for line in CODE.sub("", reply.source).splitlines():
                if not line.startswith((">", "|", "!")):
                    for sentence in SENTENCE_END.split(line.strip()):
                        if len(sentence) > LONG:
                            said[sentence].add(f"{talk.slug} #{number}")
    assert {sentence: places for sentence, places in said.items() if len(places) > 1} == {}


def test_it_speaks_five_languages(demo: Loaded) -> None:
    languages = {thread.language for thread in demo.threads if thread.language}
    assert {"fi", "pl", "hu", "ru"} <= languages
    assert {person.language for person in people()} >= {"en", "fi", "pl", "hu", "ru"}


def test_pictures_became_uploads(demo: Loaded) -> None:
    assert not [post for post in demo.posts if "demo:" in post.source]
    assert sum("<img" in post.html for post in demo.posts) >= 8


def test_the_files_hold_each_thread_once(every: list[Talk]) -> None:
    slugs = [talk.slug for talk in told_on(TODAY, every)]
    assert len(slugs) == len(set(slugs))


def test_the_clocks_go_back_on_the_last_sunday_of_october() -> None:
    found = [autumn_change(date.fromisoformat(day)) for day in ("2026-10-24", "2026-10-25", "2027-06-10", "2028-01-01")]
    assert [f"{day:%Y-%m-%d}" for day in found] == ["2025-10-26", "2026-10-25", "2026-10-25", "2027-10-31"]


@pytest.mark.parametrize("month", range(1, 13))
def test_a_first_start_reads_right_in_every_month(month: int, every: list[Talk]) -> None:
    today = date(2027, month, 10)
    told = told_on(today, every)
    assert 145 <= len(told) <= 170 and sum(len(talk.posts) for talk in told) >= 1800
    assert all(0 <= talk.days_ago <= OLDEST_DAYS for talk in told)
    about_clocks = {talk.slug for talk in told if talk.after_autumn_change is not None}
    assert bool(about_clocks) == (month in (12, 1, 2))
    assert ("what-to-plan-for-dark-months" in {talk.slug for talk in told}) == (month in (10, 11, 12))
