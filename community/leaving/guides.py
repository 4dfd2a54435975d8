"""Guides of somebody who leaves, and their name in the guides of others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.db.models import Exists, OuterRef, Q

from community.guides.models import Guide, GuideRevision
from community.guides.searching import GUIDE
from community.guides.writing import keep_links, rendered_into
from community.search.forgetting import forget_words
from community.search.indexing import write
from community.search.spelling import occurring
from community.uploads.models import Upload
from members.activity.log import record
from members.privacy.erasers import Eraser, Leaver

BATCH = 20
TITLE = Guide._meta.get_field("title").max_length
SUMMARY = Guide._meta.get_field("summary").max_length


class Guides(Eraser):
    """Erases guides that nobody else has written; others are the community's, and stay without the name."""

    key = "guides"
    touches: ClassVar[frozenset[str]] = frozenset(
        {"community.Guide.created_by", "community.Guide.owner", "community.GuideRevision.author"}
    )

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        if not leaver.erases_words:
            return None
        by_others = GuideRevision.objects.filter(guide=OuterRef("pk")).exclude(author=leaver.member.pk)
        own = Guide.objects.filter(Q(edited_by=None) | Q(edited_by=leaver.member), created_by=leaver.member)
        guides = list(own.exclude(Exists(by_others)).order_by("pk")[:BATCH])
        for guide in guides:
            for upload in Upload.objects.filter(guide=guide):
                upload.erase_files()
                upload.delete()
            words = occurring(f"{guide.title} {guide.summary} {guide.text}")
            number = guide.pk
            guide.delete()
            write(GUIDE, [number])
            forget_words(words)
        return after if guides else None


class NamesInGuides(Eraser):
    """Takes the name out of guides, and the leaver's words out of quotes if they are to go."""

    key = "names-in-guides"

    def step(self, leaver: Leaver, after: int) -> int | None:
        """Do the next batch."""
        who = leaver.who
        named = Guide.objects.filter(who.named_in("source", "title", "summary"), pk__gt=after).order_by("pk")
        guides = list(named.select_related("space").select_for_update(of=("self",))[:BATCH])
        for guide in guides:
            words = occurring(f"{guide.title} {guide.summary} {guide.text}")
            title = who.taken_out_of(guide.title)[:TITLE]
            if title != guide.title:
                guide.title, guide.slug = title, f"-{guide.pk}"
                guide.former_slugs.all().delete()  # they may hold the name
            guide.summary = who.taken_out_of(guide.summary)[:SUMMARY]
            resolver = rendered_into(guide, leaver.without_names(guide.source))
            guide.save()
            keep_links(guide, resolver.pointed)
            record("guide.rendered_anew", subject=guide)
            write(GUIDE, [guide.pk])
            forget_words(words)
        return guides[-1].pk if guides else None


def write_anew(ids: Iterable[int]) -> None:
    """Write guides out anew, because a title they name is another one."""
    for guide in Guide.objects.filter(pk__in=list(ids)).select_for_update(of=("self",)).select_related("space"):
        rendered_into(guide, guide.source)
        guide.save(update_fields=["html", "text", "markup_version"])
        record("guide.rendered_anew", subject=guide)
        write(GUIDE, [guide.pk])


def rewrite(guide: Guide, source: str) -> None:
    """Keep other addresses in a guide, rendered, and let it be found by its present words."""
    words = occurring(guide.text)
    keep_links(guide, rendered_into(guide, source).pointed)
    guide.save(update_fields=["source", "html", "text", "markup_version"])
    record("guide.rendered_anew", subject=guide)
    write(GUIDE, [guide.pk])
    forget_words(words)
