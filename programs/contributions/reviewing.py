"""Contributions as cases are about them: the version sent last. Editors report them, screening holds them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar

from django.utils.html import linebreaks
from django.utils.translation import gettext_lazy

from community.posts.reviewing import marks_of, signed, state_of
from moderation.review.subjects import Item, Kind
from programs.contributions.addresses import page_of
from programs.contributions.models import Contribution, ContributionVersion

if TYPE_CHECKING:
    from config.lib.audience import Viewer


class Contributions(Kind):
    """What somebody sent to the editors of a call."""

    key = "contribution"
    noun = gettext_lazy("Contribution to a call")
    icon = "pencil"
    contents: ClassVar[tuple[str, ...]] = ("keep", "edit", "hide", "remove")

    def many(self, pks: Collection[int]) -> dict[int, Item]:
        """Two queries for all."""
        rows = Contribution.objects.filter(pk__in=pks).select_related("author", "occurrence__program__space")
        versions = ContributionVersion.objects.filter(contribution__in=pks).order_by("number")
        latest = {version.contribution_id: version for version in versions}
        return {one.pk: _item(one, latest.get(one.pk)) for one in rows}

    def one(self, pk: int) -> Item | None:
        """It stands by itself."""
        return self.many([pk]).get(pk)

    def reportable(self, viewer: Viewer, pk: int) -> Item | None:
        """What the viewer reads as an editor, and is somebody else's."""
        found = Contribution.objects.for_editor(viewer).filter(pk=pk).exclude(author=viewer.pk)
        return self.one(pk) if found.exists() else None

    def seen_by(self, viewer: Viewer, pk: int) -> Item | None:
        """What the viewer edits, or looks at as a moderator."""
        edited, held = Contribution.objects.for_editor(viewer), Contribution.objects.in_review(viewer)
        return self.one(pk) if edited.filter(pk=pk).exists() or held.filter(pk=pk).exists() else None

    def thing(self, pk: int) -> Any:
        """The contribution, locked."""
        rows = Contribution.objects.select_for_update(of=("self",)).select_related("occurrence__program__space")
        return rows.filter(pk=pk).first()


def _item(one: Contribution, version: ContributionVersion | None) -> Item:
    """What was sent; of a draft that never was, nothing is told."""
    call, space = one.occurrence, one.occurrence.program.space
    title, source, credit = (version.title, version.source, version.credit) if version is not None else ("", "", "")
    read = version.html if version is not None else ""
    return Item(
        key=Contributions.key, pk=one.pk, author=one.author, title=title, text=f"{title}\n{source}\n{credit}".strip(),
        html=read + (linebreaks(credit, autoescape=True) if credit else ""), at=one.sent_at or one.at,
        version=signed(title, source, *filter(None, [credit])), url=one.get_absolute_url(),
        state=state_of(one, is_gone=one.is_draft), edit_asked=one.edit_asked_at is not None,
        facts={**marks_of(one), "occurrence": call.pk}, place=call.name, place_url=page_of(call),
        space_id=space.pk if space else None, space_name=space.name if space else "", hue=space.hue if space else 0,
        is_private=space is not None and space.visibility == "private", language=space.language if space else "",
    )  # fmt: skip
