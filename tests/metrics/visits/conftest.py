"""Visitors with a browser and a network of their own."""

from collections.abc import Callable, Iterator

import pytest
from django.http import HttpResponse
from django.test import Client

from metrics.rollups.days import today
from metrics.visits import sketching

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
Look = Callable[..., HttpResponse]


@pytest.fixture(autouse=True)
def _counting() -> Iterator[None]:
    """Visitors are counted, by a Valkey that answers."""
    sketching._Valkey.away_until = 0.0
    sketching.mark(today())
    yield
    sketching._Valkey.away_until = 0.0


@pytest.fixture
def look() -> Look:
    """Open a page as a visitor: of this network, with this browser, with further headers."""

    def open_page(
        path: str = "/spaces/", *, network: str = "203.0.113.7", browser: str = FIREFOX, client: Client | None = None,
        method: str = "get", **headers: str,
    ) -> HttpResponse:  # fmt: skip
        sent = {name.replace("_", "-"): value for name, value in headers.items()} | {"User-Agent": browser}
        response: HttpResponse = getattr(client or Client(), method)(path, headers=sent, REMOTE_ADDR=network)
        return response

    return open_page


def counted() -> int:
    """How many visitors there were today so far."""
    return sketching.all_visitors(today())
