"""Archives that are not what they were: each is refused in one sentence, and nothing is touched."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from config.backup.keeping import archives
from config.backup.making import back_up
from config.backup.refusing import BackupRefused
from config.backup.restoring import bring_back
from config.backup.sealing import mark_of
from config.backup.stores import Folder
from config.backup.verifying import verify
from tests.platform.backup.conftest import KEY, Here, Installation, MakeOne, rewritten

pytestmark = pytest.mark.faults  # whole databases are copied: slow

Change = Callable[[dict[str, bytes]], None]


_made: dict[str, tuple[str, bytes]] = {}
"""Each kind is made once; every test breaks a copy."""


def _copy(kind: str, place: Path, request: pytest.FixtureRequest) -> Path:
    if kind not in _made:
        request.getfixturevalue("town")
        name = back_up().name
        _made[kind] = name, (place / name).read_bytes()
    name, data = _made[kind]
    (place / name).write_bytes(data)
    return place / name


@pytest.fixture
def archive(place: Path, request: pytest.FixtureRequest) -> Path:
    """An open one."""
    return _copy("open", place, request)


@pytest.fixture
def closed(sealed: Path, request: pytest.FixtureRequest) -> Path:
    """A sealed one."""
    return _copy("sealed", sealed, request)


def refused(path: Path, keys: tuple[bytes, ...] = ()) -> BackupRefused:
    """What is said of it."""
    with pytest.raises(BackupRefused) as caught:
        verify(Folder(path.parent), path.name, keys)
    return caught.value


def test_a_sealed_archive_opens_with_its_key_alone(closed: Path, settings: Any) -> None:
    other = bytes(32)
    assert verify(Folder(closed.parent), closed.name, (KEY,)).files > 0
    assert verify(Folder(closed.parent), closed.name, (other, KEY)).files > 0, "Keys of before still open theirs."
    assert str(refused(closed)) == f"The archive was sealed with the key {mark_of(KEY)}; there is no BACKUP_KEY here."
    assert mark_of(other) in str(refused(closed, (other,)))


def test_a_sealed_archive_shows_nothing(closed: Path, settings: Any) -> None:
    held = closed.read_bytes()
    for word in (b"talkoot.json", b"manifest", b"files/", b"PGDMP", settings.SECRET_KEY.encode(), KEY):
        assert word not in held


def test_an_open_archive_holds_no_secret_and_names_what_it_left_out(archive: Path, settings: Any) -> None:
    held = archive.read_bytes()
    assert settings.SECRET_KEY.encode() not in held
    begin = held.index(b'"left_out"')
    assert b'"SECRET_KEY"' in held[begin : begin + 400] and b'"DATABASE_URL"' in held[begin : begin + 400]


def test_a_sealed_archive_holds_the_secrets_and_never_its_own_key(closed: Path, settings: Any, tmp_path: Path) -> None:
    from config.backup import archive as form

    with closed.open("rb") as source:
        (said,) = [json.loads(p.all()) for p in form.parts(source, (KEY,)) if p.name == form.SETTINGS]
    assert said["variables"]["SECRET_KEY"] == settings.SECRET_KEY
    assert "DATABASE_URL" in said["variables"] and not any("BACKUP_KEY" in name for name in said["variables"])


@pytest.mark.parametrize("kind", ["archive", "closed"])
def test_one_that_was_cut_is_no_archive_wherever_it_was_cut(kind: str, request: pytest.FixtureRequest) -> None:
    path: Path = request.getfixturevalue(kind)
    held, keys = path.read_bytes(), (KEY,) if kind == "closed" else ()
    lengths = [0, 1, 511, 512, 70_000, len(held) // 3, len(held) // 2, len(held) - 20_000]
    lengths += [len(held) - 1, len(held) - 17, len(held) - 65_552] if kind == "closed" else []
    for length in lengths:
        path.write_bytes(held[:length])
        assert refused(path, keys).why == "broken", f"{length} of {len(held)} bytes"


@pytest.mark.parametrize("kind", ["archive", "closed"])
def test_a_flipped_byte_is_found_wherever_it_is(kind: str, request: pytest.FixtureRequest) -> None:
    path: Path = request.getfixturevalue(kind)
    held, keys = path.read_bytes(), (KEY,) if kind == "closed" else ()
    places = [0, 10, 30, *range(600, len(held) - 1024, len(held) // 23)] if kind == "closed" else _with_content(held)
    for place in places:
        path.write_bytes(held[:place] + bytes([held[place] ^ 1]) + held[place + 1 :])
        assert refused(path, keys).why in ("broken", "key", "newer"), f"byte {place} of {len(held)}"
    path.write_bytes(held)
    verify(Folder(path.parent), path.name, keys)


def _with_content(held: bytes) -> list[int]:
    """Places in heads and contents of an open archive; what fills its blocks up says nothing."""
    places = [held.index(word) + 3 for word in (b"talkoot.json", b'"format"', b"RIFF", b"PGDMP", b'"variables"')]
    dump = held.index(b"PGDMP")
    return [
        *places,
        held.index(b'"made_at"', dump) + 12,
        held.index(b'"tables"', dump) + 40,
        *range(dump, dump + 900_000, 99_991),
    ]


def without(name: str) -> Change:
    def change(held: dict[str, bytes]) -> None:
        del held[next(known for known in held if known.startswith(name))]

    return change


def another(name: str, **said: object) -> Change:
    """With another word in a list, and the sum of the manifest as it would have been then."""

    def change(held: dict[str, bytes]) -> None:
        held[name] = json.dumps(json.loads(held[name]) | said).encode()
        held["manifest.sha256"] = f"{hashlib.sha256(held['manifest.json']).hexdigest()}  manifest.json\n".encode()

    return change


def led_astray(held: dict[str, bytes]) -> None:
    held["files/../../outside.txt"] = b"hello"
    held.update({name: held.pop(name) for name in list(held) if not name.startswith(("talkoot.json", "files/"))})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (without("files/"), "is missing or was changed"),
        (without("files.sha256"), "its list of files is not as the manifest says"),
        (without("database/"), "database"),
        (without("settings.json"), "its settings is not as the manifest says"),
        (without("manifest.json"), "its manifest was changed"),
        (without("manifest.sha256"), "cut off"),
        (without("talkoot.json"), "does not begin as a backup does"),
        (another("manifest.json", files=1), "the number of its files"),
        (another("talkoot.json", community="00000000"), "its beginning"),
        (another("talkoot.json", format=2, talkoot="9.0"), "made by a newer Talkoot (9.0)"),
        (another("manifest.json", unheard_of=1), "cannot be read"),
        (led_astray, "leads out of its folder"),
    ],
)
def test_a_part_that_is_missing_or_strange_is_named(archive: Path, change: Change, words: str, tmp_path: Path) -> None:
    broken = rewritten(archive, archive.with_name("changed.tar"), change)
    assert words in str(refused(broken))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (another("manifest.json", migrations=["members.0001_initial", "members.0999_of_tomorrow"]), "newer"),
        (without("files/u"), "broken"),
        (without("database/"), "broken"),
    ],
)
def test_what_is_refused_leaves_an_empty_place_empty(
    archive: Path, change: Change, why: str, make_one: MakeOne, here: Here
) -> None:
    broken, other = rewritten(archive, archive.with_name("changed.tar"), change), make_one(empty=True)
    here(other)
    with pytest.raises(BackupRefused) as caught:
        bring_back(Folder(broken.parent), broken.name, ())
    assert caught.value.why == why
    assert other.is_empty


def test_a_table_that_does_not_come_back_as_it_was_takes_everything_back(
    archive: Path, make_one: MakeOne, here: Here
) -> None:
    def one_row_more(held: dict[str, bytes]) -> None:
        tables = json.loads(held["manifest.json"])["tables"]
        tables["members_member"][0] += 1
        another("manifest.json", tables=tables)(held)

    broken = rewritten(archive, archive.with_name("changed.tar"), one_row_more)
    empty, lived_in = make_one(empty=True), make_one()
    here(empty)
    with pytest.raises(BackupRefused, match="table members_member is not as it was"):
        bring_back(Folder(broken.parent), broken.name, ())
    assert empty.is_empty
    (lived_in.media / "u" / "own.webp").write_bytes(b"ours")
    before, files = lived_in.rows(), lived_in.files()
    here(lived_in)
    with pytest.raises(BackupRefused, match="table members_member is not as it was"):
        bring_back(Folder(broken.parent), broken.name, (), replace=True)
    assert (lived_in.rows(), lived_in.files()) == (before, files)


def test_a_backup_that_cannot_be_read_back_is_none_and_older_ones_stay(
    town: Installation, archive: Path, place: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Folder.write

    def on_a_bad_disk(self: Folder, name: str, **how: bool) -> Any:
        from contextlib import contextmanager

        @contextmanager
        def written() -> Any:
            with write(self, name, **how) as sink:
                yield sink
            with (self.path / name).open("r+b") as file:
                file.seek(540)
                file.write(b"\0\1\2\3")

        return written()

    settings.BACKUP = replace(settings.BACKUP, keep=type(settings.BACKUP.keep)(1, 0, 0))
    monkeypatch.setattr(Folder, "write", on_a_bad_disk)
    with pytest.raises(BackupRefused):
        back_up()
    assert [one.name for one in archives(Folder(place))] == [archive.name]
