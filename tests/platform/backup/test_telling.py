"""What owners and machines that watch are told of backups, and that the worker makes them."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.backup.keeping import archives
from config.backup.settling import HELD, hold_outgoing
from config.backup.stores import Folder
from config.lib.backup_settings import BackupSettings
from config.schedule import SCHEDULE
from config.tasks import make_due
from members.activity.log import record
from members.activity.models import Activity
from members.activity.outbox import OUTBOXES
from members.letters.models import AccountLetter
from members.profiles.models import Member
from tests.platform.backup.conftest import Installation

SignIn = Callable[[object], Client]


def happened(verb: str, *, hours_ago: float, **facts: Any) -> None:
    with transaction.atomic():
        one = record("backup.made", **facts) if verb == "made" else record("backup.failed", **facts)
    Activity.objects.filter(pk=one.pk).update(at=timezone.now() - timedelta(hours=hours_ago))


@pytest.fixture
def page(olli: Member, as_: SignIn, settings: Any) -> Callable[[], str]:
    settings.BACKUP = BackupSettings(to="/srv/backups")
    return lambda: as_(olli).get(reverse("operations")).text


def test_an_owner_reads_when_the_last_backup_was(page: Callable[[], str]) -> None:
    assert "There is no backup yet." in page()
    happened("made", hours_ago=3, size=35_000_000)
    assert "it was read back and is whole" in page() and "33.4" in page()
    Activity.objects.all().delete()
    happened("made", hours_ago=30, size=1)
    assert "; nothing since." in page()


def test_an_owner_reads_that_the_last_try_failed_and_why(page: Callable[[], str]) -> None:
    happened("failed", hours_ago=2, why="disk_full")
    assert "There is no room for it. There is none yet." in page()
    happened("made", hours_ago=30, size=1)
    assert "There is no room for it. The last one is from" in page()
    happened("made", hours_ago=1, size=1)
    assert "The backup of" not in page()


def test_without_a_place_an_owner_is_told_that_nothing_is_backed_up(page: Callable[[], str], settings: Any) -> None:
    settings.BACKUP = BackupSettings()
    assert "No backups are made" not in page(), "Nobody has to be told on a machine where somebody only tries it."
    settings.TALKOOT_LOCAL = False
    assert "No backups are made: nobody has said where they go (BACKUP_TO)." in page()


def test_machines_that_watch_read_it_too(client: Client, settings: Any, db: None) -> None:
    settings.METRICS_TOKEN = "for-the-watch"
    ask = lambda: client.get("/metrics", headers={"Authorization": "Bearer for-the-watch"}).text  # noqa: E731
    assert "\ntalkoot_backup_last_seconds " not in ask() and "talkoot_backup_failing 0.0" in ask()
    happened("made", hours_ago=2, size=1234)
    assert "talkoot_backup_last_bytes 1234.0" in ask()
    happened("failed", hours_ago=1, why="broken")
    assert "talkoot_backup_failing 1.0" in ask()


def test_the_schedule_rings_for_backups() -> None:
    assert SCHEDULE["make the backup"]["task"] == make_due.name


@pytest.mark.faults
def test_the_worker_makes_one_a_night_however_often_it_is_called(
    town: Installation, place: Path, settings: Any
) -> None:
    for _call in range(3):
        make_due()
    assert len(archives(Folder(place))) == 1
    assert Activity.objects.filter(verb="backup.made").count() == 1
    Activity.objects.filter(verb="backup.made").update(at=timezone.now() - timedelta(days=1))
    place.chmod(0o700)
    settings.BACKUP = BackupSettings(to=str(place / "not there"))
    make_due()
    make_due()
    assert Activity.objects.filter(verb="backup.failed").count() == 1, "It is tried again in an hour."


def test_what_waited_to_leave_is_held_after_a_restore_and_leaves_when_an_owner_says_so(olli: Member, db: None) -> None:
    waiting = AccountLetter.objects.create(key="one", sealed="x", useful_until=timezone.now())
    sent = AccountLetter.objects.create(key="two", sent_at=timezone.now(), useful_until=timezone.now())
    assert hold_outgoing() == 1
    waiting.refresh_from_db()
    sent.refresh_from_db()
    assert waiting.last_error == HELD and not AccountLetter.objects.all().due().exists()
    assert sent.last_error == ""
    assert OUTBOXES["letters"].try_again(by=olli) == 1
    assert AccountLetter.objects.all().due().count() == 1
