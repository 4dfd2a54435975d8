"""A picture belongs to the first post that shows it; from then on whoever sees the post sees the picture."""

from __future__ import annotations

import re

from django.utils import timezone

from community.posts.models import Post
from community.uploads.models import Upload

MOST = 20
_PICTURE = re.compile(r"/media/u/([1-9][0-9]{0,17})/([A-Za-z0-9_-]{1,32})\.")


def use_uploads(post: Post) -> None:
    """Give the author's unused pictures that this post names to it; those of others stay what they are."""
    named = dict(_PICTURE.findall(post.source)[:MOST])
    if named:
        mine = Upload.objects.unused().filter(pk__in=named, secret__in=named.values(), owner_id=_writer(post))
        mine.update(post=post, used_at=timezone.now())


def _writer(post: Post) -> int | None:
    return post.edited_by_id or post.author_id
