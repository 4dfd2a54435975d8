"""Nobody reads a word that is not for them, on any address, in any byte."""

import pytest

from tests.house.source import addresses
from tests.visibility.matrix import NOT_YET, policy, sees
from tests.visibility.village import WORDS, Village
from tests.visibility.walking import ARGUMENTS, OUTSIDE, Answer, post_everywhere, walk

ROLES = [
    "anonymous", "new_member", "member", "trusted_member", "mentor", "space_host", "moderator", "community_manager",
    "admin", "suspended", "silenced", "another_member",
]  # fmt: skip


def test_every_object_of_the_table_is_in_the_village_or_has_a_reason() -> None:
    assert set(policy()["objects"]) == set(WORDS) | set(NOT_YET)
    assert policy()["roles"] == ROLES


def test_the_walker_knows_every_argument_of_every_address() -> None:
    unknown = {f"{name} of {address}" for address in addresses() for name in address.arguments if name not in ARGUMENTS}
    assert not sorted(unknown), "Tell tests/visibility/walking.py what to fill it with."


def leaks(answer: Answer, role: str) -> list[str]:
    """The words in an answer that this role must not read; what was asked for may be said again."""
    hidden = [word for thing, words in WORDS.items() if not sees(thing, role) for word in words]
    asked = answer.path.lower()
    found = [f"{answer.path}: {word}" for word in hidden if word not in asked and answer.holds(word)]
    return found + ([f"{answer.path}: {answer.status}"] if answer.status == 500 else [])


@pytest.mark.parametrize("role", ROLES)
def test_no_page_says_what_this_role_may_not_read(village: Village, role: str) -> None:
    said: set[str] = set()
    wrong: list[str] = []
    for answer in walk(village, role):
        wrong += leaks(answer, role)
        said |= {word for words in WORDS.values() for word in words if answer.holds(word) and word not in answer.path}
    assert not wrong
    # The walk proves nothing unless it finds what may be read.
    assert "zqpubbody" in said
    if sees("private_space_thread", role):
        assert {"zqprivbody", "zqspacename"} <= said


@pytest.mark.parametrize("role", OUTSIDE)
def test_no_refusal_says_what_this_role_may_not_read(village: Village, role: str) -> None:
    wrong: list[str] = []
    for answer in post_everywhere(village, role):
        wrong += leaks(answer, role)
    assert not wrong
