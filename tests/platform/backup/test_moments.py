"""Files that come and go while a backup is made: what its database names is in it."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from community.uploads.models import Upload
from community.uploads.storing import store
from config.backup.choosing import chosen
from config.backup.copying import Copier
from config.backup.making import back_up
from config.backup.restoring import bring_back
from members.profiles.models import Member
from tests.platform.backup.conftest import Here, Installation, MakeOne

pytestmark = pytest.mark.faults  # whole databases are copied: slow


def _upload(words: bytes) -> Upload:
    return store(SimpleUploadedFile("notes.txt", words), by=Member.objects.get(email="ben@example.org"))


def test_a_file_that_was_deleted_after_the_moment_makes_another_moment(
    town: Installation, place: Path, make_one: MakeOne, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worst case: it comes after the files were listed, and goes before the moment's own look at them."""
    catch_up, sent, rounds = Copier.catch_up, list[Upload](), list[int]()

    def at_the_worst_time(self: Copier) -> int:
        rounds.append(1)
        if len(rounds) == 3:
            sent[0].erase()
        count = catch_up(self)
        if len(rounds) == 2:
            sent.append(_upload(b"here for a moment"))
        return count

    monkeypatch.setattr(Copier, "catch_up", at_the_worst_time)
    made = back_up()
    assert made.manifest.files_missing == [] and len(rounds) == 4, "Two moments were looked at."
    other = make_one(empty=True)
    here(other)
    bring_back(*chosen("latest"), ())
    assert not Upload.objects.filter(secret=sent[0].secret).exists()
    assert all(default_storage.exists(upload.path) for upload in Upload.objects.all())


def test_a_file_that_comes_at_the_last_moment_is_in_it(
    town: Installation, place: Path, make_one: MakeOne, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    catch_up, rounds = Copier.catch_up, list[int]()

    def one_more_after_the_second(self: Copier) -> int:
        count = catch_up(self)
        rounds.append(1)
        if len(rounds) == 2:
            _upload(b"just in time")
        return count

    monkeypatch.setattr(Copier, "catch_up", one_more_after_the_second)
    back_up()
    other = make_one(empty=True)
    here(other)
    bring_back(*chosen("latest"), ())
    assert default_storage.open(Upload.objects.latest("pk").path).read() == b"just in time"


def test_a_file_that_the_installation_itself_lacks_is_named_and_stops_nothing(town: Installation, place: Path) -> None:
    lost = _upload(b"to be lost")
    default_storage.delete(lost.path)
    assert back_up().manifest.files_missing == [lost.path]


def test_a_file_that_was_half_written_when_it_was_copied_is_copied_again(
    town: Installation, place: Path, make_one: MakeOne, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = _upload(b"whole in the end")
    whole = town.media / upload.path
    whole.write_bytes(b"whole in")
    catch_up = Copier.catch_up

    def then_it_is_whole(self: Copier) -> int:
        count = catch_up(self)
        whole.write_bytes(b"whole in the end")
        return count

    monkeypatch.setattr(Copier, "catch_up", then_it_is_whole)
    back_up()
    other = make_one(empty=True)
    here(other)
    bring_back(*chosen("latest"), ())
    assert default_storage.open(upload.path).read() == b"whole in the end"
