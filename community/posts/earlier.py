"""Earlier versions of posts as cases are about them: each stays in the history, or what it said is hidden there."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar

from django.urls import reverse
from django.utils.html import linebreaks
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.posts.models import Post, Revision
from community.posts.permissions import may_see_history, sees_hidden_versions
from community.posts.reviewing import FIRST_WORDS, signed
from community.spaces.seeing import Visibility
from moderation.review.subjects import Item, Kind

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from config.lib.audience import Viewer
    from members.profiles.models import Member


class Versions(Kind):
    """What a post said before it was changed. Nobody changes it any more: it stays, or it is hidden."""

    key = "version"
    noun = gettext_lazy("Earlier version")
    icon = "history"
    contents: ClassVar[tuple[str, ...]] = ("keep", "hide")
    is_mendable = False

    def many(self, pks: Collection[int]) -> dict[int, Item]:
        """One query for all."""
        return {row.pk: _item(row) for row in _rows().filter(pk__in=pks)}

    def one(self, pk: int) -> Item | None:
        """A version stands by itself."""
        return self.many([pk]).get(pk)

    def reportable(self, viewer: Viewer, pk: int) -> Item | None:
        """None: the post is reported, and the team reads its history."""
        return None

    def seen_by(self, viewer: Viewer, pk: int) -> Item | None:
        """Of the histories in which the viewer reads what is hidden, too."""
        row = _rows().filter(pk=pk, post__in=Post.objects.visible_to(viewer)).first()
        if row is None or not may_see_history(viewer, row.post) or not sees_hidden_versions(viewer, row.post):
            return None
        return _item(row)

    def thing(self, pk: int) -> Any:
        """The version, locked."""
        return Revision.objects.select_for_update(of=("self",)).select_related("post").filter(pk=pk).first()

    def remove(self, pk: int, *, by: Member | None, reason: str) -> bool:
        """A version goes with its post alone; this hides it."""
        return self.hide(pk, by=by, reason=reason)

    def hold(self, pk: int, *, by: Member | None) -> bool:
        """A version is not held."""
        return False

    def approve(self, pk: int, *, by: Member | None) -> bool:
        """A version is not held."""
        return False

    def ask_for_edit(self, pk: int, *, by: Member | None) -> bool:
        """A version is not changed any more."""
        return False

    def forget_edit(self, pk: int, *, by: Member | None) -> bool:
        """A version is not changed any more."""
        return False


def _rows() -> QuerySet[Revision]:
    found: QuerySet[Revision] = Revision.objects.select_related("author", "post__author", "post__thread__space")
    return found


def _item(row: Revision) -> Item:
    post, thread, space = row.post, row.post.thread, row.post.thread.space
    hidden = row.hidden_at is not None
    return Item(
        key=Versions.key,
        pk=row.pk,
        author=row.author or post.author,
        title=row.title or Truncator(" ".join(row.source.split())).chars(FIRST_WORDS),
        text=row.source,
        html=linebreaks(row.source, autoescape=True),
        at=row.at,
        version=signed(row.version, row.title, row.source),
        url=f"{reverse('post_history', args=[post.pk])}#version-{row.version}",
        place=thread.known_title,
        place_url=thread.get_absolute_url(),
        space_id=space.pk,
        space_name=space.name,
        hue=space.hue,
        is_private=space.visibility == Visibility.PRIVATE,
        language=thread.language or space.language,
        state="hidden" if hidden else "",
        notes=((_("Version"), str(row.version)),),
        facts={"hidden": hidden, "removed": False, "held": False, "post": post.pk},
    )
