"""Make a backup: written as a stream, read back, and only then do older ones go."""

from __future__ import annotations

import hashlib
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import structlog
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import DatabaseError, transaction

from config.backup import archive
from config.backup.archive import Manifest, Writer
from config.backup.copying import Copier
from config.backup.erased import keep_list
from config.backup.index import Index
from config.backup.keeping import forget_older, name_of
from config.backup.moment import Database, Moment
from config.backup.named import named_files
from config.backup.postgres import dump_command, programs, running
from config.backup.refusing import BackupRefused, refusal
from config.backup.sealing import Sealer, read_exactly
from config.backup.stores import Sink, Store, destination, media
from config.backup.tables import ANYTHING
from config.backup.variables import written_variables
from config.backup.verifying import verify
from config.running.home import ROOT
from members.activity.log import record
from members.installation.models import Installation

log = structlog.get_logger(__name__)

PIECE = 16 * 1024 * 1024
MOST_MOMENTS = 20


@dataclass(frozen=True)
class Made:
    """A backup that was written, read back and found whole."""

    name: str
    where: str
    size: int
    seconds: float
    manifest: Manifest
    gone: list[str]


def back_up(to: str = "") -> Made:
    """Make one now and write down how it went. Raises BackupRefused."""
    try:
        made = _make(destination(to))
    except Exception as error:  # a disk, a network, a database: whatever it is, it is told as one sentence
        refused = refusal(error)
        if refused.why == "error":
            log.exception("A backup failed for a reason nobody thought of.")
        if refused.why != "busy":
            _note_failure(refused)
        raise refused from error
    with transaction.atomic():
        record("backup.made", name=made.name, size=made.size, seconds=round(made.seconds), sealed=_key() is not None)
    return made


def _note_failure(refused: BackupRefused) -> None:
    try:
        with transaction.atomic():
            record("backup.failed", why=refused.why)
    except DatabaseError as error:
        log.warning("Nobody could write down that a backup failed.", error=str(error))


def _make(store: Store) -> Made:
    began, now = time.monotonic(), datetime.now(UTC)
    with Database() as database:
        if not database.ask(ANYTHING):
            raise BackupRefused("database", "The database is empty: there is nothing to back up.")
        community = community_here()
        store.tidy(name_of(community))
        name = name_of(community, now, sealed=_key() is not None)
        with store.write(name) as sink:
            counted = _Counting(sink)
            _write(counted, database, community, now)
        try:
            manifest = verify(store, name, settings.BACKUP.keys)
        except BackupRefused:
            store.delete(name)
            raise
        keep_list(store, community)
        gone = forget_older(store, community, settings.BACKUP.keep)
    return Made(name, store.where, counted.size, time.monotonic() - began, manifest, gone)


def community_here() -> str:
    """What names of archives call this community; not from the cache, which may be another one's after a restore."""
    return Installation.objects.get_or_create(id=1)[0].uid.hex[:8]


def _key() -> bytes | None:
    return settings.BACKUP.keys[0] if settings.BACKUP.keys else None


class _Counting:
    """Counts what passes."""

    def __init__(self, into: Sink) -> None:
        self.into, self.size = into, 0

    def write(self, data: bytes, /) -> int:
        self.size += len(data)
        return self.into.write(data)


def _write(sink: Sink, database: Database, community: str, now: datetime) -> None:
    """The archive, sealed where there is a key."""
    key = _key()
    sealer = Sealer(sink, key) if key else None
    with Writer(sealer or sink, int(now.timestamp())) as writer:
        _write_parts(writer, database, community, now)
    if sealer:
        sealer.end()


def _write_parts(writer: Writer, database: Database, community: str, now: datetime) -> None:
    """All parts in their order."""
    head: dict[str, Any] = {"format": archive.FORMAT, "talkoot": talkoot_version()}
    head |= {"community": community, "made_at": now.isoformat()}
    writer.add_bytes(archive.HEAD, archive.as_json(head))
    said, secrets = written_variables(with_secrets=_key() is not None)
    manifest = Manifest(
        **head, secrets=secrets, settings_sha256=hashlib.sha256(said).hexdigest(), secret_key=secret_key_mark()
    )
    with Index() as index, _settled(Copier(media(), writer, index), database) as (moment, missing):
        with index.written() as lines:
            size = lines.seek(0, 2)
            lines.seek(0)
            list_sum = writer.add(archive.LIST, size, lines).sha.hexdigest()
        count, size = index.totals()
        manifest = replace(manifest, files=count, files_size=size, list_sha256=list_sum, files_missing=missing)
        manifest = _dump(writer, moment, manifest)
    writer.add_bytes(archive.SETTINGS, said)
    manifest_sum = writer.add_bytes(archive.MANIFEST, manifest.written())
    writer.add_bytes(archive.SUM, f"{manifest_sum}  {archive.MANIFEST}\n".encode())


@contextmanager
def _settled(copier: Copier, database: Database) -> Iterator[tuple[Moment, list[str]]]:
    """A moment whose files are all in the archive, and which of them the installation does not have. See copying.py."""
    copier.catch_up()
    copier.catch_up()
    before: list[str] | None = None
    for _attempt in range(MOST_MOMENTS):
        with database.moment() as moment:
            copier.catch_up()
            missing = copier.missing(named_files())
            if not missing or missing == before:
                yield moment, missing
                return
            before = missing
    raise BackupRefused("error", "Files come and go so quickly that no moment had all of its own; try again.")


def _dump(writer: Writer, moment: Moment, manifest: Manifest) -> Manifest:
    """The database as pg_dump writes it, and what must be in each table."""
    database = moment.database
    folder = programs(database.server)
    command = dump_command(folder, database.address, moment.snapshot)
    sha, size, count = hashlib.sha256(), 0, 0
    with running(command, database.address.environment, writes=True) as dump:
        while piece := read_exactly(dump.output, PIECE):
            count += 1
            size += len(piece)
            sha.update(piece)
            writer.add_bytes(f"{archive.DATABASE}{count:06}", piece)
        dump.end()
    return replace(
        manifest,
        server=str(database.ask("SHOW server_version")),
        tables=moment.tables(),
        migrations=moment.migrations(),
        dump_parts=count,
        dump_size=size,
        dump_sha256=sha.hexdigest(),
    )


def talkoot_version() -> str:
    """The version of this code."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])


def secret_key_mark() -> str:
    """Eight letters and digits that tell one SECRET_KEY from another and say nothing of it."""
    derive = HKDF(algorithm=SHA256(), length=4, salt=None, info=b"talkoot.backup.secret_key")
    return derive.derive(settings.SECRET_KEY.encode()).hex()
