"""Programs can be searched, by their own words; they stand on a shelf of their own and lead to their next date."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Case, DateTimeField, Exists, F, OuterRef, Q, Subquery, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.search.indexing import write
from community.search.registry import Find, Mark, Words, register, register_shelf
from config.lib.markup import MARKUP_VERSION
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from programs.calendar.seeing import in_calendar, with_places
from programs.series.models import Program
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from config.lib.audience import Viewer

KIND = "program"
TITLE_MAX, SUMMARY = 200, 160
NAMES = 50
"""Titles of single dates that are found, of one program."""


def _listed() -> QuerySet[Program]:
    """What stands in the calendar of members: planned, public, not ended, in no space that is gone."""
    found: QuerySet[Program] = Program.objects.running().filter(Q(space=None) | Q(space__deleted_at=None))
    return found.filter(is_public=True)


class ProgramDocuments:
    """Programs, with the titles of their dates."""

    kind = KIND
    version = MARKUP_VERSION

    def read(self, object_ids: Iterable[int]) -> list[Words]:
        """The words of those that members find, locked, so that of two writers the later one sees the newer text."""
        rows = _listed().filter(pk__in=object_ids).order_by("pk").select_related("space")
        programs = list(rows.select_for_update(of=("self",), no_key=True))
        titles: dict[int, list[str]] = {}
        own = Occurrence.objects.taking_place().filter(program__in=programs).exclude(title="").order_by("-starts_at")
        for program, title in own.values_list("program_id", "title"):
            titles.setdefault(program, []).append(title)
        return [_words(one, titles.get(one.pk, [])[:NAMES]) for one in programs]

    def ids_between(self, first: int, last: int) -> list[int]:
        """Ids from one to another."""
        return list(Program.objects.filter(pk__range=(first, last)).order_by("pk").values_list("pk", flat=True))

    def ends(self) -> tuple[int | None, int | None]:
        """The first and the last program."""
        ids = Program.objects.order_by("pk").values_list("pk", flat=True)
        return ids.first(), ids.last()

    def readable(self) -> Q:
        """Documents whose program stands in the calendar of members."""
        return Q(Exists(_listed().filter(pk=OuterRef("object_id"))))


class ProgramShelf:
    """How they stand among the results."""

    kind = KIND
    label = gettext_lazy("Programs")
    icon = "calendar-days"
    asks = "kind:program"

    def readable_in(self, space_ids: frozenset[int]) -> Q:
        """Documents whose program somebody who sees these spaces finds in the calendar."""
        inside = Q(space__in=space_ids) | Q(space=None)
        return Q(Exists(_listed().filter(inside, pk=OuterRef("object_id"))))

    def finds(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Find]:
        """The next date of each, or else the last one; two queries."""
        nearest = in_calendar(viewer).filter(program__in=_listed().filter(pk__in=ids), pk=Subquery(_nearest()))
        rows = list(nearest.select_related("program__owner"))
        with_places(rows, viewer)
        return {row.program_id: _find(row) for row in rows}


def _nearest() -> Any:
    """Of the dates of a program that of now or the next; where all are over, the latest."""
    dates = Occurrence.objects.taking_place().filter(program=OuterRef("program"))
    ahead = Case(When(ends_at__gt=timezone.now(), then=F("starts_at")), output_field=DateTimeField())
    return dates.annotate(ahead=ahead).order_by(F("ahead").asc(nulls_last=True), "-starts_at", "pk").values("pk")[:1]


def _words(program: Program, titles: list[str]) -> Words:
    space = program.space
    return Words(
        object_id=program.pk, thread_id=None, number=0, space_id=space.pk if space else None, author_id=None,
        created_at=program.planned_at or program.made_at, title=Truncator(program.title).chars(TITLE_MAX),
        text="\n".join([program.about, *titles]), has_image=False,
        language=space.language if space else "",
    )  # fmt: skip


def _find(row: Occurrence) -> Find:
    program, space = row.program, row.program.space
    marks = [Mark(str(program.kind.noun), icon=program.kind.icon)]
    is_over = row.ends_at <= timezone.now()
    when = _("Over") if is_over else date_format(timezone.localtime(row.starts_at), "SHORT_DATE_FORMAT")
    return Find(
        title=row.name, url=program.kind.url(row) or "/events/", place=space.name if space else "",
        hue=space.hue if space else None, summary=Truncator(program.about).chars(SUMMARY), marks=[*marks, Mark(when)],
        author=program.owner,
    )  # fmt: skip


register(ProgramDocuments())
register_shelf(ProgramShelf())


@subscribe(
    "program.planned", "program.changed", "program.split", "program.ended", "occurrence.changed",
    name="programs.search_programs",
)  # fmt: skip
def index_program(activity: Activity) -> None:
    """Writes the search document of a program anew, or takes it away."""
    pk = activity.subject_id or 0
    if activity.subject_type == Occurrence._meta.label_lower:
        write(KIND, list(Occurrence.objects.filter(pk=pk).values_list("program_id", flat=True)))
    else:
        write(KIND, [pk, activity.facts.get("program") or pk])
