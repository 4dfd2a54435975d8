"""The demo community's recognition: badges that have been given, thanks that were said, and levels as they follow."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from community.posts.models import Post
from config.demo.parsing import FOLDER, DemoFault, Talk
from members.profiles.models import Member
from members.recognition.awarding import award_due, give
from members.recognition.badges import BadgeAward
from members.recognition.ladder import Step
from members.recognition.models import LevelStanding
from members.recognition.proposing import propose
from members.recognition.suggesting import SUGGESTIONS, take_over
from members.recognition.thankable import About
from members.recognition.thanks import Thanks, thank
from members.recognition.weighing import weigh_all

STARTED = ("first-reply", "first-answer", "problem-solver", "starter", "regular", "year")
TRIED = "appreciated"
_LINE = re.compile(r"(\d+) ([\w-]+) > ([\w-]+)(?: \| ([\w-]+) (\d+))?: (.+)")


def recognise(members: dict[str, Member], talks: Iterable[Talk], now: datetime) -> None:
    """Badges, thanks and proposals, and everybody's level as it follows from what they wrote."""
    _thank(members, {talk.slug: talk.title for talk in talks}, now)
    _badges(members)
    _propose(members)
    weigh_all(now)
    _some_time_ago(now)


def _thank(members: dict[str, Member], titles: dict[str, str], now: datetime) -> None:
    for number, text in enumerate((FOLDER / "thanks.txt").read_text(encoding="utf-8").splitlines(), 1):
        if not text or text.startswith("#"):
            continue
        found = _LINE.fullmatch(text)
        if found is None or not {found[2], found[3]} <= members.keys():
            raise DemoFault(f"thanks.txt:{number}: these are no thanks between members who are known")
        if found[4] and found[4] not in titles:
            continue  # a thread of another season
        about = _post(titles[found[4]], int(found[5])) if found[4] else None
        said = thank(members[found[3]], found[6], by=members[found[2]], for_what=about)
        Thanks.objects.filter(pk=said.pk).update(at=now - timedelta(days=int(found[1]), hours=number % 9))


def _post(title: str, number: int) -> About:
    return About("post", Post.objects.get(thread__title=title, number=number).pk)


def _badges(members: dict[str, Member]) -> None:
    mia = members["mia"]
    for key in STARTED:
        take_over(SUGGESTIONS[key], by=mia).start(by=mia)
    take_over(SUGGESTIONS[TRIED], by=mia)
    award_due()
    founder, host = (take_over(SUGGESTIONS[key], by=mia) for key in ("founder", "host"))
    give(founder, members["olli"], "Put the first server under a desk in Turku, and the first question on it.", by=mia)
    give(founder, members["kofi"], "Answered everything in the first month, when there were eleven of us.", by=mia)
    give(host, members["reka"], "Eleven office hours on a Thursday, and notes of every one.", by=mia)
    give(host, members["mira"], "Ran the Helsinki evenings until they could run without her.", by=mia)


def _propose(members: dict[str, Member]) -> None:
    """Two that were given a level, and two that wait for the team."""
    for handle, step, by, why in (
        ("kofi", Step.MENTOR, "ben", "Answers newcomers before the rest of us have read the question."),
        ("mira", Step.AMBASSADOR, "olli", "Speaks for us in Helsinki, and hands over what she builds."),
    ):  # fmt: skip
        propose(members[handle], step, why, by=members[by]).accept(by=members["mia"])
    propose(
        members["reka"], Step.MENTOR, "Her Thursday office hour is where half of us learned to run one.",
        by=members["ben"],
    )  # fmt: skip
    propose(
        members["sam"], Step.MENTOR, "I have coordinated volunteers for nine years. New ones, gladly.",
        by=members["sam"],
    )  # fmt: skip


def _some_time_ago(now: datetime) -> None:
    """Not all of it happened this minute: badges and levels came on days since their members joined."""
    for award in BadgeAward.objects.select_related("member"):
        award.awarded_at = _between(award.member.joined_at, now, award.pk)
        award.save(update_fields=["awarded_at"])
    for standing in LevelStanding.objects.select_related("member"):
        standing.since = _between(standing.member.joined_at, now, standing.member_id)
        standing.save(update_fields=["since"])


def _between(begins: datetime, ends: datetime, number: int) -> datetime:
    """A moment between two, another one for each number; in the later half."""
    return ends - (ends - begins) * (1 + number * 7 % 29) / 60
