"""What archives are called, and which of them stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from config.backup.stores import Store
from config.lib.backup_settings import Keep

_NAME = re.compile(r"talkoot-([0-9a-f]{8})-(\d{8}T\d{6}Z)\.tar(\.sealed)?")
_TIME = "%Y%m%dT%H%M%SZ"


class Archive(NamedTuple):
    """One archive by its name."""

    made_at: datetime
    name: str
    community: str
    size: int


def name_of(community: str, made_at: datetime | None = None, *, sealed: bool = False) -> str:
    """The name of an archive, or how all of a community begin."""
    beginning = f"talkoot-{community}-"
    return f"{beginning}{made_at:{_TIME}}.tar{'.sealed' if sealed else ''}" if made_at else beginning


def archives(store: Store) -> list[Archive]:
    """All that stand in a place, the newest first; other files there are nobody's business."""
    found = []
    for file in store.walk():
        if named := _NAME.fullmatch(file.name):
            made_at = datetime.strptime(named[2], _TIME).replace(tzinfo=UTC)
            found.append(Archive(made_at, file.name, named[1], file.size))
    return sorted(found, reverse=True)


def forget_older(store: Store, community: str, keep: Keep) -> list[str]:
    """Delete those of a community that the rule does not keep; returns their names."""
    own = [one for one in archives(store) if one.community == community]
    kept = kept_of([one.made_at for one in own], keep)
    gone = [one.name for one in own if one.made_at not in kept]
    for name in gone:
        store.delete(name)
    return gone


def kept_of(moments: Iterable[datetime], keep: Keep) -> set[datetime]:
    """The newest of each of the last so many days, weeks and months that have any; the very newest always."""
    newest_first = sorted(moments, reverse=True)
    kept = set(newest_first[:1])
    rules: list[tuple[int, Callable[[datetime], object]]] = [
        (keep.days, lambda at: at.date()),
        (keep.weeks, lambda at: at.isocalendar()[:2]),
        (keep.months, lambda at: (at.year, at.month)),
    ]
    for most, part_of in rules:
        newest: dict[object, datetime] = {}
        for at in newest_first:
            newest.setdefault(part_of(at), at)
        kept |= set(list(newest.values())[:most])
    return kept
