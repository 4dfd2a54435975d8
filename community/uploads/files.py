"""Files in posts that are no pictures: what a link to one says about it."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Q

from config.lib.markup import Filed
from config.lib.numbers import as_size

if TYPE_CHECKING:
    from community.posts.models import Post
    from config.lib.audience import Viewer


def files_of(
    post: Post | None, wanted: Collection[tuple[int, str]], *, by: Viewer | None
) -> dict[tuple[int, str], Filed]:
    """Kind and size of the files that this post has, or that its writer has not used yet, by id and secret."""
    from community.uploads.models import FILE, Upload

    mine = Q(post=post.pk) if post is not None else Q(pk__in=[])
    if by is not None and by.is_authenticated:
        mine |= Q(owner=by, post=None, guide=None)
    found = Upload.objects.filter(mine, kind=FILE, pk__in=[pk for pk, _secret in wanted])
    known = {(one.pk, one.secret): one for one in found}
    return {key: Filed(one.extension.upper(), as_size(one.size)) for key, one in known.items() if key in wanted}
