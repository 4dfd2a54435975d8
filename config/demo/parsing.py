"""Reading the demo community's files: people, and threads with their posts. Faults name file and line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

FOLDER = Path(__file__).parent
_OFFSET = re.compile(r"\+(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?")
_AT = re.compile(r"(autumn\+)?(\d+)d (\d\d):(\d\d)")
OLDEST_DAYS = 120
"""So far back the demo community remembers."""


class DemoFault(ValueError):
    """A demo file does not read as it should."""


@dataclass
class Person:
    """One line of a members file."""

    handle: str
    name: str
    language: str
    joined_days_ago: int
    place: str
    line: str
    interests: list[str]
    expertise: list[str]


@dataclass
class Reply:
    """One post of a thread; the first has no delay."""

    author: str
    after: timedelta
    source: str = ""
    accepted: bool = False
    reply_to: int | None = None


@dataclass
class Talk:
    """One thread."""

    slug: str
    title: str = ""
    space: str = ""
    kind: str = "discussion"
    author: str = ""
    tags: list[str] = field(default_factory=list)
    days_ago: int = 0
    after_autumn_change: int | None = None
    """Days after the clocks of Europe went back; such a thread has its date from there."""
    months: frozenset[int] = frozenset(range(1, 13))
    """The months in which it can have been written."""
    clock: tuple[int, int] = (9, 0)
    posts: list[Reply] = field(default_factory=list)

    def fits(self, today: date) -> bool:
        """Whether somebody could have begun it when it says, with all its replies until today."""
        if self.after_autumn_change is not None:
            begun = autumn_change(today) + timedelta(days=self.after_autumn_change)
            self.days_ago = (today - begun).days
            longest = max(post.after for post in self.posts) + timedelta(days=1)
            return longest <= today - begun <= timedelta(days=OLDEST_DAYS)
        return (today - timedelta(days=self.days_ago)).month in self.months


def autumn_change(today: date) -> date:
    """The latest day on which the clocks of Europe went back: the last Sunday of October."""
    for year in (today.year, today.year - 1):
        end = date(year, 10, 31)
        sunday = end - timedelta(days=(end.weekday() + 1) % 7)
        if sunday <= today:
            break
    return sunday


def people() -> list[Person]:
    """Everybody, the known first."""
    found = []
    for path in sorted(FOLDER.glob("members*.txt"), key=lambda p: (len(p.name), p.name)):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                found.append(_person(line, f"{path.name}:{number}"))
    return found


def _person(line: str, place: str) -> Person:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 8:
        raise DemoFault(f"{place}: a person has eight parts")
    handle, name, language, joined, where, about, interests, expertise = parts
    return Person(handle, name, language, int(joined), where, about, _list(interests), _list(expertise))


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def talks(today: date) -> list[Talk]:
    """The threads that fit the time of the year, in the order of the files."""
    return told_on(today, written())


def written() -> list[Talk]:
    """All threads there are, in the order of the files."""
    return [talk for path in sorted(FOLDER.glob("threads/*.txt")) for talk in _talks_of(path)]


def told_on(today: date, every: list[Talk]) -> list[Talk]:
    """Of these, the threads that fit the time of the year."""
    return [talk for talk in map(replace, every) if talk.fits(today)]


def _talks_of(path: Path) -> list[Talk]:
    found: list[Talk] = []
    body: list[str] | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        place = f"{path.name}:{number}"
        if line.startswith("=== "):
            found.append(Talk(line[4:].strip()))
            body = None
        elif not found:
            continue
        elif line == "---" or line.startswith("--- "):
            body = []
            found[-1].posts.append(_reply(found[-1], line[4:].split(), place))
        elif body is None:
            _head(found[-1], line, place)
        else:
            body.append(line)
            found[-1].posts[-1].source = "\n".join(body).strip()
    return found


def _head(talk: Talk, line: str, place: str) -> None:
    name, _, value = (part.strip() for part in line.partition(":"))
    if name == "at":
        match = _AT.fullmatch(value)
        if match is None:
            raise DemoFault(f"{place}: a time reads like 84d 09:12 or autumn+3d 09:12")
        days, hours, minutes = (int(part) for part in match.groups()[1:])
        talk.clock = hours, minutes
        if match[1]:
            talk.after_autumn_change = days
        else:
            talk.days_ago = days
    elif name == "months":
        talk.months = frozenset(int(month) for month in value.split())
    elif name == "tags":
        talk.tags = _list(value)
    elif name in ("title", "space", "kind", "author"):
        setattr(talk, name, value)
    elif line.strip():
        raise DemoFault(f"{place}: unknown line {name!r}")


def _reply(talk: Talk, words: list[str], place: str) -> Reply:
    if not words:
        return Reply(talk.author, timedelta())
    match = _OFFSET.fullmatch(words[1]) if len(words) > 1 else None
    if match is None:
        raise DemoFault(f"{place}: a reply reads like --- anna +2h10m")
    days, hours, minutes = (int(part or 0) for part in match.groups())
    reply = Reply(words[0], timedelta(days=days, hours=hours, minutes=minutes))
    for word in words[2:]:
        if word == "accepted":
            reply.accepted = True
        elif word.startswith(">") and word[1:].isdigit():
            reply.reply_to = int(word[1:])
        else:
            raise DemoFault(f"{place}: unknown word {word!r}")
    return reply
