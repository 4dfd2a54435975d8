"""Entries of challenges can be searched; while judging is blind, no way of finding one tells whose it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Exists as There
from django.db.models import OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.following.models import Silence
from community.search.indexing import write
from community.search.registry import Find, Mark, Words, register, register_shelf
from config.lib.markup import MARKUP_VERSION
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from programs.challenges.models import ChallengeEntry
from programs.challenges.showing import without_name
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from config.lib.audience import Viewer

KIND = "entry"


def _listed() -> QuerySet[Any]:
    """What readers of its space find: made things that take part. Check-ins are notes of a day, and are not found."""
    planned = {"program__planned_at__isnull": False, "program__is_public": True}
    places = {f"challenge__occurrence__{name}": value for name, value in planned.items()}
    found: QuerySet[Any] = ChallengeEntry.objects.standing().filter(day=None, **places)
    return found


class EntryDocuments:
    """Entries, in the words that everybody reads now."""

    kind = KIND
    version = MARKUP_VERSION

    def read(self, object_ids: Iterable[int]) -> list[Words]:
        """The words of those that readers find, locked, so that of two writers the later one sees the newer text."""
        rows = _listed().filter(pk__in=object_ids).order_by("pk")
        rows = rows.select_related("author", "challenge__occurrence__program__space")
        return [_words(one) for one in rows.select_for_update(of=("self", "challenge"), no_key=True)]

    def ids_between(self, first: int, last: int) -> list[int]:
        """Ids from one to another."""
        return list(ChallengeEntry.objects.filter(pk__range=(first, last)).order_by("pk").values_list("pk", flat=True))

    def ends(self) -> tuple[int | None, int | None]:
        """The first and the last entry."""
        ids = ChallengeEntry.objects.order_by("pk").values_list("pk", flat=True)
        return ids.first(), ids.last()

    def readable(self) -> Q:
        """Documents whose entry is found by readers of its space."""
        return Q(There(_listed().filter(pk=OuterRef("object_id"))))


class EntryShelf:
    """How they stand among the results."""

    kind = KIND
    label = gettext_lazy("Entries of challenges")
    icon = "target"
    asks = "kind:entry"

    def readable_in(self, space_ids: frozenset[int]) -> Q:
        """Documents whose entry somebody who sees these spaces may read at this moment."""
        space = "challenge__occurrence__program__space"
        inside = Q(**{f"{space}__in": space_ids}) | Q(**{space: None})
        return Q(There(_listed().filter(inside, pk=OuterRef("object_id"))))

    def finds(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Find]:
        """How to show them, by id; one query, and one more where names are told."""
        rows = _listed().filter(pk__in=ids, challenge__occurrence__in=Occurrence.objects.visible_to(viewer))
        found = list(rows.select_related("author", "win", "challenge__occurrence__program__space"))
        told = {one.author_id for one in found if not one.challenge.hides_names} - {None}
        if told and viewer.is_authenticated:
            # Where names are hidden, what is missing would tell whose it is.
            told = set(Silence.objects.filter(member=viewer.pk, other__in=told).values_list("other_id", flat=True))
            found = [one for one in found if one.challenge.hides_names or one.author_id not in told]
        return {one.pk: _find(one) for one in found}


def _words(one: ChallengeEntry) -> Words:
    """Blind: without the name in the words, without an author for `by:`, and as old as the challenge for `after:`."""
    challenge, occurrence = one.challenge, one.challenge.occurrence
    space, hidden = occurrence.program.space, one.author if challenge.hides_names else None
    return Words(
        object_id=one.pk, thread_id=None, number=0, space_id=space.pk if space else None,
        author_id=None if challenge.hides_names else one.author_id,
        created_at=challenge.announced_at if challenge.hides_names else one.at,
        title=without_name(one.title, hidden), text=without_name(one.words, hidden),
        has_image=bool(one.picture), language=space.language if space else "",
    )  # fmt: skip


def _find(one: ChallengeEntry) -> Find:
    challenge, occurrence = one.challenge, one.challenge.occurrence
    space, is_told = occurrence.program.space, not challenge.hides_names
    won = [Mark(_("Won"), "ok", "award")] if getattr(one, "win", None) is not None else []
    return Find(
        title=one.title if is_told else without_name(one.title, one.author), url=one.get_absolute_url(),
        place=occurrence.name, hue=space.hue if space else None, author=one.author if is_told else None,
        at=one.at if is_told else None, marks=won,
    )  # fmt: skip


register(EntryDocuments())
register_shelf(EntryShelf())


@subscribe(
    "challenge.entered", "challenge.entry_edited", "challenge.entry_withdrawn", "challenge.entry_refused",
    "challenge.entry_readmitted", "challenge.published", "item.hidden", "item.shown", "item.held", "item.approved",
    name="programs.search_entries",
)  # fmt: skip
def index_entry(activity: Activity) -> None:
    """Writes the search document of an entry anew, or takes it away; of all once the result names their authors."""
    kind, pk = activity.subject_type, activity.subject_id or 0
    if kind == ChallengeEntry._meta.label_lower:
        write(KIND, [pk])
    elif kind == Occurrence._meta.label_lower:
        write(
            KIND, list(ChallengeEntry.objects.filter(challenge__occurrence=pk, day=None).values_list("pk", flat=True))
        )
