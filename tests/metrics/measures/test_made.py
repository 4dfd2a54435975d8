"""Who makes what is here, how much five people write, how deep threads go, what is found useful: counted by hand."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.guides.models import Guide, GuideVote
from community.posts.models import Post
from community.questions.models import AnswerCheck
from community.threads.models import Thread
from members.profiles.models import Member
from metrics.measures.all import MEASURES
from metrics.measures.measure import Counted, Cut
from metrics.measures.withholding import is_withheld
from metrics.rollups.days import begin_of, end_of
from metrics.rollups.models import MemberDay, Opening
from tests.factories import a_guide, a_member, a_post, copy
from tests.metrics.measures.talked import DAYS, END, ENDS, OPENINGS, Village, a_village, in_window

pytestmark = pytest.mark.django_db
many = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
WRITING = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 2), st.integers(0, 60), st.integers(0, 3), st.integers(0, 9)),
    max_size=60, unique_by=lambda one: one[:3],
)  # fmt: skip
NOTHING = Counted(None, None, 0, 0)


@pytest.fixture
def village() -> Village:
    return a_village()


@many
@given(chosen=WRITING)
def test_the_share_of_the_five_who_write_most(village: Village, chosen: list[tuple[int, ...]]) -> None:
    MemberDay.objects.all().delete()
    rows = [
        MemberDay(member=village.members[who], space=village.spaces[where], day=END + timedelta(days=2 - back),
                  threads=threads, replies=replies, others=1)
        for who, where, back, threads, replies in chosen
    ]  # fmt: skip
    MemberDay.objects.bulk_create(rows)
    measure = MEASURES["concentration"]
    together = measure.numbers(ENDS, DAYS, by_space=True)
    for end in ENDS:
        cuts: list[tuple[Cut, Any]] = [(Cut(), lambda row: True)]
        cuts += [(Cut(segment=village.segment), lambda row: row.member_id in village.inside)]
        cuts += [(Cut(space=one.pk), lambda row, pk=one.pk: row.space_id == pk) for one in village.spaces]
        for cut, is_in in cuts:
            posts: Counter[int] = Counter()
            for row in rows:
                if in_window_of(row.day, end) and is_in(row):
                    posts[row.member_id] += row.threads + row.replies
            each = sorted((+posts).values(), reverse=True)
            found = measure.numbers(ENDS, DAYS, cut)[end, None]
            assert found.value == (pytest.approx(100 * sum(each[:5]) / sum(each)) if each else None)
            assert is_withheld(found.people) == (0 < len(each) < 5 or 0 < len(each) - 5 < 5)
            if cut.space:
                assert together.get((end, cut.space), NOTHING) == found


def in_window_of(day: date, end: date) -> bool:
    return end - timedelta(days=DAYS) < day <= end


GUIDES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 60), st.booleans(), st.booleans()), max_size=8)


@many
@given(chosen=OPENINGS, published=GUIDES)
def test_the_share_of_threads_and_guides_that_members_made(
    village: Village, chosen: list[dict[str, Any]], published: list[tuple[int, int, bool, bool]]
) -> None:
    rows = village.opened(chosen)
    Guide.objects.all().delete()
    made = [guide(village, *one) for one in published]
    measure = MEASURES["made-by-members"]
    together = measure.numbers(ENDS, DAYS, by_space=True)
    for end in ENDS:
        for space in (None, *village.spaces):
            parts = [
                (not row.by_staff, row.author_id)
                for row in rows
                if in_window(row, end) and row.kind != "prompt" and space in (None, row.space)
            ]
            parts += [
                (one.created_by.role == "member", one.created_by.pk)
                for one in made
                if one.created_by
                and one.published_at
                and begin_of(end - timedelta(days=DAYS - 1)) <= one.published_at < end_of(end)
                and one.hidden_at is None
                and space in (None, one.space)
            ]
            found = measure.numbers(ENDS, DAYS, Cut(space=space.pk if space else None))[end, None]
            share = 100 * sum(theirs for theirs, _who in parts) / len(parts) if parts else None
            assert found.value == (None if share is None else pytest.approx(share))
            assert found.people == len({who for _theirs, who in parts})
            if space:
                assert together.get((end, space.pk), NOTHING) == found


def guide(village: Village, where: int, back: int, of_team: bool, is_hidden: bool) -> Guide:
    """A guide as one that was published so many days ago; in the fourth place it belongs to all."""
    like = getattr(village, "like", None) or a_guide(by=a_member())
    village.like = like  # type: ignore[attr-defined]
    at = begin_of(END - timedelta(days=back)) + timedelta(hours=5)
    one = copy(
        like, space_id=([space.pk for space in village.spaces] + [None])[where], published_at=at,
        slug=f"g{where}-{back}-{Guide.objects.count()}",
        created_by_id=(_manager() if of_team else village.members[back % 12]).pk,
        hidden_at=at if is_hidden else None,
    )  # fmt: skip
    one.save()
    return one


def test_a_guide_is_the_members_who_came_into_the_team_later(olli: Member) -> None:
    ben = a_member()
    with time_machine.travel(begin_of(END) + timedelta(hours=3), tick=False):
        a_guide(by=ben)
    measure = MEASURES["made-by-members"]
    assert measure.numbers([END], DAYS)[END, None].value == 100
    ben.give_role("moderator", by=olli)
    assert measure.numbers([END], DAYS)[END, None].value == 100
    with time_machine.travel(begin_of(END) + timedelta(hours=4), tick=False):
        a_guide(by=olli)
    assert measure.numbers([END], DAYS)[END, None].value == 50


def _manager() -> Member:
    return Member.objects.filter(role="manager").first() or a_member(role="manager")


@many
@given(
    chosen=OPENINGS,
    said=st.lists(st.tuples(st.integers(0, 24), st.integers(0, 60), st.booleans()), max_size=120),
    long=st.integers(0, 120),
)
def test_the_depth_of_threads_as_they_stood_when_the_window_was_over(
    village: Village, chosen: list[dict[str, Any]], said: list[tuple[int, int, bool]], long: int
) -> None:
    rows = village.opened(chosen)
    Post.objects.filter(number__gt=1).delete()
    like = Post.objects.first() or a_post()
    posts = [(where, back, gone) for where, back, gone in said] + [(0, 30, False)] * long
    numbers: Counter[int] = Counter()
    for where, back, gone in posts:
        numbers[where] += 1
        at = begin_of(END - timedelta(days=back))
        copy(
            like, thread_id=village.threads[where].pk, number=numbers[where] + 1, created_at=at, submission="",
            deleted_at=at if gone else None,
        ).save()  # fmt: skip
    Opening.objects.update(replies=200)
    for end in ENDS:
        depths = defaultdict(list)
        for row in rows:
            if not in_window(row, end) or row.by_staff or row.kind in ("announcement", "prompt"):
                continue
            standing = Post.objects.filter(thread=row.thread_id, number__gt=1, deleted_at=None)
            depth = min(50, sum(post.created_at < end_of(end) for post in standing))
            for cut in (None, row.space_id):
                depths[cut].append(depth)
        for cut in (None, *(space.pk for space in village.spaces)):
            found = MEASURES["thread-depth"].numbers([end], DAYS, Cut(space=cut))[end, None]
            expected = sum(depths[cut]) / len(depths[cut]) if depths[cut] else None
            assert found.value == (None if expected is None else pytest.approx(expected))


def test_useful_are_good_words_of_guides_and_answers_and_each_reader_is_one_person(village: Village) -> None:
    at = begin_of(END) + timedelta(hours=3)
    one, other = a_guide(village.spaces[0]), a_guide(village.spaces[1])
    for member, is_useful in zip(village.members, [True, True, True, False], strict=False):
        GuideVote.objects.create(guide=one, member=member, is_useful=is_useful, at=at)
    GuideVote.objects.create(guide=one, visitor="abc", is_useful=True, at=at)
    GuideVote.objects.create(guide=one, visitor="old", is_useful=False, at=at - timedelta(days=40))
    GuideVote.objects.create(guide=other, member=village.members[0], is_useful=True, at=at)
    thread, post = village.threads[0], a_post(village.threads[0])
    for who, verdict, reason in ((0, "valid", ""), (5, "outdated", "It moved")):
        AnswerCheck.objects.create(
            thread=thread, post=post, verdict=verdict, by=village.members[who], at=at, reason=reason
        )
    AnswerCheck.objects.create(thread=thread, post=post)
    measure = MEASURES["usefulness"]
    whole = measure.numbers([END], DAYS)[END, None]
    assert (whole.top, whole.of, whole.people) == (6, 8, 6)
    assert whole.value == pytest.approx(75)
    by_space = measure.numbers([END], DAYS, by_space=True)
    assert by_space[END, village.spaces[0].pk] == Counted(100 * 5 / 7, 5, 7, 6)
    assert by_space[END, village.spaces[1].pk] == Counted(100, 1, 1, 1)
    assert (
        measure.numbers([END], DAYS, Cut(space=village.spaces[0].pk))[END, None] == by_space[END, village.spaces[0].pk]
    )
    Thread.objects.filter(pk=thread.pk).update(outdated_at=at)
    assert [found.pk for found in measure.behind(END, DAYS)] == [thread.pk]
    assert not measure.behind(END - timedelta(days=1), DAYS).exists()


def test_behind_it_are_members_who_reply_and_open_nothing_and_those_who_write_a_little(village: Village) -> None:
    written = [(0, 0, 9), (1, 1, 4), (2, 0, 2), (3, 3, 9)]
    MemberDay.objects.bulk_create(
        MemberDay(member=village.members[who], day=END, space=village.spaces[who % 2], threads=threads, replies=replies)
        for who, threads, replies in written
    )
    names = lambda key, cut=None: [village.members.index(one) for one in MEASURES[key].behind(END, DAYS, cut)]  # noqa: E731
    assert names("made-by-members") == [0, 2]
    assert names("concentration") == [1, 2]
    assert names("concentration", Cut(space=village.spaces[0].pk)) == [2]
