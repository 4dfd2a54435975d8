"""Reading health with a key, as another system does: without a cookie."""

from __future__ import annotations

from typing import Any

from django.test import Client

from metrics.keys.models import HealthKey
from metrics.measures.all import MEASURES
from metrics.rollups.days import yesterday
from tests.metrics.scored import a_score

ALL = "/api/health/"
SPACES = "/api/health/spaces/"
ONE = "/api/health/measures/activity-rate/"
ADDRESSES = (ALL, SPACES, ONE)


def a_key(by: Any, name: str = "Wall screen") -> str:
    """A key that somebody made."""
    return HealthKey.make(name, by=by)[1]


def read(path: str, key: str | None, method: str = "get", **query: Any) -> Any:
    """What an address answers to whoever has this key."""
    headers = {} if key is None else {"Authorization": f"Bearer {key}"}
    client = Client(raise_request_exception=True)
    return getattr(client, method)(path, query or None, headers=headers)


def a_whole_night(days: int = 28, **more: Any) -> None:
    """All measures of a day, uneven numbers, so that none is taken for another."""
    for number, key in enumerate(MEASURES):
        if more.get("space") is None or MEASURES[key].has_spaces:
            a_score(key, 31 + number, 97 + number / 3, days=days, day=yesterday(), **more)
