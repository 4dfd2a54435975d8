"""The queue: shelves of cases, the next due first, a page of 30 at a time, at the same cost however many wait."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Func, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Now
from django.utils import timezone

from config.lib.cursors import Cursor
from moderation.guidelines.measures import Source
from moderation.review.cases import Case, CaseNote, CaseQuerySet
from moderation.review.claiming import CLAIMED_FOR
from moderation.review.decisions import Decision
from moderation.review.takingback import TakeBack

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member

PAGE = 30
MOST = 99
"""Counts stop here: 100 rows are read to say "99+"."""
SHELVES = ("all", "mine", "held", "appeals", "second", "later", "done")
COUNTED = ("all", "mine", "held", "appeals", "second")
YOURS = 10
"""So many of one's own cases stand above the others."""


@dataclass(frozen=True)
class Shelf:
    """A page of the queue. `yours` stand above the others, and not among them; for a second, what to take back."""

    name: str
    yours: list[Case]
    cases: list[Case]
    more: Cursor | None

    @property
    def all(self) -> list[Case]:
        """Every case of the page, from the top."""
        return [*self.yours, *self.cases]


def shelf(name: str, viewer: Member, after: Cursor | None = None) -> Shelf:
    """A page of a shelf, as this moderator sees it."""
    rows = on_shelf(name, viewer)
    if name == "done":
        ordered = listed(rows).order_by("-closed_at", "-pk")
        found = list((after.below(ordered, "closed_at") if after else ordered)[: PAGE + 1])
        return _page(name, [], found, "closed_at")
    if name == "second":
        rows = rows.open()
    due: CaseQuerySet = (after.above(rows, "due_at") if after else rows).order_by("due_at", "pk")  # type: ignore[assignment]
    if name != "all":
        back = list(to_take_back(viewer)) if name == "second" and after is None else []
        return _page(name, back, list(listed(due)[: PAGE + 1]), "due_at")
    first = rows.filter(_mine(viewer)).next_due().values("pk")[:YOURS]
    those = first.union(due.values("pk")[: PAGE + 1 + YOURS], all=True)
    found = list(listed(Case.objects.filter(pk__in=those)).next_due())
    yours = [case for case in found if case.is_with(viewer)][:YOURS]
    rest = [one for one in found if one not in yours and (after is None or (one.due_at, one.pk) > (after.at, after.pk))]
    return _page(name, yours if after is None else [], rest[: PAGE + 1], "due_at")


def _page(name: str, yours: list[Case], found: list[Case], field: str) -> Shelf:
    shown = found[:PAGE]
    more = Cursor(getattr(shown[-1], field), shown[-1].pk) if len(found) > PAGE else None
    return Shelf(name, yours, shown, more)


def on_shelf(name: str, viewer: Viewer) -> CaseQuerySet:
    """The cases of a shelf in no order. Each case that is seen stands in `all`, in `later` or in `done`."""
    seen: CaseQuerySet = Case.objects.visible_to(viewer)
    if name == "done":
        return seen.closed()
    if name == "later":
        return seen.open().filter(snoozed_until__gt=timezone.now())
    waiting = seen.open().awake()
    if name == "mine":
        return waiting.filter(_mine(viewer))
    if name == "held":
        return waiting.filter(source__in=(Source.HELD, Source.FIXED))  # nobody sees it until somebody looked
    if name == "second":
        asked = TakeBack.objects.filter(settled_at=None).values("decision__case")
        return seen.filter(Q(pk__in=Decision.objects.proposed().values("case")) | Q(pk__in=asked))
    if name == "appeals":
        return waiting.filter(source=Source.APPEAL)
    return waiting


def to_take_back(viewer: Viewer) -> CaseQuerySet:
    """Decided cases of which somebody wants back what two decided, with by when another has to agree."""
    asked = TakeBack.objects.filter(decision__case=OuterRef("pk"), settled_at=None)
    rows = listed(Case.objects.visible_to(viewer).closed().filter(Exists(asked)))
    return rows.annotate(back_due_at=Subquery(asked.values("due_at")[:1])).order_by("back_due_at", "pk")[:PAGE]


def _mine(viewer: Viewer) -> Q:
    """Given to them, or open before them now."""
    return Q(assigned_to=viewer.pk) | Q(claimed_by=viewer.pk, claimed_at__gt=timezone.now() - CLAIMED_FOR)


def listed(rows: CaseQuerySet) -> CaseQuerySet:
    """With all that a row says: who it is about, who has it, how many more there are, whether a proposal waits."""
    others = Case.objects.filter(about=OuterRef("about"), closed_at=None).order_by().values("pk")[: MOST + 1]
    proposed = Decision.objects.proposed().filter(case=OuterRef("pk"))
    return rows.select_related("about", "claimed_by", "assigned_to").annotate(
        of_person=Func(ArraySubquery(others), function="cardinality", output_field=IntegerField()),
        is_proposed=Exists(proposed),
    )


def opened(rows: CaseQuerySet) -> CaseQuerySet:
    """The same, and whether there are notes and decisions to read on its page at all."""
    return listed(rows).annotate(
        has_decisions=Exists(Decision.objects.filter(case=OuterRef("pk"))),
        has_notes=Exists(CaseNote.objects.filter(case=OuterRef("pk"))),
    )


def number_beside(case: Any) -> int:
    """How many other open cases there are about the same person, 99 at most; no query for a case as `listed`.

    Whoever sees one of them sees all: it depends on the person alone.
    """
    if not hasattr(case, "of_person"):
        case.of_person = Case.objects.open().filter(about=case.about_id).count() if case.about_id else 0
    return max(0, (case.of_person or 0) - (0 if case.closed_at else 1))


def counts(viewer: Member) -> dict[str, int]:
    """How many stand on each shelf that is counted, 100 at most of each; one query, kept for the request."""
    known: dict[str, int] | None = viewer.__dict__.get("_shelves")
    if known is None:
        parts = [
            on_shelf(name, viewer).order_by().annotate(shelf=Value(name)).values_list("shelf", flat=True)[: MOST + 1]
            for name in COUNTED
        ]
        found = list(parts[0].union(*parts[1:], all=True))
        known = viewer.__dict__["_shelves"] = {name: found.count(name) for name in COUNTED}
    return known


def waiting(viewer: Member) -> CaseQuerySet:
    """The cases that wait for the team. The database says what time it is: this is written as SQL once."""
    seen: CaseQuerySet = Case.objects.visible_to(viewer).open()
    return seen.filter(Q(snoozed_until=None) | Q(snoozed_until__lte=Now()))


def in_words(count: int) -> str:
    """A count as it is shown: 12, 99+."""
    return f"{MOST}+" if count > MOST else str(count)


def first_free(page: Shelf, viewer: Member) -> Case | None:
    """The first case of a page that nobody else has open and no second moderator is waited for."""
    return next((case for case in page.all if not case.is_claimed_against(viewer) and _waits_for(case, viewer)), None)


def _waits_for(case: Any, viewer: Member) -> bool:
    return not case.is_proposed or case.claimed_by_id == viewer.pk


def next_after(case: Case, name: str, viewer: Member) -> Case | None:
    """What comes behind a case that was just decided; from the top again at the end of the shelf."""
    name = name if name in SHELVES and name not in ("done", "later") else "all"
    proposed = Decision.objects.proposed().filter(case=OuterRef("pk"))
    rows = on_shelf(name, viewer).open().filter(~Exists(proposed)).exclude(pk=case.pk).next_due()
    free = rows.filter(Q(claimed_by=None) | Q(claimed_by=viewer) | Q(claimed_at__lte=timezone.now() - CLAIMED_FOR))
    return Cursor(case.due_at, case.pk).above(free, "due_at").first() or free.first()
