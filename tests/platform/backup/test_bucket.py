"""Backups in a bucket, over HTTP with moto's server: a stand-in that speaks S3, not a real storage."""

import importlib.util
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from config.backup import bucket as pieces
from config.backup.choosing import chosen
from config.backup.keeping import archives, name_of
from config.backup.making import back_up
from config.backup.refusing import BackupRefused
from config.backup.restoring import bring_back
from config.backup.stores import destination, store_of
from config.lib.backup_settings import BackupSettings, Keep, backups
from config.lib.media_storage import bucket
from tests.platform.backup.conftest import KEY, Here, Installation, MakeOne, names_in_media

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(
        not all(map(importlib.util.find_spec, ("storages", "moto", "flask"))),
        reason="the test group with the S3-compatible server is not installed",
    ),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


@pytest.fixture(scope="module")
def known() -> Iterator[dict[str, str]]:
    """Where the server is, and how one gets in."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield {"endpoint": f"http://{host}:{port}", "region": "us-east-1", "access_key": "us", "secret_key": "only"}
    server.stop()


@pytest.fixture
def s3(known: dict[str, str], settings: Any) -> Any:
    """A client; backups go to a folder in an empty bucket."""
    said = {"BACKUP_TO": "s3://backups/ours"} | {f"BACKUP_S3_{name.upper()}": value for name, value in known.items()}
    settings.BACKUP = replace(backups(lambda name, default="": str(said.get(name, default))), keys=(KEY,))
    client = destination().client  # type: ignore[attr-defined]
    client.create_bucket(Bucket="backups")
    yield client
    for one in client.list_objects_v2(Bucket="backups").get("Contents", ()):
        client.delete_object(Bucket="backups", Key=one["Key"])
    client.delete_bucket(Bucket="backups")


def test_a_backup_goes_to_a_bucket_and_comes_back(
    town: Installation, s3: Any, make_one: MakeOne, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "PIECE", 5 * 1024 * 1024)
    (town.media / "u" / "large.bin").write_bytes(bytes(range(256)) * 60_000)  # more than a piece
    before, files = town.rows(), town.files()
    made = back_up()
    (one,) = s3.list_objects_v2(Bucket="backups")["Contents"]
    assert one["Key"] == f"ours/{made.name}" and one["Size"] > made.manifest.files_size
    assert "-" in one["ETag"], "It went in pieces."
    other = make_one(empty=True)
    here(other)
    bring_back(*chosen("latest"), (KEY,))
    assert (other.rows(), other.files()) == (before, files)


def test_what_was_cut_is_not_there_and_its_pieces_go_next_time(town: Installation, s3: Any) -> None:
    from members.installation.models import Installation as Community

    beginning = f"ours/{name_of(Community.current().uid.hex[:8])}"
    s3.create_multipart_upload(Bucket="backups", Key=f"{beginning}20261101T000000Z.tar")
    foreign = s3.create_multipart_upload(Bucket="backups", Key="ours/of-somebody-else.tar")
    assert archives(destination()) == []
    with pytest.raises(OSError, match="in the middle"):
        _written_half()
    back_up()
    left = s3.list_multipart_uploads(Bucket="backups").get("Uploads", [])
    assert [one["Key"] for one in left] == ["ours/of-somebody-else.tar"]
    s3.abort_multipart_upload(Bucket="backups", Key="ours/of-somebody-else.tar", UploadId=foreign["UploadId"])


def _written_half() -> None:
    with destination().write("talkoot-cut.tar") as sink:
        sink.write(bytes(pieces.PIECE + 1))
        raise OSError("in the middle")


def test_older_ones_in_the_bucket_go_by_the_rule(town: Installation, s3: Any, settings: Any) -> None:
    settings.BACKUP = replace(settings.BACKUP, keep=Keep(2, 0, 0))
    first = back_up()
    community = first.manifest.community
    for days in (1, 2, 3):
        with destination().write(name_of(community, datetime.now(UTC) - timedelta(days=days))) as sink:
            sink.write(b"old")
    second = back_up()
    assert len(second.gone) >= 2
    assert second.name in {one.name for one in archives(destination())}
    grants = s3.get_object_acl(Bucket="backups", Key=f"ours/{second.name}")["Grants"]
    assert all("URI" not in grant["Grantee"] for grant in grants), "Open to its owner alone."


def test_a_bucket_that_is_not_there_is_said(town: Installation, s3: Any, settings: Any) -> None:
    settings.BACKUP = replace(settings.BACKUP, storage=_elsewhere(settings.BACKUP))
    with pytest.raises(BackupRefused, match="NoSuchBucket"):
        back_up()


def _elsewhere(said: BackupSettings) -> dict[str, Any]:
    return said.storage | {"OPTIONS": said.storage["OPTIONS"] | {"bucket_name": "nowhere"}}


def test_uploads_that_stand_in_a_bucket_are_backed_up_and_come_back(
    town: Installation, s3: Any, known: dict[str, str], settings: Any, place: Path, make_one: MakeOne, here: Here
) -> None:
    s3.create_bucket(Bucket="uploads")
    in_folder = {name: (town.media / name).read_bytes() for name in names_in_media()}
    settings.STORAGES = settings.STORAGES | {"default": bucket("uploads", **known)}
    target = store_of(settings.STORAGES["default"])
    for name, data in in_folder.items():
        with target.write(name) as sink:
            sink.write(data)
    settings.BACKUP = BackupSettings(to=str(place))
    assert back_up().manifest.files == len(in_folder)
    for name in in_folder:
        target.delete(name)
    other = make_one(empty=True)
    here(other)
    bring_back(*chosen("latest"), ())
    assert {name: target.read(name).read() for name in names_in_media()} == in_folder
    for name in in_folder:
        target.delete(name)
    s3.delete_bucket(Bucket="uploads")
