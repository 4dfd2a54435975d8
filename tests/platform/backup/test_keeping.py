"""Which backups stay, when the next one is made, and what a key is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from config.backup.due import is_due, last_hour
from config.backup.keeping import archives, forget_older, kept_of, name_of
from config.backup.stores import Folder
from config.backup.telling import Standing
from config.lib.backup_settings import BackupSettings, Keep, backups, key_of, written_key
from config.lib.variables import is_secret

NIGHTS = [datetime(2026, 11, 23, 2, tzinfo=UTC) - timedelta(days=days) for days in range(400)]


def test_of_a_year_of_nights_seven_days_four_weeks_and_six_months_stay() -> None:
    kept = sorted(kept_of(NIGHTS, Keep(7, 4, 6)), reverse=True)
    days = NIGHTS[:7]
    weeks = [datetime(2026, 11, day, 2, tzinfo=UTC) for day in (23, 22, 15, 8)]
    months = [
        datetime(2026, month, day, 2, tzinfo=UTC) for month, day in ((10, 31), (9, 30), (8, 31), (7, 31), (6, 30))
    ]
    assert kept == sorted({*days, *weeks, *months}, reverse=True)


BEGINNING = datetime(2024, 1, 1, tzinfo=UTC)
moments = st.lists(
    st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: BEGINNING + timedelta(minutes=minutes)),
    min_size=1,
    max_size=60,
)


@given(moments, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_the_newest_is_never_deleted_and_keeping_again_deletes_no_more(
    found: list[datetime], days: int, weeks: int, months: int
) -> None:
    kept = kept_of(found, Keep(days, weeks, months))
    assert max(found) in kept
    assert kept <= set(found)
    assert kept_of(kept, Keep(days, weeks, months)) == kept
    assert len(kept) <= max(days + weeks + months, 1)
    assert len({at.date() for at in kept}) >= min(days, len({at.date() for at in found}))


def test_another_community_and_other_files_in_the_same_place_are_left_alone(tmp_path: Path) -> None:
    for name in ("notes.txt", ".talkoot-11111111-x.part", *[name_of("22222222", at) for at in NIGHTS[:30]]):
        (tmp_path / name).write_text("")
    for at in NIGHTS[:30]:
        (tmp_path / name_of("11111111", at, sealed=True)).write_text("")
    gone = forget_older(Folder(tmp_path), "11111111", Keep(1, 0, 0))
    assert len(gone) == 29
    left = archives(Folder(tmp_path))
    assert [one.community for one in left].count("22222222") == 30
    assert [one.made_at for one in left if one.community == "11111111"] == NIGHTS[:1]
    assert (tmp_path / "notes.txt").exists()


NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
NIGHT = datetime(2026, 11, 23, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("made_at", "failed_at", "due"),
    [
        (None, None, True),
        (NIGHT + timedelta(minutes=5), None, False),
        (NIGHT - timedelta(hours=6), None, True),
        (NIGHT - timedelta(hours=24), NOW - timedelta(minutes=20), False),
        (NIGHT - timedelta(hours=24), NOW - timedelta(minutes=70), True),
        (NIGHT + timedelta(minutes=5), NIGHT + timedelta(minutes=1), False),
    ],
    ids=[
        "never",
        "this night",
        "yesterday evening",
        "failed a moment ago",
        "failed an hour ago",
        "made after it failed",
    ],
)
def test_a_backup_is_due_once_a_night_and_made_up_for(
    settings: Any, made_at: datetime | None, failed_at: datetime | None, due: bool
) -> None:
    settings.BACKUP = BackupSettings(to="/backups")
    standing = Standing(made_at, 0, failed_at, "")
    assert is_due(standing, NOW) is due
    settings.BACKUP = BackupSettings()
    assert is_due(standing, NOW) is False, "Without a place nothing is ever due."


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-23T00:30+00:00", "2026-11-23T00:00+00:00"),
        ("2026-11-22T23:30+00:00", "2026-11-22T00:00+00:00"),
        ("2026-03-29T00:30+00:00", "2026-03-29T00:00+00:00"),
        ("2026-10-25T00:30+00:00", "2026-10-24T23:00+00:00"),
    ],
)
def test_the_hour_is_that_of_the_clock_on_the_wall(settings: Any, now: str, expected: str) -> None:
    settings.TIME_ZONE, settings.BACKUP = "Europe/Helsinki", BackupSettings(hour=2)
    assert last_hour(datetime.fromisoformat(now)).astimezone(UTC) == datetime.fromisoformat(expected)


def said(**variables: str) -> Callable[..., str]:
    return lambda name, default="": str(variables.get(name, default))


@pytest.mark.parametrize(
    ("variables", "words"),
    [
        ({"BACKUP_TO": "backups"}, "whole path of a folder"),
        ({"BACKUP_TO": "s3:///x"}, "name of a bucket"),
        ({"BACKUP_KEY": "hunter2"}, "manage.py backup --new-key"),
        ({"BACKUP_KEY": "talkoot-key-c2hvcnQ"}, "manage.py backup --new-key"),
        ({"BACKUP_KEY_FALLBACKS": written_key(bytes(32))}, "without BACKUP_KEY"),
        ({"BACKUP_HOUR": "25"}, "from 0 to 23"),
        ({"BACKUP_KEEP": "0,0,0"}, "days, weeks and months"),
        ({"BACKUP_KEEP": "7"}, "days, weeks and months"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_a_sentence(variables: dict[str, str], words: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=words):
        backups(said(**variables))


def test_settings_are_read() -> None:
    key, other = bytes(range(32)), bytes(32)
    read = backups(
        said(
            BACKUP_TO="/b",
            BACKUP_KEY=written_key(key),
            BACKUP_KEY_FALLBACKS=f" {written_key(other)},",
            BACKUP_KEEP="1, 2, 3",
        )
    )
    assert read == BackupSettings(to="/b", keys=(key, other), keep=Keep(1, 2, 3))
    assert key_of(written_key(key)) == key
    assert "BACKUP" not in repr(replace(read)) and str(key) not in repr(read), "No key in a log."


def test_what_opens_a_door_is_a_secret() -> None:
    names = "SECRET_KEY SECRET_KEY_FALLBACKS BACKUP_KEY DATABASE_URL REDIS_URL EMAIL_URL METRICS_TOKEN S3_SECRET_KEY"
    assert all(map(is_secret, [*names.split(), "S3_ACCESS_KEY", "MAIL_IN_SECRET"]))


def test_what_everybody_may_know_is_none() -> None:
    assert not any(map(is_secret, ("PUBLIC_URL", "TIME_ZONE", "S3_BUCKET", "BACKUP_TO", "BACKUP_KEEP", "LOG_LEVEL")))
