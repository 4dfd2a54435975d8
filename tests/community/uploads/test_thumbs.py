"""Small copies of pictures: drawn once by a worker, given to those who see the picture, shown where they fit."""

import contextlib
import io
import json
import resource
import time
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
from community.posts.pictures import linked
from community.spaces.models import Space
from community.threads.models import Thread
from community.uploads import thumbs
from community.uploads.models import Upload
from community.uploads.storing import store
from community.uploads.thumbs import draw_due, draw_next
from config.lib.pictures import PictureRefused, read_picture
from members.profiles.models import Member
from tests.factories import a_thread
from tests.peers import CASES

SignIn = Callable[[object], Client]


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def _upload(by: Member, width: int = 700) -> Upload:
    out = io.BytesIO()
    Image.new("RGB", (width, width // 2), (20, 90, width % 255)).save(out, "PNG")
    return store(SimpleUploadedFile("a.png", out.getvalue()), by=by)


def test_a_worker_draws_each_picture_once(ben: Member) -> None:
    upload, small = _upload(ben), _upload(ben, 300)
    assert draw_due(20) == 2 and not draw_next()
    upload.refresh_from_db()
    small.refresh_from_db()
    assert (upload.thumbs, small.thumbs) == ([320, 640], [])
    for width in (320, 640):
        for form in ("avif", "webp"):
            with Image.open(default_storage.open(upload.thumb_path(width, form))) as image:
                assert (image.size, image.format) == ((width, width // 2), form.upper()) and not image.getexif()
    upload.erase()
    assert not default_storage.exists(upload.thumb_path(320, "avif"))


def test_a_picture_that_cannot_be_drawn_is_left_alone_after_three_tries(ben: Member) -> None:
    upload = _upload(ben)
    default_storage.delete(upload.path)
    for _try in range(3):
        assert draw_next() and not draw_next()
        Upload.objects.exclude(thumbs_due_at=None).update(thumbs_due_at=timezone.now() - timedelta(minutes=1))
    assert not draw_next() and Upload.objects.get().thumbs is None


def test_a_picture_that_is_erased_while_it_is_drawn_leaves_no_copy_behind(
    ben: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = _upload(ben)

    def drawn_meanwhile(mine: Upload) -> list[int]:
        widths = draw(mine)
        Upload.objects.get(pk=upload.pk).erase()
        return widths

    draw = thumbs._draw
    monkeypatch.setattr(thumbs, "_draw", drawn_meanwhile)
    assert draw_next() and not draw_next()
    assert default_storage.listdir(f"u/{upload.secret[:2]}")[1] == [] and not Upload.objects.exists()


def test_small_copies_go_where_the_picture_goes(
    private_space: Space, thread: Thread, ben: Member, nia: Member, client: Client, as_: SignIn
) -> None:
    hidden, shown = _upload(ben), _upload(ben, 701)
    draw_due(20)
    submit_reply(a_thread(private_space, by=ben), by=ben, source=f"x {hidden.markdown}", key=uuid.uuid4().hex)
    submit_reply(thread, by=ben, source=f"y {shown.markdown}", key=uuid.uuid4().hex)
    path = hidden.get_absolute_url().replace(".webp", "-320.avif")
    assert client.get(path).status_code == as_(nia).get(path).status_code == 404
    answer = as_(ben).get(path)
    assert answer["Content-Type"] == "image/avif" and answer["Cache-Control"] == "private, max-age=31536000, immutable"
    path = shown.get_absolute_url().replace(".webp", "-640.webp")
    answer = client.get(path)
    assert answer["Content-Type"] == "image/webp" and answer["Cache-Control"].startswith(
        "public, s-maxage=60, max-age=31"
    )
    assert client.get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    for wrong in ("-641.webp", "-640.png", "-1280.webp", "-640.avif.webp"):
        assert client.get(shown.get_absolute_url().replace(".webp", wrong)).status_code == 404
    page = client.get(f"{thread.get_absolute_url()}?page=1").text
    assert "-320.avif 320w, " in page and 'width="701" height="350"' in page and "/media/u/" in page


def test_pages_offer_them_for_the_width_at_which_they_are_shown() -> None:
    image = '<img src="/media/u/7/abc.webp" alt="x" loading="lazy" decoding="async">'
    alone = linked(f"<p>{image}</p>", {7: (900, 600, [320, 640])})
    assert (
        '<picture><source type="image/avif" srcset="/media/u/7/abc-320.avif 320w, /media/u/7/abc-640.avif 640w"'
        in alone
    )
    assert 'srcset="/media/u/7/abc-320.webp 320w, /media/u/7/abc-640.webp 640w, /media/u/7/abc.webp 900w"' in alone
    assert 'sizes="(min-width: 720px) 640px, 92vw"' in alone and 'width="900" height="600"' in alone
    row = linked(f'<div class="gallery" role="group">{image}</div><p>{image}</p>', {7: (900, 600, [320])})
    assert row.count("320px, 46vw") == row.count("640px, 92vw") == 2
    assert "srcset" not in linked(image, {7: (900, 600, [])}) and "srcset" not in linked(image, {7: (900, 600)})


def _bombs() -> list[str]:
    path = CASES / "upload" / "manifest.json"
    items = json.loads(path.read_text())["items"] if path.exists() else []
    return [item["file"] for item in items if item["class"] == "decompression-bomb" and item["file"]]


@pytest.mark.skipif(not CASES.exists(), reason="the cases from outside are not on this machine")
def test_bombs_are_refused_at_once_and_with_little_memory() -> None:
    folder = CASES / "upload" / "files"
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name in _bombs():
        begun = time.monotonic()
        with contextlib.suppress(PictureRefused):
            assert read_picture(io.BytesIO((folder / name).read_bytes())).width <= 2000, name
        assert time.monotonic() - begun < 0.2, name
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 * 1024
