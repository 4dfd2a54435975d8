"""Backups under load, on a full disk, two at once, and killed in the middle."""

import hashlib
import io
import resource
import signal
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as product
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.utils import timezone
from PIL import Image

from community.composing.submitting import submit_reply
from community.threads.models import Thread
from community.uploads.models import Upload
from community.uploads.storing import store
from config.backup.choosing import chosen
from config.backup.keeping import archives
from config.backup.making import back_up
from config.backup.moment import Database
from config.backup.refusing import BackupRefused
from config.backup.restoring import bring_back
from config.backup.stores import Folder
from members.activity.models import Activity
from members.profiles.models import Member
from tests.platform.backup.conftest import Here, Installation, MakeOne
from tests.platform.conftest import wait_until

pytestmark = pytest.mark.faults
LONG_AGO = timezone.now() - timedelta(days=60)
HELD = """SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database
          WHERE locktype = 'advisory' AND datname = current_database()"""
"""The lock of backups; other databases of the server have locks of their own."""


class Writers:
    """Members who write, send pictures and delete some, until they are told to end."""

    def __init__(self, count: int) -> None:
        self.over = threading.Event()
        self.threads = [threading.Thread(target=self._write, args=[number]) for number in range(count)]
        self.written = [0] * count
        self.failures: list[Exception] = []
        for thread in self.threads:
            thread.start()

    def _write(self, number: int) -> None:
        try:
            everybody = Member.objects.filter(
                is_active=True, suspended_until=None, role="member", joined_at__lt=LONG_AGO
            ).order_by("pk")
            members = cycle(everybody[number::3])
            thread = Thread.objects.visible_to(AnonymousUser()).open().order_by("pk")[number]
            while not self.over.is_set():
                self._one(next(members), thread, number)
        except Exception as error:
            self.failures.append(error)
        finally:
            connections.close_all()

    def _one(self, member: Member, thread: Thread, number: int) -> None:
        """A picture that stays, in a reply that says its number, and one that is deleted at once."""
        self.written[number] += 1
        kept, gone = (store(_picture(), by=member) for _ in range(2))
        words = f"writer {number} says {self.written[number]}."
        submit_reply(thread, by=member, source=f"{words}\n\n{kept.markdown}", key=uuid.uuid4().hex)
        gone.erase()

    def end(self) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join()
        assert self.failures == []


def _picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.effect_noise((64, 64), 90).save(out, "PNG")
    return SimpleUploadedFile("a.png", out.getvalue())


def test_a_backup_under_load_is_one_moment_with_all_its_files(
    town: Installation, place: Path, make_one: MakeOne, here: Here
) -> None:
    writers = Writers(3)
    try:
        wait_until(lambda: min(writers.written) > 3 or writers.failures, 60)
        made = back_up()
        at_the_end = list(writers.written)
        wait_until(lambda: sum(writers.written) > sum(at_the_end) + 3 or writers.failures, 60)
    finally:
        writers.end()
    assert made.manifest.files_missing == []
    other = make_one(empty=True)
    here(other)
    bring_back(*chosen("latest"), ())
    files = other.files()
    uploads = list(Upload.objects.all())
    assert uploads and all(files.get(upload.path) == upload.sha for upload in uploads), "Each file that a row names."
    from community.posts.models import Post

    for number, last in enumerate(at_the_end):
        source = Post.objects.filter(source__startswith=f"writer {number} says ").values_list("source", flat=True)
        said = sorted(int(words.split(".")[0].rsplit(" ", 1)[1]) for words in source)
        assert said == list(range(1, len(said) + 1)), "Nothing is missing between the first and the last."
        assert 0 < len(said) <= last, "And nothing is there of what came later."


def test_two_at_once_are_one_after_the_other(town: Installation, place: Path) -> None:
    with Database(), ThreadPoolExecutor(1) as beside:
        with pytest.raises(BackupRefused, match="Another backup or restore"):
            beside.submit(_in_a_thread, back_up).result()
        with pytest.raises(BackupRefused, match="Another backup or restore"):
            beside.submit(_in_a_thread, lambda: bring_back(Folder(place), "any.tar", (), replace=True)).result()
    assert list(place.iterdir()) == []
    assert not Activity.objects.filter(verb="backup.failed").exists(), "To wait is no failure."
    back_up()


def _in_a_thread(act: Callable[[], Any]) -> None:
    try:
        act()
    finally:
        connections.close_all()


@contextmanager
def no_file_larger_than(limit: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_where_no_more_fits_nothing_is_left_and_older_backups_stay(town: Installation, place: Path) -> None:
    first = back_up()
    with no_file_larger_than(first.size // 2), pytest.raises(BackupRefused) as caught:
        back_up()
    assert caught.value.why == "disk_full"
    assert [path.name for path in place.iterdir()] == [first.name]
    assert Activity.objects.get(verb="backup.failed").facts == {"why": "disk_full"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with a megabyte."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("Nobody may mount a disk here; a limit on the size of files stands in for it above.")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_said_in_a_sentence(town: Installation, place: Path, small_disk: Path) -> None:
    with pytest.raises(BackupRefused, match="is full"):
        back_up(str(small_disk))
    assert list(small_disk.iterdir()) == []


def test_a_folder_that_is_not_there_is_not_made(town: Installation, place: Path) -> None:
    place.rmdir()
    with pytest.raises(BackupRefused, match="does not exist; make it, or mount its disk"):
        back_up()
    assert not place.exists()


def _start(there: Installation, *words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "manage.py", *words], cwd=product.ROOT, env=there.environment)


def test_a_backup_that_was_killed_looks_like_none_and_the_next_one_cleans_up(town: Installation, place: Path) -> None:
    with (town.media / "u" / "large.bin").open("wb") as large:
        large.truncate(3_000_000_000)  # takes no room, and some seconds
    process = _start(town, "backup", "--to", str(place))
    wait_until(lambda: _begun(place) > 20_000_000, 60)
    process.send_signal(signal.SIGKILL)
    process.wait()
    left = list(place.iterdir())
    assert len(left) == 1 and left[0].name.endswith(".part")
    assert archives(Folder(place)) == []
    with pytest.raises(BackupRefused, match="no backup"):
        chosen("latest")
    (town.media / "u" / "large.bin").unlink()
    wait_until(lambda: town.ask(HELD) == 0)
    made = back_up()
    assert [path.name for path in place.iterdir()] == [made.name]


def _begun(place: Path) -> int:
    with suppress(FileNotFoundError):
        return max((path.stat().st_size for path in place.iterdir()), default=0)
    return 0


def test_a_restore_that_was_killed_leaves_the_database_as_it_was(
    town: Installation, place: Path, make_one: MakeOne, here: Here
) -> None:
    before = town.rows()
    made = back_up()
    empty, lived_in = make_one(empty=True), make_one()
    of_before = lived_in.rows()
    for there, words in ((empty, []), (lived_in, ["--replace", "--confirm", lived_in.name])):
        process = _start(there, "restore", str(place / made.name), *words)
        wait_until(lambda there=there, process=process: _fills(there) or process.poll() is not None, 90)
        process.send_signal(signal.SIGKILL)
        process.wait()
        wait_until(lambda there=there: not _fills(there))
    assert empty.rows() == {} and lived_in.rows() == of_before
    here(empty)
    bring_back(*chosen("latest"), ())
    assert empty.rows() == before
    sums = {hashlib.sha256(path.read_bytes()).hexdigest() for path in town.media.rglob("*.webp")}
    assert sums <= set(empty.files().values())


def _fills(there: Installation) -> bool:
    time.sleep(0.01)
    others = f"SELECT count(*) FROM pg_stat_activity WHERE datname = '{there.name}' AND application_name = 'psql'"
    return bool(there.ask(others))
