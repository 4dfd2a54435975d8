"""The rules of stages that come with the product: they ask what members did in community."""

from __future__ import annotations

from members.segments.rules import Rule
from members.stages.ruling import come_with

EVER = 0


def _wrote(key: str, times: int, since: int) -> Rule:
    more = {"kind": "any"} if key == "started" else {}
    return {"is": key, "with": {**more, "space": 0, "times": times, "since": since}}


come_with("dormant", {"is": "away", "with": {"days": 60}})
come_with("advocating", {"any": [
    {"is": "brought", "with": {"times": 1, "since": 365}},
    {"is": "answered", "with": {"space": 0, "times": 3, "since": 365}},
]})  # fmt: skip
come_with("contributing", {"any": [_wrote("started", 2, 90), _wrote("replied", 3, 90)]})
come_with("activated", {"any": [_wrote("started", 1, EVER), _wrote("replied", 1, EVER)]})
