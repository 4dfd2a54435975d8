"""Which posts show which addresses as cards.

A post gets its card when a worker writes it out anew, also where the address was known before: a card that stood there
at once would tell whoever types an address that somebody else has written it, perhaps in a private space.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from config.lib.markup import Card

if TYPE_CHECKING:
    from community.posts.models import Post
    from community.previews.models import Preview
    from community.spaces.models import Space


def use_previews(post: Post, addresses: Collection[str]) -> None:
    """Remember the addresses that stand alone in this post, and let them be asked; inside a transaction."""
    from community.previews.models import ADDRESS_MAX, Preview, PreviewRule, PreviewUse

    wanted = [address for address in addresses if len(address) <= ADDRESS_MAX and address.isascii()]
    if wanted and not PreviewRule.current().allows(post.thread.space):
        wanted = []
    # In the order of the addresses, so that two posts with the same ones do not wait for each other.
    Preview.objects.bulk_create([Preview(address=address) for address in sorted(wanted)], ignore_conflicts=True)
    found = _locked(wanted) if wanted else []
    if post.version > 1:
        PreviewUse.objects.filter(post=post).exclude(preview__in=found).delete()
    if found:
        now = timezone.now()
        uses = [PreviewUse(post=post, preview=one, owed_at=now if one.title else None) for one in found]
        PreviewUse.objects.bulk_create(uses, ignore_conflicts=True)
        Preview.objects.stale().filter(pk__in=[one.pk for one in found]).update(due_at=now)
        transaction.on_commit(_ring)


def _locked(addresses: Collection[str]) -> list[Preview]:
    from community.previews.models import Preview

    found = Preview.objects.filter(address__in=addresses).order_by("address").select_for_update(no_key=True)
    return list(found)


def _ring() -> None:
    from community.previews.tasks import ring

    ring()


def cards_of(post: Post, addresses: Collection[str], space: Space) -> dict[str, Card]:
    """The cards that this post shows, by address: of those that were asked for it and not removed."""
    from community.previews.models import Preview, PreviewRule, PreviewUse

    uses = PreviewUse.objects.filter(post=post, removed_at=None)
    shown = Preview.objects.shown().filter(address__in=addresses)
    found = list(uses.filter(preview__in=shown).select_related("preview"))
    if not found or not PreviewRule.current().allows(space):
        return {}
    each = [(use.preview, use.picture_url) for use in found]
    return {one.address: Card(one.title, one.words, one.site, picture) for one, picture in each}
