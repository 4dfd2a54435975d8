"""Entries as cases are about them. Whoever reports one learns of its author no more than its page tells."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import QuerySet
from django.utils.html import linebreaks
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.posts.reviewing import FIRST_WORDS, marks_of, signed, state_of
from moderation.review.subjects import Item, Kind
from programs.challenges.addresses import page_of
from programs.challenges.models import ChallengeEntry
from programs.challenges.permissions import judge_of, sees_names
from programs.challenges.showing import without_name

if TYPE_CHECKING:
    from config.lib.audience import Viewer


class Entries(Kind):
    """What somebody entered, or one check-in."""

    key = "challenge_entry"
    noun = gettext_lazy("Entry of a challenge")
    icon = "target"
    contents: ClassVar[tuple[str, ...]] = ("keep", "edit", "hide", "remove")

    def many(self, pks: Collection[int]) -> dict[int, Item]:
        """One query for all."""
        return {one.pk: _item(one) for one in _rows().filter(pk__in=pks)}

    def one(self, pk: int) -> Item | None:
        """It stands by itself."""
        return self.many([pk]).get(pk)

    def reportable(self, viewer: Viewer, pk: int) -> Item | None:
        """What everybody reads and is somebody else's."""
        found = _rows().filter(pk__in=ChallengeEntry.objects.visible_to(viewer).open().filter(pk=pk))
        entry = (found.exclude(author=viewer) if viewer.is_authenticated else found).first()
        return _as_seen(viewer, entry) if entry is not None else None

    def seen_by(self, viewer: Viewer, pk: int) -> Item | None:
        """Of the challenges the viewer sees."""
        entry = _rows().filter(pk__in=ChallengeEntry.objects.visible_to(viewer).filter(pk=pk)).first()
        return _as_seen(viewer, entry) if entry is not None else None

    def thing(self, pk: int) -> Any:
        """The entry, locked."""
        rows = ChallengeEntry.objects.select_for_update(of=("self",)).select_related(
            "challenge__occurrence__program__space"
        )
        return rows.filter(pk=pk).first()


def _rows() -> QuerySet[ChallengeEntry]:
    found: QuerySet[ChallengeEntry] = ChallengeEntry.objects.select_related(
        "author", "challenge__occurrence__program__space"
    )
    return found


def _as_seen(viewer: Viewer, entry: ChallengeEntry) -> Item:
    """Its author is named to the machine, so that a case is about somebody, but not shown, nor named by the title."""
    item = _item(entry)
    if sees_names(viewer, entry.challenge, judge_of(viewer, entry.challenge)):
        return item
    return replace(item, is_nameless=True, title=without_name(item.title, entry.author))


def _item(one: ChallengeEntry) -> Item:
    occurrence = one.challenge.occurrence
    space = occurrence.program.space
    words = f"{one.title}\n{one.words}".strip()
    notes = ((_("Picture"), _("one")),) if one.picture else ()
    return Item(
        key=Entries.key, pk=one.pk, author=one.author, title=one.title or Truncator(one.words).chars(FIRST_WORDS),
        text=words, html=linebreaks(one.words, autoescape=True), at=one.at, version=signed(words, one.picture),
        url=one.get_absolute_url(), state=state_of(one, is_gone=one.withdrawn_at is not None),
        edit_asked=one.edit_asked_at is not None, notes=notes,
        facts={**marks_of(one), "occurrence": occurrence.pk, "number": one.number},
        place=occurrence.name, place_url=page_of(occurrence), space_id=space.pk if space else None,
        space_name=space.name if space else "", hue=space.hue if space else 0,
        is_private=space is not None and space.visibility == "private", language=space.language if space else "",
    )  # fmt: skip
