"""The demo community's segments: whom its manager asks about, in three ways."""

from __future__ import annotations

from members.profiles.models import Member
from members.segments.models import Segment
from members.segments.rules import Rule


def save(members: dict[str, Member]) -> None:
    """Three questions over members, by the manager."""
    for name, purpose, rule in (
        (
            "Newcomers who have not written yet",
            "A word of welcome from somebody who knows the place",
            {"all": [_asked("joined", days=30), {"not": {"any": [_started(since=0), _replied(since=0)]}}]},
        ),
        (
            "Quiet regulars",
            "Ask how they are, without a newsletter",
            {
                "all": [
                    _asked("joined_before", days=90),
                    _replied(since=0, times=3),
                    {"not": {"any": [_started(since=30), _replied(since=30)]}},
                ]
            },
        ),
        (
            "Helpers in the making",
            "People to ask whether they would welcome somebody",
            {
                "all": [
                    {"not": _asked("role", role="team")},
                    {"any": [_replied(since=90, times=10), _asked("answered", space=0, times=2, since=365)]},
                ]
            },
        ),
    ):
        Segment.create(name, rule, by=members["mia"], purpose=purpose)


def _asked(key: str, **values: object) -> Rule:
    return {"is": key, "with": values}


def _started(*, since: int) -> Rule:
    return _asked("started", kind="any", space=0, times=1, since=since)


def _replied(*, since: int, times: int = 1) -> Rule:
    return _asked("replied", space=0, times=times, since=since)
