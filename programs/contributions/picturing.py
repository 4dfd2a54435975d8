"""Pictures and files of contributions: kept, and seen by the editors, until a thread or a guide shows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from community.uploads.elsewhere import register
from community.uploads.models import Upload
from programs.contributions.models import Contribution, ContributionPicture

if TYPE_CHECKING:
    from config.lib.audience import Viewer

MOST = 20
_PICTURE = re.compile(r"/media/u/([1-9][0-9]{0,17})/([A-Za-z0-9_-]{1,32})\.")


def keep_pictures(one: Contribution, source: str) -> None:
    """Keep its author's unused uploads that the text names; those of others stay what they are."""
    named = dict(_PICTURE.findall(source)[:MOST])
    if named:
        mine = Upload.objects.unused().filter(pk__in=named, secret__in=named.values(), owner_id=one.author_id)
        rows = [ContributionPicture(contribution=one, upload=upload) for upload in mine]
        ContributionPicture.objects.bulk_create(rows, ignore_conflicts=True)


def _kept() -> Q:
    return Q(Exists(ContributionPicture.objects.filter(upload=OuterRef("pk"))))


def _seen(viewer: Viewer) -> Q:
    """What was published goes by its post or guide alone."""
    edited, looked_at = Contribution.objects.for_editor(viewer), Contribution.objects.in_review(viewer)
    those = Q(contribution__in=edited.values("pk")) | Q(contribution__in=looked_at.values("pk"))
    rows = ContributionPicture.objects.filter(those, upload=OuterRef("pk"))
    return Q(Exists(rows), post=None, guide=None)


register(_kept, _seen)
