"""The longest files first, so that at the end of a run no process works alone.

The table need not be true to the second, and a file that is missing costs nothing but a longer tail. It is written by
hand from `bin/test --durations=80`, on a machine with nothing else to do: what takes four seconds or more.
"""

import pytest

SECONDS = {
    "browser/test_accessibility.py": 200,
    "moderation/test_gone_everywhere.py": 63,
    "platform/backup/test_round_trip.py": 60,
    "platform/backup/test_faults.py": 50,
    "platform/backup/test_broken.py": 40,
    "platform/backup/test_bucket.py": 20,
    "platform/test_snapshot.py": 40,
    "moderation/sanctions/test_every_surface.py": 36,
    "moderation/transparency/test_many_rows.py": 34,
    "community/search/test_pages.py": 33,
    "lib/markup/test_limits.py": 27,
    "moderation/review/test_many_at_once.py": 20,
    "demo/test_loading.py": 17,
    "platform/backup/test_roles.py": 15,
    "platform/backup/test_erased.py": 12,
    "moderation/review/test_races.py": 11,
    "moderation/review/test_queries.py": 11,
    "community/leaving/test_erasing.py": 11,
    "security/test_no_enumeration_by_time.py": 7,
    "platform/test_embedded.py": 7,
    "lib/markup/test_hostile.py": 7,
    "community/composing/test_lookalikes.py": 7,
    "members/privacy/test_copy.py": 6,
    "house/test_addresses.py": 6,
    "moderation/review/test_attacks.py": 5,
    "community/search/test_searching.py": 5,
    "community/following/test_silence_everywhere.py": 5,
    "visibility/test_surfaces.py": 4,
    "moderation/sanctions/test_ends.py": 4,
    "moderation/review/test_queue.py": 4,
    "moderation/review/test_limits.py": 4,
    "members/privacy/test_fourteen_days.py": 4,
    "community/search/test_privacy.py": 4,
    "bench/test_growth.py": 4,
}
WALK = 1_000


def order(items: list[pytest.Item]) -> None:
    """Walks, then the long files, then the others as they stand; a file stays together."""
    tests = len("tests/")
    items.sort(key=lambda item: -_seconds(item.nodeid[tests:].partition("::")[0], walks="walks" in item.keywords))


def _seconds(file: str, *, walks: bool) -> int:
    return WALK if walks else SECONDS.get(file, 0)
