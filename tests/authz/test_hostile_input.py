"""Whatever is typed into a form of a program is answered, never with an error of the server."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.authz.acts import ACTS, ONLY
from tests.authz.test_actions import client_of, undone
from tests.visibility.village import Village

pytestmark = [pytest.mark.walks, pytest.mark.django_db]
ROOMS = (
    "contribution", "newsletter", "spotlight", "program", "calendar", "event", "ama", "survey", "challenge", "pilot",
)  # fmt: skip
MODULES = {f"tests.authz.{room}_acts" for room in ROOMS}
HOSTILE = (
    "\0",
    "a\0b\r\nBcc: eve@example.org\u202e\u2066</script><img src=x onerror=1>{{ 7 }}",
    "<b>*[" + "x" * 10_000,
    "9" * 30,
    "-1",
    "٣",
    "9999-12-31",
    "0001-01-01",
    "FREQ=DAILY;UNTIL=99991231T235959Z",
)
"""What PostgreSQL cannot store, ends of lines of a header, letters that turn a line round, too much, odd numbers, days
where no clock goes."""


def wanted() -> Iterator[str]:
    """The acts of programs."""
    return (name for name, prepare in ACTS.items() if prepare.__module__ in MODULES)


def who_may(act: str) -> str:
    """Somebody who gets as far as the form."""
    allowed = ONLY.get(act) or {"community_manager"}
    return next(role for role in ("community_manager", "member", *sorted(allowed)) if role in allowed)


@pytest.mark.parametrize("act", sorted(wanted()))
def test_no_input_makes_the_server_fail(village: Village, act: str) -> None:
    failed: list[Any] = []
    role = who_may(act)
    with undone():
        attempt = ACTS[act](village, role)
        for name in [*attempt.data, "key", "insist"]:
            for words in HOSTILE:
                with undone():
                    answer = client_of(village, role).post(attempt.path, attempt.data | {name: words})
                    if answer.status_code >= 500:
                        failed.append((name, words[:40], answer.status_code))
        with undone():
            strange = dict.fromkeys(("page", "day", "kind", "reader", "q", "show", "space"), "\0٣")
            if client_of(village, role).get(attempt.path, strange).status_code >= 500:
                failed.append("GET")
    assert not failed
