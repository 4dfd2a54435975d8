"""Questions and ideas are found by their state."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from community.ideas.steering import steer
from community.questions.checking import judge
from community.questions.duplicating import mark
from community.search.states import STATES
from community.threads.planning import Status
from tests.factories import a_member, a_post, a_thread

if TYPE_CHECKING:
    from django.test import Client

    from community.spaces.models import Space
    from config.lib.audience import Viewer
    from members.profiles.models import Member

    As = Callable[[Viewer], Client]


def test_each_state_finds_its_threads_and_no_other(
    as_: "As", space: "Space", visitor: "Viewer", mo: "Member", delivered: Callable[[], int]
) -> None:
    by = a_member()
    titled = {
        name: a_thread(space, by=by, kind=kind, title=f"Kettles that are {name}")
        for name, kind in {
            "unsolved": "question", "solved": "question", "outdated": "question", "duplicate": "question",
            "planned": "idea", "in-progress": "idea", "shipped": "idea", "declined": "idea", "under-review": "idea",
        }.items()
    }  # fmt: skip
    for name in ("solved", "outdated"):
        titled[name].accept(a_post(titled[name], by=mo), by=by)
    judge(titled["outdated"], "outdated", by=by, reason="No longer.")
    mark(titled["duplicate"], titled["unsolved"], by=mo)
    states = {"in-progress": Status.PROGRESS, "under-review": Status.REVIEW}
    for name in ("planned", "in-progress", "shipped", "declined", "under-review"):
        steer(titled[name], states.get(name, name), by=mo, reason="So it is.")
    delivered()
    client, expected = as_(visitor), {name: {name} for name in titled} | {"solved": {"solved", "outdated"}}
    for name, found in expected.items():
        page = client.get("/search/", {"q": f"kettles is:{name}"}).content.decode()
        assert {one for one in titled if f"/kettles-that-are-{one}/" in page} == found, name
    assert set(titled) < set(STATES)
    assert "is:planned" in client.get("/search/", {"q": "kettles is:nice"}).content.decode()


@pytest.mark.parametrize("state", ["duplicate", "outdated"])
def test_what_is_nowhere_is_found_nowhere(as_: "As", visitor: "Viewer", db: None, state: str) -> None:
    assert as_(visitor).get("/search/", {"q": f"is:{state}"}).status_code == 200
