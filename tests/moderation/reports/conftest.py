"""Posts that can be reported, whichever kinds are registered."""

from typing import TYPE_CHECKING

import pytest

from moderation.review.subjects import KINDS
from tests.factories import a_post
from tests.moderation.reports.samples import KEY, Samples

if TYPE_CHECKING:
    from community.posts.models import Post
    from community.threads.models import Thread
    from members.profiles.models import Member


@pytest.fixture(autouse=True)
def _a_kind_of_thing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, KEY, Samples())


@pytest.fixture
def post(thread: "Thread", nia: "Member") -> "Post":
    """A reply by nia, for everybody to see."""
    return a_post(thread, by=nia, source="Words that somebody may report.")
