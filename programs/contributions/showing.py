"""What the pages of a call draw: the call, the editors' desk, one contribution with its versions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, Q, When

from community.following.models import Silence
from community.guides.models import Guide
from community.threads.models import Thread
from config.lib.diffing import diff
from programs.contributions.addresses import desk_of, page_of
from programs.contributions.models import CallEditor, Contribution, ContributionStep, ContributionVersion, State
from programs.contributions.permissions import edits, may_contribute
from programs.contributions.terms import KEY, Terms, plan_of
from programs.series.finding import the_occurrence
from programs.series.occurrences import Occurrence
from programs.series.wording import Walls

if TYPE_CHECKING:
    from collections.abc import Iterable

    from config.lib.audience import Viewer
    from members.profiles.models import Member
    from members.profiles.refusing import Refusal

LISTED_MOST = 200


@dataclass
class Call:
    """A call that a reader sees."""

    occurrence: Occurrence
    terms: Terms
    until: Walls
    url: str
    edits: bool
    desk_url: str
    write_refusal: Refusal | None
    came_in: int = 0
    mine: list[Contribution] = field(default_factory=list)

    @property
    def examples(self) -> list[str]:
        """One a line."""
        return [line.strip() for line in self.terms.examples.splitlines() if line.strip()]

    @property
    def is_over(self) -> bool:
        """Whether nothing new is taken."""
        return self.occurrence.closed_at is not None


def find(viewer: Viewer, occurrence_id: int) -> Call | None:
    """The call of a number; None for what the viewer may not see."""
    one = the_occurrence(viewer, occurrence_id, of_format=KEY)
    if one is None:
        return None
    is_editor = edits(viewer, one)
    return Call(
        one, plan_of(one.program), Walls(one.ends_at, one.program.zone), page_of(one), is_editor,
        desk_of(one) if is_editor else "", may_contribute(viewer, one),
        came_in=Contribution.objects.here().filter(occurrence=one).count(),
        mine=list(Contribution.objects.by(viewer).filter(occurrence=one).order_by("-saved_at")),
    )  # fmt: skip


@dataclass(frozen=True)
class Published:
    """What came of a contribution, as readers find it."""

    title: str
    url: str
    author: Member | None
    is_guide: bool


def published(viewer: Viewer, call: Call) -> list[Published]:
    """The threads and guides of a call that the viewer sees, newest first: two queries, whatever their number."""
    rows = Contribution.objects.filter(occurrence=call.occurrence, state=State.PUBLISHED)
    threads = Thread.objects.visible_to(viewer).filter(deleted_at=None, held_at=None)
    guides = Guide.objects.visible_to(viewer).filter(retired_at=None, hidden_at=None)
    seen = Q(thread__in=threads.values("pk")) | Q(guide__in=guides.values("pk"))
    found: Any = rows.filter(seen).select_related("thread", "guide", "author").order_by("-published_at")
    if viewer.is_authenticated:
        found = found.exclude(author__in=Silence.objects.filter(member=viewer.pk).values("other"))
    return [
        Published(one.became.title, one.became.get_absolute_url(), one.author, one.guide is not None)
        for one in found[:LISTED_MOST]
    ]


@dataclass(frozen=True)
class Shown:
    """One version as the editors read it, with what differs from the one before."""

    version: ContributionVersion
    changes: str
    title_changes: str
    credit_changes: str


def versions_of(one: Contribution) -> list[Shown]:
    """All versions, the newest first; one query. The changes are safe HTML."""
    rows = list(ContributionVersion.objects.filter(contribution=one).order_by("-number"))
    found = []
    for version, before in zip(rows, [*rows[1:], None][: len(rows)], strict=True):
        found.append(Shown(version, *(_changes(name, before, version) for name in ("source", "title", "credit"))))
    return found


def _changes(name: str, before: ContributionVersion | None, version: ContributionVersion) -> str:
    """What differs in one of its texts, as safe HTML; nothing where it is as before."""
    was, now = getattr(before, name, ""), getattr(version, name)
    return diff(was, now) if before is not None and was != now else ""


def steps_of(one: Contribution) -> list[ContributionStep]:
    """What happened to it, in order; one query."""
    return list(one.steps.select_related("by").order_by("pk"))


@dataclass
class Desk:
    """The editors' page."""

    call: Call
    groups: list[tuple[str, list[Contribution]]]
    editors: list[CallEditor]
    held: int
    """How many a moderator looks at first."""


def desk(viewer: Viewer, call: Call) -> Desk:
    """What was sent, by state, what waits first: as many queries for many as for one."""
    order = (State.SENT, State.ACCEPTED, State.CHANGES, State.PUBLISHED, State.DECLINED)
    first = Case(*(When(state=state, then=place) for place, state in enumerate(order)))
    rows = Contribution.objects.for_editor(viewer).as_sent().filter(occurrence=call.occurrence)
    shown = list(rows.select_related("author").order_by(first, "sent_at", "pk")[:LISTED_MOST])
    groups = [(str(state.label), [one for one in shown if one.state == state]) for state in order]
    held = Contribution.objects.sent().filter(occurrence=call.occurrence, held_at__isnull=False).count()
    editors = CallEditor.objects.filter(occurrence=call.occurrence).select_related("member").order_by("pk")
    return Desk(call, [(label, some) for label, some in groups if some], list(editors), held)


def came_in(occurrences: Iterable[Occurrence]) -> dict[int, int]:
    """How many are in for each call: one query."""
    rows = Contribution.objects.here().filter(occurrence__in=[one.pk for one in occurrences])
    return dict(rows.order_by().values_list("occurrence").annotate(n=Count("pk")))
