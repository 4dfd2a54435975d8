"""Nobody reads a word that is not for them, on any address, in any byte; and opening an address changes nothing."""

import pytest

from tests.house.source import addresses
from tests.visibility.arguments import ARGUMENTS
from tests.visibility.conftest import ROLES
from tests.visibility.matrix import NOT_YET, policy, sees
from tests.visibility.moderated import TEAM
from tests.visibility.village import WORDS, Village
from tests.visibility.walking import OUTSIDE, Walk, post_everywhere

pytestmark = [pytest.mark.walks, pytest.mark.django_db]

ONE_S_OWN = {
    "django_session", "usersessions_usersession", "members_installation", "community_reading", "community_visit",
    "members_member", "members_notification", "community_unfoundsearch",
}  # fmt: skip
"""Where a reader's own page view leaves its mark: session, position, last visit, notices that have been seen;
and words that found nothing are counted."""


def test_every_object_of_the_table_is_in_the_village_or_has_a_reason() -> None:
    assert set(policy()["objects"]) == set(WORDS) | set(NOT_YET)
    assert policy()["roles"] == ROLES


def test_the_walker_knows_every_argument_of_every_address() -> None:
    unknown = {f"{name} of {address}" for address in addresses() for name in address.arguments if name not in ARGUMENTS}
    assert not sorted(unknown), "Tell tests/visibility/walking.py what to fill it with."


def test_no_page_says_what_this_role_may_not_read(walked: Walk) -> None:
    assert not walked.leaks()
    assert not walked.failed
    # The walk proves nothing unless it finds what may be read.
    assert "zqpubbody" in walked.said
    if sees("private_space_thread", walked.role):
        assert {"zqprivbody", "zqspacename"} <= set(walked.said)
    if walked.role in TEAM:
        assert {"zqreportwords", "zqcasenote", "zqpersonnote", "zqhandover"} <= set(walked.said) | set(walked.looked)
        assert {"zqinsidereport", "zqmessage", "zqappealed"} <= set(walked.looked)


def test_opening_an_address_changes_nothing(walked: Walk) -> None:
    assert not sorted(line for line in walked.written if line.rpartition(": ")[2] not in ONE_S_OWN)


@pytest.mark.parametrize("role", OUTSIDE)
def test_no_refusal_says_what_this_role_may_not_read(village: Village, role: str) -> None:
    walk = post_everywhere(village, role)
    assert not walk.leaks()
    assert not walk.failed
