"""Pictures in guides: each belongs to the first guide that shows it, and whoever reads the guide sees it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils import timezone

from community.uploads.models import Upload

if TYPE_CHECKING:
    from community.guides.models import Guide
    from community.posts.pictures import Sizes
    from members.profiles.models import Member

MOST = 40
_PICTURE = re.compile(r"/media/u/([1-9][0-9]{0,17})/([A-Za-z0-9_-]{1,32})\.")


def use_uploads_in_guide(guide: Guide, *, by: Member) -> None:
    """Give the writer's unused pictures that this guide names to it; those of others stay what they are."""
    named = dict(_PICTURE.findall(guide.source)[:MOST])
    if named:
        mine = Upload.objects.unused().filter(pk__in=named, secret__in=named.values(), owner=by)
        mine.update(guide=guide, used_at=timezone.now())


def sizes_in(html: str) -> Sizes:
    """Width and height of the pictures in a text, so that it stays still while they come; one query if it has some."""
    ids = {int(pk) for pk, _secret in _PICTURE.findall(html)[:MOST]}
    rows = Upload.objects.filter(pk__in=ids).values_list("pk", "width", "height") if ids else []
    return {pk: (width, height) for pk, width, height in rows}
