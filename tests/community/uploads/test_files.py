"""Files to take along: what they must be, how they are given out, and how much one member may keep."""

import io
import struct
import time
import uuid
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from community.composing.submitting import submit_reply
from community.spaces.models import Space
from community.threads.models import Thread
from community.uploads.models import Upload
from community.uploads.storing import forget_unused
from config.lib.documents import DocumentRefused, read_document
from members.profiles.models import Member
from tests.factories import a_thread

SignIn = Callable[[object], Client]
JSON = {"Accept": "application/json"}
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def _archive(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()


def _send(client: Client, data: bytes, name: str) -> Any:
    file = SimpleUploadedFile(name, data, content_type="text/html")
    return client.post("/uploads/", {"picture": file}, headers=JSON)


def test_each_kind_is_taken_when_its_content_fits_and_refused_when_not() -> None:
    odt = b"application/vnd.oasis.opendocument.text"
    good = {
        "a.pdf": PDF, "a.txt": "Ääkköset\n".encode(), "a.CSV": b"a;b\n1;2\n", "a.md": b"<details>x</details>",
        "a.zip": _archive(**{"a/b.txt": b"x"}), "a.docx": _archive(**{"word/document.xml": b"<x/>"}),
        "a.odt": _archive(mimetype=odt), "b.txt": b"BMW and MZ and PK are letters", "c.txt": b"\xef\xbb\xbfbom",
    }  # fmt: skip
    for name, data in good.items():
        assert read_document(io.BytesIO(data), name).data == data, name
    bad = {
        "a.pdf": b"%PDF-1.4\n<html><script>alert(1)</script> obj %%EOF", "b.pdf": b"words", "a.txt": b"\xff\xfe\x00x",
        "b.txt": b"<!DOCTYPE html><p>x", "c.txt": b"\xef\xbb\xbf <svg onload=x>", "d.txt": b"a\x00b", "e.txt": b"",
        "a.zip": b"PK\x03\x04 and no more", "b.zip": _archive(**{"../../etc/passwd": b"x"}),
        "c.zip": _archive(**{"C:\\x": b"x"}), "a.docx": good["a.zip"], "a.odt": good["a.zip"], "a.xlsx": good["a.docx"],
        "b.docx": _archive(**{"word/document.xml": b"", "word/vbaProject.bin": b""}), "a.exe": b"MZ", "a.html": b"x",
        "pdf": PDF, "a.pdf.exe": PDF,
    }  # fmt: skip
    for name, data in bad.items():
        with pytest.raises(DocumentRefused):
            read_document(io.BytesIO(data), name)


def _listing(count: int, *, zip64: bool) -> bytes:
    """An archive whose list says five files and holds `count`."""
    entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", 20, 0, 20, *[0] * 8, 5, *[0] * 6)
    entries = b"".join(entry + f"{n:05d}".encode() for n in range(count))
    more, size, at = b"", len(entries), 30
    if zip64:
        more = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, at)
        more += struct.pack("<4sLQL", b"PK\x06\x07", 0, at + size, 1)
        size, at = 1000, 0xFFFFFFFF
    return b"PK\x03\x04" + bytes(26) + entries + more + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 5, 5, size, at, 0)


def test_a_list_that_says_less_than_it_holds_is_not_read_to_its_end() -> None:
    assert len(zipfile.ZipFile(io.BytesIO(_listing(20, zip64=True))).infolist()) == 20, "It is read like this."
    begun = time.process_time()
    with pytest.raises(DocumentRefused, match="not made for unpacking safely"):
        read_document(io.BytesIO(_listing(150_000, zip64=True)), "a.zip")
    assert time.process_time() - begun < 1
    with pytest.raises(DocumentRefused, match="more than 2000 files"):
        read_document(io.BytesIO(_listing(3000, zip64=False)), "a.zip")


def test_names_are_shown_without_what_deceives() -> None:
    names = {
        "../../etc/x.pdf": "x.pdf", "C:\\a\\b.pdf": "b.pdf", "\u202efdp.exe.pdf": "fdp.exe.pdf", ".pdf.pdf": "pdf.pdf",
        "  a\r\nSet-Cookie: x.PDF": "a Set-Cookie: x.pdf", "a" * 300 + ".pdf": "a" * 100 + ".pdf", "имя.pdf": "имя.pdf",
    }  # fmt: skip
    assert {name: read_document(io.BytesIO(PDF), name).name for name in names} == names


def test_a_file_is_given_out_to_be_saved_by_those_who_see_its_post(
    private_space: Space, ben: Member, nia: Member, mo: Member, client: Client, as_: SignIn
) -> None:
    said = _send(as_(ben), PDF, 'Our "plan" äö.pdf').json()
    assert said["is_file"] and said["markdown"].startswith('[Our "plan" äö.pdf](/media/u/')
    assert as_(nia).get(said["url"]).status_code == 404
    thread = a_thread(private_space, by=ben)
    post = submit_reply(thread, by=ben, source=f"Here: {said['markdown']}", key=uuid.uuid4().hex)
    assert '<span class="attachment-facts">PDF, ' in post.html and Upload.objects.get().post_id == post.pk
    for reader in (client, as_(nia), as_(mo)):
        assert reader.get(said["url"]).status_code == 404
    answer = as_(ben).get(said["url"])
    assert answer.getvalue() == PDF and answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Our%20%22plan%22")
    assert answer["X-Content-Type-Options"] == "nosniff" and answer["Cache-Control"].startswith("private")
    assert "sandbox" in answer["Content-Security-Policy"] and answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_what_another_has_uploaded_is_told_to_nobody(thread: Thread, ben: Member, nia: Member, as_: SignIn) -> None:
    line = _send(as_(ben), PDF, "plan.pdf").json()["markdown"]
    post = submit_reply(thread, by=nia, source=f"Mine: {line}", key=uuid.uuid4().hex)
    assert "attachment" not in post.html and Upload.objects.get().post is None


def test_no_member_keeps_more_than_everybody_may(ben: Member, nia: Member, as_: SignIn, settings: Any) -> None:
    settings.UPLOADS_PER_MEMBER_BYTES = 100
    assert _send(as_(ben), PDF, "a.pdf").status_code == 201
    refused = _send(as_(ben), b"x" * 60, "b.txt")
    assert refused.status_code == 422 and "fill the 100" in refused.json()["error"]
    assert _send(as_(ben), PDF, "again.pdf").status_code == 201, "The same file again needs no room."
    assert _send(as_(nia), PDF, "a.pdf").status_code == 201 and Upload.objects.count() == 2


def test_files_that_nobody_used_go_too(ben: Member, as_: SignIn) -> None:
    _send(as_(ben), PDF, "a.pdf")
    assert "paperclip" in as_(ben).get("/uploads/").text
    Upload.objects.update(created_at="2020-01-01T00:00Z")
    assert forget_unused() == 1
