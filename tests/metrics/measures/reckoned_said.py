"""What is written and what people say, one definition of docs/measures.md after the other, over all that happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache

from community.guides.models import Guide, GuideVote
from community.posts.models import Post
from community.questions.models import AnswerCheck
from community.threads.models import Thread
from programs.surveys.models import Round
from programs.surveys.sheets import NamedSheet, Sheet
from tests.metrics.measures.raw import Raw
from tests.metrics.measures.reckoned_people import Number, Window, share
from tests.metrics.measures.reckoned_talk import Reply, Told
from tests.metrics.measures.reckoned_tone import sentiment

OPENED_BY_PROGRAMS = ("prompt", "challenge", "event")


@cache
def told(raw: Raw) -> list[Told]:
    """Every thread whose first post stands, and what was replied."""
    found = (_told(raw, thread) for thread in raw.threads.values())
    return [one for one in found if one]


def _told(raw: Raw, thread: Thread) -> Told | None:
    place, numbers = thread.pk, range(1, 10**6)
    if thread.merged_at:
        last = [row for row in raw.log if row.verb == "thread.merged" and row.subject_id == thread.pk][-1]
        place, numbers = last.facts["into"], range(last.facts["first"], last.facts["last"] + 1)
    posts = [one for one in raw.posts if one.thread_id == place and one.number in numbers and raw.stands(one)]
    first = next((one for one in posts if one.number == numbers[0]), None)
    if first is None or thread.deleted_at or thread.held_at:
        return None
    ends = (thread.closed_at, thread.archived_at, thread.merged_at, thread.duplicate_of_id and thread.duplicate_at)
    author = thread.author_id if thread.author_id in raw.here else None
    rest = [one for one in posts if one != first]
    return Told(
        thread.kind, thread.space_id, author, first.created_at, raw.day_of(first.created_at),
        by_team=raw.is_team(author, first.created_at),
        by_newcomer=author is not None and raw.here[author].joined_at > first.created_at - timedelta(days=30),
        replies=[_reply(raw, one) for one in rest],
        ended=min((at for at in ends if at), default=None), solved=_solved(raw, thread),
        depth=[] if thread.merged_at else [one.created_at for one in rest],
    )  # fmt: skip


def _reply(raw: Raw, post: Post) -> Reply:
    who = post.author_id if post.author_id in raw.here else None
    return Reply(post.created_at, who, raw.is_team(who, post.created_at))


def _solved(raw: Raw, thread: Thread) -> datetime | None:
    """When the answer was accepted that still holds, if it is there."""
    answer = next((one for one in raw.posts if one.pk == thread.answer_id), None)
    gone = answer is None or answer.deleted_at or answer.hidden_at or answer.held_at
    return None if gone or thread.kind != "question" or thread.outdated_at else thread.answered_at


def made_by_members(asked: Window) -> Number:
    made = [
        (one.author, one.by_team) for one in told(asked.raw)
        if asked.has(one.day) and one.kind not in OPENED_BY_PROGRAMS and asked.space in (None, one.space)
    ]  # fmt: skip
    for guide in Guide.objects.filter(published_at__isnull=False, hidden_at=None, held_at=None):
        at, author = guide.published_at, guide.created_by_id
        if at and asked.has(asked.raw.day_of(at)) and asked.space in (None, guide.space_id):
            made.append((author, asked.raw.is_team(author, at)))
    return share(sum(not by_team for _who, by_team in made), len(made), len({who for who, _team in made} - {None}))


def concentration(asked: Window) -> Number:
    each = Counter(deed.who for deed in asked.deeds(asked.first, asked.end) if deed.is_post)
    most = sum(posts for _who, posts in each.most_common(5))
    others = len(each) - 5
    return share(most, each.total(), others if 0 < others < 5 else len(each))


def usefulness(asked: Window) -> Number:
    said = [
        (vote.at, vote.guide.space_id, vote.is_useful, vote.member_id or vote.visitor or None)
        for vote in GuideVote.objects.select_related("guide")
    ]  # fmt: skip
    said += [
        (one.at, one.thread.space_id, one.verdict == "valid", one.by_id)
        for one in AnswerCheck.objects.exclude(verdict="").filter(thread__deleted_at=None).select_related("thread")
        if one.at
    ]  # fmt: skip
    there = [(good, who) for at, space, good, who in said if _in(asked, at) and asked.space in (None, space)]
    return share(sum(good for good, _who in there), len(there), len({who for _good, who in there} - {None}))


def _in(asked: Window, at: datetime) -> bool:
    return asked.has(asked.raw.day_of(at))


def nps(asked: Window) -> Number:
    score, answers = 0, 0
    for round_ in Round.objects.select_related("occurrence__program").exclude(occurrence__closed_at=None):
        survey, closed = round_.occurrence, round_.occurrence.closed_at
        if not closed or not _in(asked, closed) or asked.space not in (None, survey.program.space_id):
            continue
        sheets = [one.answers for model in (Sheet, NamedSheet) for one in model.objects.filter(occurrence=survey)]
        keys = [one["key"] for one in round_.questions if one["kind"] == "nps"] if len(sheets) >= 5 else []
        given = [sheet[key] for key in keys for sheet in sheets if sheet.get(key) is not None]
        score += sum((one >= 9) - (one <= 6) for one in given)
        answers += len(given)
    return share(score, answers, answers)


SAID: dict[str, Callable[[Window], Number]] = {
    "made-by-members": made_by_members, "concentration": concentration, "usefulness": usefulness, "nps": nps,
    "sentiment": sentiment,
}  # fmt: skip
