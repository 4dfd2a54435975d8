"""Making a copy: one part in a transaction, so that a worker that is killed leaves whole parts and another goes on."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import IO, TYPE_CHECKING, cast

import structlog
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation

from members.activity.log import record
from members.installation.models import Installation
from members.privacy.models import KEPT, DataExport
from members.privacy.owning import EXPORTERS, Exporter

if TYPE_CHECKING:
    from members.profiles.models import Member

log = structlog.get_logger(__name__)
TRIES = 6
FIRST_WAIT = timedelta(seconds=30)
IN_MEMORY = 1_000_000
"""Bytes of a part before it goes to the disk."""


def make_due(seconds: float, clock: Callable[[], float] = time.monotonic) -> int:
    """Go on with copies until nothing is due or the time is over; returns how many steps were done."""
    end, steps = clock() + seconds, 0
    while clock() < end and make_next():
        steps += 1
    return steps


@transaction.atomic
def make_next() -> bool:
    """Do the next step of a copy that no other worker has; False if there is none."""
    export = DataExport.objects.due().select_for_update(skip_locked=True, of=("self",)).order_by("asked_at").first()
    if export is None:
        return False
    part = next((name for name in EXPORTERS if name not in export.parts_done), None)
    try:
        with transaction.atomic():
            if part is None:
                _put_together(export)
            else:
                _gather(export, EXPORTERS[part])
    except Exception as error:  # whatever it is, other members' copies go on
        _note_failure(export, error)
    return True


def _gather(export: DataExport, exporter: Exporter) -> None:
    """Write one part into the storage; one that a killed worker left behind is written anew."""
    path = export.part_path(exporter.name)
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY, mode="w+b") as part:
        part.write(b"[")
        for number, row in enumerate(exporter.rows(export.member)):
            line = json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
            part.write(f"{',' if number else ''}\n{line}".encode())
        part.write(b"\n]\n")
        part.seek(0)
        default_storage.delete(path)
        default_storage.save(path, File(cast("IO[bytes]", part)))
    export.parts_done.append(exporter.name)
    export.save(update_fields=["parts_done"])


def _put_together(export: DataExport) -> None:
    member, names = export.member, list(EXPORTERS)
    lost = [name for name in names if not default_storage.exists(export.part_path(name))]
    if lost:
        # A copy without a part would not be whole: it is gathered once more.
        export.parts_done = [name for name in export.parts_done if name not in lost]
        export.save(update_fields=["parts_done"])
        return
    with tempfile.TemporaryFile() as whole:
        with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("README.txt", readme(member))
            for name in names:
                exporter = EXPORTERS[name]
                _add(archive, exporter.file, export.part_path(name))
                for inside, path in exporter.files(member) if exporter.files else ():
                    _add(archive, inside, path)
        export.size = whole.tell()
        whole.seek(0)
        default_storage.delete(export.path)
        default_storage.save(export.path, File(whole))
    export.ready_at = timezone.now()
    export.ends_at = export.ready_at + KEPT
    export.save(update_fields=["size", "ready_at", "ends_at"])
    record("export.made", actor=None, subject=export)
    # Not before the commit: whoever goes on after a worker that was killed needs them. What stays goes with the copy.
    transaction.on_commit(partial(_remove_parts, export), robust=True)


def _remove_parts(export: DataExport) -> None:
    for name in EXPORTERS:
        default_storage.delete(export.part_path(name))


def _add(archive: zipfile.ZipFile, inside: str, path: str) -> None:
    """Copy a file of the storage in; one that is missing there is left out."""
    try:
        source = default_storage.open(path)
    except FileNotFoundError:
        log.warning("A file of a copy is missing.", path=path)
        return
    with source, archive.open(inside, "w", force_zip64=True) as target:
        shutil.copyfileobj(source, target)


def readme(member: Member) -> str:
    """What is in the copy, in plain words and in the member's language."""
    with translation.override(member.language or translation.get_language()):
        words = {"member": member, "community": Installation.current(), "parts": EXPORTERS.values()}
        return render_to_string("members/privacy/readme.txt", words | {"made_at": timezone.now()})


def _note_failure(export: DataExport, error: Exception) -> None:
    log.warning("A step of a copy failed.", copy=export.pk, error=f"{type(error).__name__}: {error}")
    fresh = DataExport.objects.get(pk=export.pk)
    fresh.attempts += 1
    fresh.retry_at = timezone.now() + FIRST_WAIT * 2**fresh.attempts
    if fresh.attempts >= TRIES:
        fresh.failed_at = timezone.now()
        remove_files(fresh)
    fresh.save(update_fields=["attempts", "retry_at", "failed_at"])


def remove_files(export: DataExport) -> None:
    """Delete the ZIP file and every part of it; the files that are gone already are passed over."""
    default_storage.delete(export.path)
    _remove_parts(export)


def remove_ended() -> int:
    """Delete the files of copies whose seven days are over; returns how many."""
    count = 0
    for export in DataExport.objects.filter(ends_at__lte=timezone.now(), removed_at=None).order_by("pk")[:200]:
        # The file first: a file without a row would stay for ever.
        remove_files(export)
        count += DataExport.objects.filter(pk=export.pk, removed_at=None).update(removed_at=timezone.now())
    return count
