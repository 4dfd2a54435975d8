"""Guides as cases are about them; the second look before one is published is another thing (reviewing.py)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.guides.models import Guide
from community.posts.pictures import linked
from community.posts.reviewing import marks_of, notes_of_files, signed, state_of
from community.spaces.seeing import Visibility
from community.uploads.models import Upload
from moderation.review.subjects import Item, Kind

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from config.lib.audience import Viewer


class Guides(Kind):
    """Guides; who answers for one is who a case about it is about."""

    key = "guide"
    noun = gettext_lazy("Guide")
    icon = "book-open"
    contents: ClassVar[tuple[str, ...]] = ("keep", "edit", "hide", "remove")

    def many(self, pks: Collection[int]) -> dict[int, Item]:
        """Two queries for all, one more for their sources."""
        guides, files = list(_rows().filter(pk__in=pks)), defaultdict(list)
        for upload in Upload.objects.filter(guide__in=guides).order_by("pk"):
            files[upload.guide_id].append(upload)
        return {guide.pk: _item(guide, files[guide.pk]) for guide in guides}

    def one(self, pk: int) -> Item | None:
        """A guide stands by itself: nothing is before it or after it."""
        return self.many([pk]).get(pk)

    def reportable(self, viewer: Viewer, pk: int) -> Item | None:
        """What readers find and is somebody else's; not a draft."""
        found = Guide.objects.visible_to(viewer).filter(pk=pk, published_at__isnull=False, hidden_at=None, held_at=None)
        if viewer.is_authenticated:
            found = found.exclude(owner=viewer).exclude(editors=viewer)
        return self.many([pk]).get(pk) if found.exists() else None

    def seen_by(self, viewer: Viewer, pk: int) -> Item | None:
        """Those the viewer may open; drafts stay with who writes them."""
        found = Guide.objects.visible_to(viewer).filter(pk=pk, published_at__isnull=False)
        return self.many([pk]).get(pk) if found.exists() else None

    def thing(self, pk: int) -> Any:
        """The guide, locked."""
        return Guide.objects.select_for_update(of=("self",)).select_related("space").filter(pk=pk).first()


def _rows() -> QuerySet[Guide]:
    found: QuerySet[Guide] = Guide.objects.select_related("owner", "created_by", "space").prefetch_related("sources")
    return found


def _item(guide: Guide, files: list[Upload]) -> Item:
    space = guide.space
    sizes = {one.pk: (one.width, one.height, one.thumbs or ()) for one in files}
    notes = [(_("Short answer"), guide.summary)] if guide.summary else []
    outside = [f"{one.title} {one.url}".strip() for one in guide.sources.all() if one.url]
    if outside:
        notes.append((_("Sources"), " · ".join(outside)))
    pictures = [(one.pk, one.file_name, one.alt) for one in files]
    return Item(
        key=Guides.key,
        pk=guide.pk,
        author=guide.owner or guide.created_by,
        title=guide.title,
        text="\n\n".join(filter(None, [guide.summary, guide.text])),
        html=linked(guide.html, sizes),
        at=guide.edited_at or guide.created_at,
        version=f"{guide.version}-{signed(guide.title, guide.summary, guide.source, outside, pictures)}",
        url=guide.get_absolute_url(),
        place=space.name if space is not None else _("Guides"),
        place_url=space.get_absolute_url() if space is not None else "",
        space_id=space.pk if space is not None else None,
        space_name=space.name if space is not None else "",
        hue=space.hue if space is not None else 0,
        is_private=space is not None and space.visibility == Visibility.PRIVATE,
        language=guide.language or (space.language if space is not None else ""),
        state=state_of(guide, is_gone=False),
        edit_asked=guide.edit_asked_at is not None,
        notes=(*notes, *notes_of_files(files)),
        facts=marks_of(guide),
    )
