"""The demo community's illustrations become real uploads of the members who show them."""

from __future__ import annotations

import hashlib
import io
import re
from functools import cache

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from community.posts.models import Post
from community.uploads.models import Upload
from config.demo.drawing import draw
from config.lib.pictures import Picture, read_picture

_SHOWN = re.compile(r"!\[([^\]]*)\]\(demo:([a-z-]+)\)")


@cache
def _picture(name: str) -> Picture:
    """An illustration, re-encoded as every upload is."""
    return read_picture(io.BytesIO(draw(name)))


def illustrate(post: Post) -> None:
    """Put real pictures where the post's source names demo ones."""
    post.source = _SHOWN.sub(lambda match: _upload(post, match[1], match[2]).markdown, post.source)


def _upload(post: Post, alt: str, name: str) -> Upload:
    picture = _picture(name)
    upload = Upload.objects.create(
        owner=post.author,
        post=post,
        sha=hashlib.sha256(picture.data).hexdigest(),
        extension=picture.extension,
        kind=picture.kind,
        width=picture.width,
        height=picture.height,
        size=len(picture.data),
        file_name=f"{name}.{picture.extension}",
        alt=alt,
        created_at=post.created_at,
        used_at=post.created_at,
    )
    default_storage.save(upload.path, ContentFile(picture.data))
    return upload
