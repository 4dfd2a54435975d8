"""Guides can be searched; they stand before the threads, and lead what is offered while a title is typed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.db.models import Exists as There
from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.guides.models import Guide
from community.search.registry import Find, Mark, Words, register, register_shelf
from config.lib.markup import MARKUP_VERSION

if TYPE_CHECKING:
    from config.lib.audience import Viewer

GUIDE = "guide"


class GuideDocuments:
    """Published guides, with their short answers."""

    kind = GUIDE
    version = MARKUP_VERSION

    def read(self, object_ids: Iterable[int]) -> list[Words]:
        """The words of those that readers find, locked, so that of two writers the later one sees the newer text."""
        guides = Guide.objects.listed().filter(pk__in=object_ids).order_by("pk")
        return [_words(one) for one in guides.select_for_update(of=("self",), no_key=True)]

    def ids_between(self, first: int, last: int) -> list[int]:
        """Ids from one to another, drafts included."""
        return list(Guide.objects.filter(pk__range=(first, last)).order_by("pk").values_list("pk", flat=True))

    def ends(self) -> tuple[int | None, int | None]:
        """The first and the last guide."""
        ids = Guide.objects.order_by("pk").values_list("pk", flat=True)
        return ids.first(), ids.last()

    def readable(self) -> Q:
        """Documents whose guide is found by readers of its place."""
        return Q(There(Guide.objects.listed().filter(pk=OuterRef("object_id"))))


class GuideShelf:
    """How guides stand among the results."""

    kind = GUIDE
    label = gettext_lazy("Guides")
    icon = "book-open"
    asks = "kind:guide"

    def readable_in(self, space_ids: frozenset[int]) -> Q:
        """Documents whose guide somebody who sees these spaces may read at this moment."""
        return Q(There(Guide.objects.listed().in_spaces(space_ids).filter(pk=OuterRef("object_id"))))

    def finds(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Find]:
        """How to show them, by id; one query."""
        guides = Guide.objects.visible_to(viewer).listed().filter(pk__in=ids).for_listing()
        return {guide.pk: _find(guide) for guide in guides}


def _words(guide: Guide) -> Words:
    assert guide.published_at is not None
    return Words(
        object_id=guide.pk,
        thread_id=None,
        number=0,
        space_id=guide.space_id,
        author_id=guide.owner_id,
        created_at=guide.published_at,
        title=guide.title,
        text="\n".join(filter(None, [guide.summary, guide.text])),
        has_image='<img src="/media/u/' in guide.html,
        language=guide.language,
    )


def _find(guide: Guide) -> Find:
    marks = [Mark(_("Not checked lately"), "warn", "hourglass")] if guide.is_stale else []
    return Find(
        title=guide.title,
        url=guide.get_absolute_url(),
        summary=guide.summary,
        place=guide.space.name if guide.space else "",
        hue=guide.space.hue if guide.space else None,
        author=guide.owner,
        at=guide.checked_at or guide.published_at,
        marks=marks,
        solved_url=reverse("guide_solved", args=[guide.address]),
    )


register(GuideDocuments())
register_shelf(GuideShelf())
