"""Pictures and files: hostile ones, other people's, and the ordinary way."""

import json
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from community.composing.submitting import submit_reply
from community.drafts.keeping import keep
from community.posts.models import Post
from community.spaces.models import Space
from community.threads.models import Thread
from community.uploads.models import Upload
from community.uploads.storing import forget_unused
from members.profiles.models import Member
from tests.factories import a_member, a_thread, join

SignIn = Callable[[object], Client]
CASES = Path(__file__).resolve().parents[4] / "shared" / "cases" / "upload"
REFUSED = ("svg", "delegates", "archive")
PLAIN = ("pdf_js.pdf", "eicar.txt", "import_formula.csv", "import_100k_rows.csv")
"""Files that are taken as they are and only ever given out to be saved."""
JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def _png(side: int = 8) -> bytes:
    from io import BytesIO

    out = BytesIO()
    Image.new("RGB", (side, side), (side % 255, 90, 120)).save(out, "PNG")
    return out.getvalue()


def _send(client: Client, data: bytes | None = None, name: str = "rota.png", kind: str = "image/png") -> Any:
    file = SimpleUploadedFile(name, _png() if data is None else data, content_type=kind)
    return client.post("/uploads/", {"picture": file}, headers=JSON)


def _manifest() -> list[dict[str, Any]]:
    """Every case that is one file to be sent."""
    path = CASES / "manifest.json"
    items = json.loads(path.read_text())["items"] if path.exists() else []
    for item in items:
        item["body"] = CASES / "files" / str(item["file"] or item.get("use_body_of"))
    return [item for item in items if item["body"].exists()]


def test_hostile_files_are_refused_or_drawn_anew(ben: Member, as_: SignIn) -> None:
    client = as_(ben)
    for case in _manifest():
        answer = _send(client, case["body"].read_bytes(), case["send_filename"], case["send_content_type"])
        _check(case, answer)
        Upload.objects.all().delete()


def _check(case: dict[str, Any], answer: Any) -> None:
    why = (case["file"], case["why"], answer.content)
    assert answer.status_code in ((201, 400, 422) if case["class"] == "content-type" else (201, 422)), why
    said = case["expect"]
    refused = case["class"] in REFUSED or (said.startswith("refused") and " or " not in said and " when " not in said)
    assert answer.status_code == 422 or not refused, why
    assert answer.status_code == 201 or case["class"] not in ("control", "metadata"), why
    assert answer.status_code == 201 or case["file"] not in PLAIN, why
    if answer.status_code == 422:
        assert answer.json()["error"].endswith(".") and not Upload.objects.exists(), why
    elif answer.status_code == 201:
        upload = Upload.objects.get()
        assert upload.is_file == (case["file"] in PLAIN) and not re.search(r"[\x00-\x1f]", upload.file_name), why
        stored = default_storage.open(upload.path).read()
        if not upload.is_file:
            assert stored[:4] == b"RIFF" and stored[8:12] == b"WEBP", why
            assert b"<script" not in stored and b"<?php" not in stored and b"CANARY" not in stored, why


def test_visitors_suspended_and_silenced_members_upload_nothing(eve: Member, client: Client, as_: SignIn) -> None:
    quiet = a_member(silenced_until=timezone.now() + timedelta(days=1))
    assert _send(client).status_code == 302
    assert _send(as_(eve)).status_code in (302, 403) and _send(as_(quiet)).status_code == 403
    assert not Upload.objects.exists()


def test_no_file_and_too_large_a_file_are_said(ben: Member, as_: SignIn, settings: Any) -> None:
    assert as_(ben).post("/uploads/", {}, headers=JSON).status_code == 422
    assert as_(ben).post("/uploads/", {"picture": "text"}, headers=JSON).status_code == 422
    settings.UPLOAD_LIMIT_BYTES = 50
    answer = _send(as_(ben))
    assert answer.status_code == 413 and "larger than" in answer.json()["error"]


def test_before_it_is_used_a_picture_is_its_owners_alone(ben: Member, mo: Member, client: Client, as_: SignIn) -> None:
    address = _send(as_(ben)).json()["url"]
    answer = as_(ben).get(address)
    assert answer.status_code == 200 and answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff" and "private" in answer["Cache-Control"]
    assert "default-src 'none'" in answer["Content-Security-Policy"] and "sandbox" in answer["Content-Security-Policy"]
    assert client.get(address).status_code == as_(mo).get(address).status_code == 404


def test_a_picture_of_a_private_space_is_nobody_elses(
    private_space: Space, ben: Member, nia: Member, mo: Member, client: Client, as_: SignIn
) -> None:
    thread = a_thread(private_space, by=ben)
    line = _send(as_(ben)).json()["markdown"]
    submit_reply(thread, by=ben, source=f"Look:\n\n{line}", key=uuid.uuid4().hex)
    upload = Upload.objects.get()
    assert upload.post == Post.objects.get(thread=thread, number=2)
    for reader in (client, as_(nia), as_(mo)):
        assert reader.get(upload.get_absolute_url()).status_code == 404
    assert "private" in as_(ben).get(upload.get_absolute_url())["Cache-Control"]
    assert private_space.group
    join(private_space.group, nia)
    assert as_(nia).get(upload.get_absolute_url()).status_code == 200


def test_the_picture_goes_out_of_sight_with_its_post(
    thread: Thread, ben: Member, nia: Member, mo: Member, client: Client, as_: SignIn
) -> None:
    line = _send(as_(ben)).json()["markdown"]
    post = submit_reply(thread, by=ben, source=line, key=uuid.uuid4().hex)
    address = Upload.objects.get().get_absolute_url()
    assert client.get(address)["Cache-Control"].startswith("public")
    post.hide(by=mo, reason="spam")
    assert client.get(address).status_code == as_(nia).get(address).status_code == 404
    assert as_(mo).get(address).status_code == 200


def test_a_wrong_name_opens_nothing(ben: Member, as_: SignIn) -> None:
    upload = Upload.objects.get(pk=_send(as_(ben)).json()["url"].split("/")[3])
    for name in ("x.webp", f"{upload.secret}.png", f"{upload.secret}", "..%2f..%2fsecret_key"):
        assert as_(ben).get(f"/media/u/{upload.pk}/{name}").status_code == 404
    assert as_(ben).get(f"/media/u/{'9' * 30}/{upload.secret}.webp").status_code == 404


def test_nobody_takes_over_the_picture_of_another(thread: Thread, ben: Member, nia: Member, as_: SignIn) -> None:
    line = _send(as_(ben)).json()["markdown"]
    submit_reply(thread, by=nia, source=line, key=uuid.uuid4().hex)
    assert Upload.objects.get().post is None


def test_a_member_of_the_first_week_uploads_twenty_an_hour(nia: Member, as_: SignIn) -> None:
    client = as_(nia)
    codes = [_send(client, _png(8 + n)).status_code for n in range(21)]
    assert codes == [201] * 20 + [429]


def test_unused_pictures_go_after_two_days_unless_a_draft_shows_them(ben: Member, as_: SignIn) -> None:
    kept = Upload.objects.get(pk=_send(as_(ben), _png(9)).json()["url"].split("/")[3])
    gone = Upload.objects.get(pk=_send(as_(ben), _png(10)).json()["url"].split("/")[3])
    keep(ben, "new", version=0, body=kept.markdown, title="")
    assert forget_unused() == 0
    Upload.objects.update(created_at=timezone.now() - timedelta(days=3))
    assert forget_unused() == 1
    assert not default_storage.exists(gone.path) and default_storage.exists(kept.path)


def test_without_a_script_the_page_gives_the_line_to_copy(ben: Member, as_: SignIn) -> None:
    client = as_(ben)
    file = SimpleUploadedFile("rota.png", _png(), content_type="image/png")
    assert client.post("/uploads/", {"picture": file, "alt": "Our [rota]"})["Location"] == "/uploads/"
    page = client.get("/uploads/").content.decode()
    assert "![Our \\[rota\\]](/media/u/" in page


def test_a_browser_that_has_it_is_told_so_only_while_it_may_see_it(thread: Thread, ben: Member, as_: SignIn) -> None:
    client = as_(ben)
    address = _send(client).json()["url"]
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    other = as_(a_member())
    assert other.get(address, headers={"If-None-Match": etag}).status_code == 404
