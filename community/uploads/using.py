"""A picture belongs to the first post or guide that shows it; from then on whoever sees that sees the picture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils import timezone

from community.uploads.models import Upload
from members.messages.attaching import find_by

if TYPE_CHECKING:
    from community.guides.models import Guide
    from community.posts.models import Post
    from community.posts.pictures import Sizes
    from members.profiles.models import Member

MOST_IN_POST, MOST_IN_GUIDE = 20, 40
_PICTURE = re.compile(r"/media/u/([1-9][0-9]{0,17})/([A-Za-z0-9_-]{1,32})\.")


def use_uploads(post: Post) -> None:
    """Give the unused pictures of its last writer that this post names to it; those of others stay what they are."""
    _use(post.source, MOST_IN_POST, post.edited_by_id or post.author_id, post=post)


def use_uploads_in_guide(guide: Guide, *, by: Member) -> None:
    """Give the writer's unused pictures that this guide names to it; those of others stay what they are."""
    _use(guide.source, MOST_IN_GUIDE, by.pk, guide=guide)


def used_in_message(source: str, writer: int) -> list[int]:
    """Ids of the writer's unused pictures that a message names."""
    named = dict(_PICTURE.findall(source)[:MOST_IN_POST])
    mine = Upload.objects.unused().filter(pk__in=named, secret__in=named.values(), owner_id=writer)
    return list(mine.values_list("pk", flat=True)) if named else []


find_by(used_in_message)


def _use(source: str, most: int, writer: int | None, **shown_by: Post | Guide) -> None:
    named = dict(_PICTURE.findall(source)[:most])
    if named:
        mine = Upload.objects.unused().filter(pk__in=named, secret__in=named.values(), owner_id=writer)
        mine.update(**shown_by, used_at=timezone.now())


def sizes_in_guide(html: str) -> Sizes:
    """Width and height of the pictures in a guide, so that it stays still while they come; one query if it has some."""
    named = {int(pk): secret for pk, secret in _PICTURE.findall(html)[:MOST_IN_GUIDE]}
    rows = Upload.objects.filter(pk__in=named).values_list("pk", "secret", "width", "height") if named else []
    # Whoever writes an address without knowing it learns nothing of the picture behind it.
    return {pk: (width, height) for pk, secret, width, height in rows if secret == named[pk]}
