"""Files to take along: their content must be what their name says. They are kept as they came and never unpacked.

Of an archive only the list of what is in it is read. A document is given out as a file to save, never as a page.
"""

import io
import re
import struct
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

import puremagic
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from config.lib.markup.characters import clean

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
TYPES = {
    "pdf": "application/pdf",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "zip": "application/zip",
    "odt": f"{_OPEN}text",
    "ods": f"{_OPEN}spreadsheet",
    "odp": f"{_OPEN}presentation",
    "docx": f"{_OFFICE}wordprocessingml.document",
    "xlsx": f"{_OFFICE}spreadsheetml.sheet",
    "pptx": f"{_OFFICE}presentationml.presentation",
}
"""What is taken, by the end of the name, and the media type it is given out with."""

_TEXTS = frozenset({"txt", "csv", "md"})
_MAIN_PARTS = {"docx": "word/document", "xlsx": "xl/workbook", "pptx": "ppt/presentation"}
_PAGES = frozenset(
    {"text/html", "application/xhtml+xml", "image/svg+xml", "application/xml", "text/xml", "application/postscript"}
)
_PAGE = re.compile(rb"\s*(?:<\?xml|<!doctype|<!entity|<html|<svg|<script)", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_ENTRIES = 2_000
_MOST_DIRECTORY = 1024 * 1024
_MOST_UNPACKED = 512 * 1024 * 1024
_MOST_PACKING = 150
"""How many times larger an archive may become; office files reach 20 to 40."""


class DocumentRefused(ValueError):
    """Not taken; the text is a sentence for the person who sent it."""


@dataclass(frozen=True)
class Document:
    """A file as it came, the end its name has, and the name to save it under."""

    data: bytes
    extension: str
    name: str


def ending(name: str) -> str:
    """The end of a file's name, in small letters, if files with it are taken; else empty."""
    end = PurePosixPath(name.replace("\\", "/")).suffix[1:].lower()
    return end if end in TYPES else ""


def read_document(file: IO[bytes], name: str) -> Document:
    """The file, if what is in it fits its name. Raises DocumentRefused."""
    end = ending(name)
    if not end:
        raise DocumentRefused(
            _(
                "Files of this kind are not taken. Send a picture (JPEG, PNG, WebP or GIF), a PDF, text, CSV, Markdown "
                "or ZIP file, or a document of LibreOffice or Microsoft Office."
            )
        )
    file.seek(0)
    data = file.read(settings.UPLOAD_LIMIT_BYTES + 1)
    if len(data) > settings.UPLOAD_LIMIT_BYTES:
        most = filesizeformat(settings.UPLOAD_LIMIT_BYTES)
        raise DocumentRefused(_("This file is larger than %(most)s.") % {"most": most})
    if not data:
        raise DocumentRefused(_("The file is empty."))
    if end in _TEXTS:
        _check_text(data)
    elif end == "pdf":
        _check_pdf(data)
    else:
        _check_archive(data, end)
    return Document(data, end, _shown(name, end))


def _shown(name: str, end: str) -> str:
    """The name without folders and without what would deceive, with the end that the content has."""
    stem = PurePosixPath(clean(name.replace("\\", "/"))).stem
    stem = " ".join(_CONTROLS.sub("", stem).split()).strip(". ")
    name = stem[:100] or _("File")
    return f"{name}.{end}"


def _guessed(data: bytes) -> str:
    try:
        return str(puremagic.from_string(data[:4096], mime=True))
    except (puremagic.PureError, ValueError):
        return ""


def _check_text(data: bytes) -> None:
    if _PAGE.match(data[3:] if data.startswith(b"\xef\xbb\xbf") else data) or _guessed(data) in _PAGES:
        raise DocumentRefused(_("This is a web page or a drawing and not a text. Put it into a ZIP file to send it."))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise DocumentRefused(_("This text is not in UTF-8. Save it again in that encoding and send that.")) from None
    if _CONTROLS.search(text):
        raise DocumentRefused(_wrong("TXT"))


def _check_pdf(data: bytes) -> None:
    is_one = data.startswith(b"%PDF-") and b"%%EOF" in data[-2048:] and b" obj" in data
    if not is_one or _PAGE.search(data[:1024]) or _guessed(data) != "application/pdf":
        raise DocumentRefused(_wrong("PDF"))


def _check_archive(data: bytes, end: str) -> None:
    if not data.startswith(b"PK\x03\x04"):
        raise DocumentRefused(_wrong(end.upper()))
    _check_directory(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error, EOFError):
        raise DocumentRefused(_wrong(end.upper())) from None
    _check_entries(entries, len(data))
    names = {entry.filename for entry in entries}
    if end in _MAIN_PARTS and (
        f"{_MAIN_PARTS[end]}.xml" not in names or any(n.endswith("vbaProject.bin") for n in names)
    ):
        raise DocumentRefused(_wrong(end.upper()))
    # The first thing in such a document is its own type, not packed.
    if TYPES[end].startswith(_OPEN) and not data[30:].startswith(b"mimetype" + TYPES[end].encode()):
        raise DocumentRefused(_wrong(end.upper()))


def _check_directory(data: bytes) -> None:
    """How much the list of contents says it holds, before it is read."""
    at = data.rfind(b"PK\x05\x06", -66_000)
    if at < 0 or len(data) < at + 22:
        raise DocumentRefused(_wrong("ZIP"))
    # A second, larger list (ZIP64) would count in place of this one; no archive of a size that is taken needs it.
    if data.startswith(b"PK\x06\x07", max(0, at - 20)):
        raise DocumentRefused(_unsafe())
    entries, size = struct.unpack_from("<HL", data, at + 10)
    if entries > _MOST_ENTRIES or size > _MOST_DIRECTORY:
        raise DocumentRefused(_too_many())


def _check_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    if len(entries) > _MOST_ENTRIES:  # whatever the list says of itself
        raise DocumentRefused(_too_many())
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names) or any(map(_leads_out, names)) or any(map(_is_link, entries)):
        raise DocumentRefused(_unsafe())
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > _MOST_UNPACKED or unpacked > _MOST_PACKING * size:
        raise DocumentRefused(_("Unpacked, this archive would be far too large."))


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "~")) or "\\" in name or ":" in name or ".." in name.split("/")


def _is_link(entry: zipfile.ZipInfo) -> bool:
    return (entry.external_attr >> 16) & 0o170000 == 0o120000


def _unsafe() -> str:
    return _("This archive is not made for unpacking safely. Pack the files again.")


def _too_many() -> str:
    return _("This archive holds more than %(most)d files.") % {"most": _MOST_ENTRIES}


def _wrong(kind: str) -> str:
    return _("The content of this file does not fit its name: it is not a %(kind)s file.") % {"kind": kind}
