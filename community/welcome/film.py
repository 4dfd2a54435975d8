"""The short film for newcomers: known by its content, kept under a name that cannot be guessed, played in parts."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

ENDINGS = {"mp4": "video/mp4", "webm": "video/webm"}
NAME = re.compile(r"[A-Za-z0-9_-]{22}\.(?:mp4|webm)")
PIECE = 256 * 1024
_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


class FilmRefused(ValueError):
    """Not a film; the text is a sentence for whoever sent it."""


def ending_of(file: UploadedFile[bytes]) -> str:
    """Which of the two kinds of film it is, by its first bytes. Raises FilmRefused."""
    file.seek(0)
    head = file.read(64)
    file.seek(0)
    if head[4:8] == b"ftyp":
        return "mp4"
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head:
        return "webm"
    raise FilmRefused(_("This is no film. Send an MP4 or a WebM file."))


def keep_film(file: UploadedFile[bytes]) -> str:
    """Store it; returns its address here."""
    name = f"{secrets.token_urlsafe(16)}.{ending_of(file)}"
    default_storage.save(_path(name), file)
    return reverse("welcome_film", args=[name])


def forget_film(address: str) -> None:
    """Delete the file behind an address that is used no more; an address of something else stays what it is."""
    for path in film_files(address):
        default_storage.delete(path)


def film_files(address: str) -> list[str]:
    """The file in the storage behind an address, if it is one of ours."""
    name = address.rpartition("/")[2]
    return [_path(name)] if NAME.fullmatch(name) and address == reverse("welcome_film", args=[name]) else []


def play(request: HttpRequest, name: str) -> HttpResponse | StreamingHttpResponse:
    """The film, or the part of it that a player asks for. Raises Http404."""
    if not NAME.fullmatch(name):
        raise Http404
    try:
        file = default_storage.open(_path(name))
    except FileNotFoundError:
        raise Http404 from None
    size = file.size
    wanted = request.headers.get("Range", "")
    asked = _RANGE.fullmatch(wanted) if wanted != "bytes=-" else None
    first, last = _bounds(asked[1], asked[2], size) if asked else (0, size - 1)
    if first > last:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = StreamingHttpResponse(_pieces(file, first, last), content_type=ENDINGS[name.rpartition(".")[2]])
    response["Content-Length"] = str(last - first + 1)
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, max-age=86400"
    response["X-Content-Type-Options"] = "nosniff"
    if asked:
        response.status_code = 206
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """The first and the last byte of a part; without a first one it is the end that is wanted."""
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _pieces(file: IO[bytes], first: int, last: int) -> Iterator[bytes]:
    with file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


def _path(name: str) -> str:
    return f"w/{name}"
