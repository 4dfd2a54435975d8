"""Writing things so that they can be found."""

from collections.abc import Callable
from typing import Any

import pytest

from community.search import polish
from community.search.finding import Found, find
from community.search.parsing import parse
from community.threads.models import Thread
from config.lib.audience import Viewer
from tests.factories import a_thread


@pytest.fixture(scope="session", autouse=True)
def _polish_words() -> None:
    """The dictionary is there before the first transaction; it is written once per folder of tests."""
    assert polish.wait()


@pytest.fixture
def found_by(delivered: Callable[[], int]) -> Callable[[Viewer, str], list[str]]:
    """The titles somebody finds, best first."""

    def search(viewer: Viewer, typed: str) -> list[str]:
        titles = dict(Thread.objects.values_list("pk", "title"))
        return [titles[place.thread] for place in finds(viewer, typed).places]

    def finds(viewer: Viewer, typed: str) -> Found:
        delivered()
        return find(viewer, parse(typed))

    return search


@pytest.fixture
def told(space: Any, ben: Any) -> Callable[..., Thread]:
    """A thread of ben's in the open space, with this title and these words."""

    def tell(title: str, source: str = "Nothing else to say here.", **fields: Any) -> Thread:
        return a_thread(fields.pop("space", space), by=ben, title=title, source=source, **fields)

    return tell
