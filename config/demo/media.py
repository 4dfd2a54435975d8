"""Files and link previews of the demo community; nothing is asked for on the internet."""

from __future__ import annotations

import hashlib
import io
import re
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from community.posts.models import Post
from community.posts.writing import rendered_into
from community.previews.models import Preview, PreviewUse
from community.uploads.models import FILE, Upload
from config.demo.drawing import draw
from config.lib.pictures import read_picture

_FILE = re.compile(r"(\[([^\]]+)\]\(demo:([a-z-]+)\.csv\))")
_SHEETS = {
    "rota-autumn": "week;opens;tea;locks up\n45;Mira;Dara;Piotr\n46;Henna;Piotr;Mira\n47;Dara;;Henna\n48;Piotr;Mira;\n",
}
_BEHIND = {
    "https://en.wikipedia.org/wiki/Talkoot": (
        "Talkoot",
        "A gathering of friends and neighbours to get a job done together: a roof, a harvest, a spring cleaning.",
        "en.wikipedia.org",
        "repair-table",
    ),
}
_NAME = "demo-{}-picture"


def put_in(now: datetime) -> None:
    """Turn named files into real ones, and links that are known here into cards."""
    for post in Post.objects.filter(source__contains="](demo:").select_related("thread__space", "author"):
        for whole, label, name in _FILE.findall(post.source):
            post.source = post.source.replace(whole, _attach(post, label, name).markdown)
        _write(post)
    for address, (title, words, site, drawing) in _BEHIND.items():
        preview = Preview.objects.create(
            address=address, title=title, words=words, site=site, fetched_at=now, due_at=None,
            picture=_NAME.format(drawing),
        )  # fmt: skip
        small = read_picture(io.BytesIO(draw(drawing)), max_side=480)
        default_storage.delete(preview.path)
        default_storage.save(preview.path, ContentFile(small.data))
        for post in Post.objects.filter(source__contains=address).select_related("thread__space"):
            PreviewUse.objects.create(post=post, preview=preview)
            _write(post)


def _write(post: Post) -> None:
    rendered_into(post, post.source)
    post.save(update_fields=["source", "html", "text"])


def _attach(post: Post, label: str, name: str) -> Upload:
    data = _SHEETS[name].encode()
    upload = Upload.objects.create(
        owner=post.author, post=post, sha=hashlib.sha256(data).hexdigest(), extension="csv", kind=FILE, width=0,
        height=0, size=len(data), file_name=f"{label}.csv", created_at=post.created_at, used_at=post.created_at,
        thumbs_due_at=None,
    )  # fmt: skip
    default_storage.save(upload.path, ContentFile(data))
    return upload
