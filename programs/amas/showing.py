"""The page of an AMA as one reader sees it: its phase, its questions, what may be pressed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Q, QuerySet, When
from django.utils.translation import gettext as _

from community.chat.writing import LineResolver
from community.following.models import Silence
from config.lib.markup import render
from config.lib.parts import address_of
from members.profiles.refusing import Refusal
from moderation.review.direct import may_open
from moderation.screening.waiting import waiting_of
from programs.amas.addresses import console_of, page_of
from programs.amas.counting import NUMBERS
from programs.amas.models import AmaAnswer, AmaPlan, AmaQuestion, AmaRecap
from programs.amas.permissions import may_answer, may_ask, may_change, may_take_part
from programs.amas.phases import Phase, opens_at, phase_of, plan_of
from programs.amas.voting import voted_for, votes_left
from programs.series.finding import the_occurrence
from programs.series.occurrences import Occurrence
from programs.series.wording import Walls

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from config.lib.audience import Viewer
    from members.profiles.models import Member
    from moderation.screening.waiting import Waiting

PAGE = 30
ON_PAGE = ("program__space", "program__owner", "program__audience", "program__continues", "host",
           "recap__guide", "recap__written_by")  # fmt: skip
WANTED, NEWEST, ANSWERED, MINE, ABOUT, SUMMARY = "wanted", "newest", "answered", "mine", "about", "summary"


@dataclass(frozen=True)
class Face:
    """Whom `{% face %}` draws: the guest, who may be no member."""

    name: str
    photo: str
    pk: int = 0


@dataclass(frozen=True)
class Tab:
    """One of the tabs."""

    url: str
    label: str
    current: bool
    count: int = 0


@dataclass
class Shown:
    """One question for one reader."""

    question: AmaQuestion
    answers: list[AmaAnswer]
    is_mine: bool = False
    voted: bool = False
    may_vote: bool = False
    may_change: bool = False
    may_moderate: bool = False
    is_folded: bool = False
    """Asked by somebody the reader muted or blocked."""
    waiting: Waiting | None = None

    @property
    def part(self) -> str:
        """Where open pages fetch its state and answer."""
        return address_of(f"ama:{self.question.occurrence_id}", f"q{self.question.number}")

    @property
    def rank(self) -> float:
        """What orders the list beside the votes, for pages that are open: see `wanted_first`."""
        return self.question.asked_at.timestamp() / (3600 * 48)


@dataclass
class Ama:
    """An AMA with what is said about it and where it stands."""

    occurrence: Occurrence
    plan: AmaPlan
    recap: AmaRecap | None
    phase: Phase
    url: str
    guest: Any
    opens_at: datetime

    @property
    def walls(self) -> Walls:
        """When it begins, on the reader's wall and on that of its place."""
        return Walls(self.occurrence.starts_at, self.occurrence.program.zone)

    @property
    def part(self) -> str:
        """Where open pages fetch which phase it is."""
        return address_of(f"ama:{self.occurrence.pk}", "now")

    @property
    def is_over(self) -> bool:
        """Whether nothing is asked any more."""
        return self.phase in (Phase.ANSWERED, Phase.SUMMARY, Phase.OFF)

    @property
    def is_open(self) -> bool:
        """Whether questions are taken."""
        return self.phase in (Phase.COLLECTING, Phase.LIVE)

    @property
    def about(self) -> list[str]:
        """What it is about, as HTML: the words of the program, and those of this one."""
        words = filter(None, [self.occurrence.program.about, self.occurrence.about])
        return [render(one, LineResolver()).html for one in words]

    @property
    def hosts(self) -> list[tuple[Member, str]]:
        """Who keeps the order, and who answers for the whole."""
        host, owner = self.occurrence.leads, self.occurrence.program.owner
        found = [(host, _("keeps the order"))] if host is not None else []
        return [*found, (owner, _("writes the summary"))] if owner is not None and owner != host else found


@dataclass
class AmaPage:
    """What the template of the page draws."""

    ama: Ama
    show: str
    tabs: list[Tab]
    page: Page[AmaQuestion]
    questions: list[Shown]
    counts: dict[str, int]
    on: AmaQuestion | None = None
    ask_refusal: Refusal | None = None
    votes_left: int | None = None
    hears: bool | None = None
    """Whether the reader is told of answers to their own questions; None without any."""
    console: str = ""
    best: list[Shown] = field(default_factory=list)


def find_ama(viewer: Viewer, occurrence_id: int) -> Ama | None:
    """The AMA, if the viewer sees it: two queries, more for a series that was split."""
    return _shown_as(the_occurrence(viewer, occurrence_id, of_format="ama", related=ON_PAGE))


def ama_for_all(occurrence_id: int) -> Ama | None:
    """The same without a viewer: for what is the same for everybody who was asked already whether they see it."""
    rows = Occurrence.objects.filter(pk=occurrence_id, program__format="ama").select_related(*ON_PAGE)
    return _shown_as(rows.first())


def _shown_as(occurrence: Occurrence | None) -> Ama | None:
    """With everything its pages say."""
    if occurrence is None:
        return None
    plan, recap = plan_of(occurrence.program), getattr(occurrence, "recap", None)
    phase = phase_of(occurrence, plan, has_recap=recap is not None)
    guest = plan.guest or Face(plan.guest_name, plan.guest_photo, occurrence.program_id)
    return Ama(occurrence, plan, recap, phase, page_of(occurrence), guest, opens_at(occurrence, plan))


def open_page(viewer: Viewer, ama: Ama, *, show: str, number: str, mine: Collection[int]) -> AmaPage:
    """The page with one of its tabs."""
    all_of_it = AmaQuestion.objects.visible_to(viewer, mine).filter(occurrence=ama.occurrence)
    own = Q(pk__in=mine) | (Q(author=viewer) if viewer.is_authenticated else Q(pk__in=[]))
    counts = _counts(all_of_it, own)
    show = show if show in (WANTED, NEWEST, ANSWERED, MINE, ABOUT, SUMMARY) else _first(ama)
    rows = _rows(all_of_it, own, show)
    page: Any = Paginator(_with_count(rows, counts, show), PAGE).get_page(number)
    take_part = may_take_part(viewer, ama.occurrence, ama.plan)
    found = AmaPage(
        ama=ama, show=show, tabs=_tabs(ama, show, counts), page=page,
        questions=shown(viewer, list(page), mine=mine, may_vote=take_part is None), counts=counts,
        on=_on(ama, page, show),
        ask_refusal=take_part or may_ask(viewer, ama.occurrence, ama.plan),
    )  # fmt: skip
    if viewer.is_authenticated:
        found.hears = counts["hears"] > 0 if counts["named"] else None
        if take_part is None:
            found.votes_left = votes_left(viewer, ama.occurrence, ama.plan)
        if may_answer(viewer, ama.occurrence, ama.plan) is None:
            found.console = console_of(ama.occurrence)
    if show == SUMMARY and ama.recap is not None:
        found.best = best_of(viewer, ama)
    return found


def _on(ama: Ama, page: Page[AmaQuestion], show: str) -> AmaQuestion | None:
    """The question that is being answered; where the list begins with it, it is not asked again."""
    if ama.phase != Phase.LIVE:
        return None
    if show == WANTED and page.number == 1:
        first = page[0] if len(page) else None
        return first if first is not None and first.answering_at and not first.is_gone else None
    found: AmaQuestion | None = (
        AmaQuestion.objects.open().filter(occurrence=ama.occurrence, answering_at__isnull=False).first()
    )
    return found


def _counts(rows: QuerySet[AmaQuestion], own: Q) -> dict[str, int]:
    apart, named = Q(merged_into=None), Q(own, author__isnull=False)
    return rows.aggregate(
        wanted=Count("pk", filter=apart), answered=Count("pk", filter=apart & Q(answered_at__isnull=False)),
        mine=Count("pk", filter=own), named=Count("pk", filter=named),
        hears=Count("pk", filter=named & Q(tells_author=True)), **NUMBERS,
    )  # fmt: skip


def _first(ama: Ama) -> str:
    if ama.phase == Phase.SUMMARY:
        return SUMMARY
    return ANSWERED if ama.phase == Phase.ANSWERED else WANTED


def _rows(rows: QuerySet[AmaQuestion], own: Q, show: str) -> Any:
    if show == MINE:
        return rows.filter(own).order_by("-asked_at", "-pk")
    apart: Any = rows.filter(merged_into=None)
    if show == ANSWERED:
        return apart.filter(answered_at__isnull=False).wanted_first()
    if show == NEWEST:
        return apart.order_by("-asked_at", "-pk")
    if show == WANTED:
        # What is on now stands first, what was set aside last.
        place = Case(When(answering_at__isnull=False, then=0), When(aside_at__isnull=False, then=2), default=1)
        ranked = apart.wanted_first()
        return ranked.annotate(standing=place).order_by("standing", *ranked.query.order_by)
    return apart.none()


def _with_count(rows: Any, counts: dict[str, int], show: str) -> Any:
    """The number is known already: it is not asked again."""
    known = {WANTED: "wanted", NEWEST: "wanted", ANSWERED: "answered", MINE: "mine"}.get(show)
    rows = rows.select_related("author", "merged_into")
    if known is not None:
        rows.count = lambda: counts[known]
    return rows


def _tabs(ama: Ama, show: str, counts: dict[str, int]) -> list[Tab]:
    wanted = [(WANTED, _("Most wanted"), counts["wanted"]), (NEWEST, _("Newest"), 0)]
    tabs = [(SUMMARY, _("Summary"), 0), *wanted] if ama.recap is not None else wanted
    tabs.append((ANSWERED, _("Answered"), counts["answered"]))
    if counts["mine"]:
        tabs.append((MINE, _("Mine"), counts["mine"]))
    return [Tab(f"?show={key}", label, key == show, count) for key, label, count in [*tabs, (ABOUT, _("About"), 0)]]


def shown(
    viewer: Viewer, questions: Sequence[AmaQuestion], *, mine: Collection[int] = (), may_vote: bool = False
) -> list[Shown]:
    """How a reader sees these questions: a fixed number of queries."""
    pks = [one.pk for one in questions]
    said: dict[int, list[AmaAnswer]] = {}
    for answer in AmaAnswer.objects.open().filter(question__in=pks).select_related("author").order_by("pk"):
        said.setdefault(answer.question_id, []).append(answer)
    voted, muted = set[int](), set[int]()
    if viewer.is_authenticated and pks:
        voted = voted_for(viewer, pks)
        authors = [one.author_id for one in questions if one.author_id]
        muted = set(Silence.objects.filter(member=viewer, other__in=authors).values_list("other_id", flat=True))
    found = [_shown(viewer, one, said.get(one.pk, []), one.pk in mine, may_vote=may_vote) for one in questions]
    for one in found:
        one.voted, one.is_folded = one.question.pk in voted, one.question.author_id in muted
    held = [one for one in found if one.is_mine and one.question.held_at]
    waiting = waiting_of("ama_question", [one.question.pk for one in held]) if held else {}
    for one in held:
        one.waiting = waiting.get(one.question.pk)
    return found


def _shown(viewer: Viewer, one: AmaQuestion, answers: list[AmaAnswer], mine: bool, *, may_vote: bool) -> Shown:
    is_mine = mine or (viewer.is_authenticated and one.author_id == viewer.pk)
    return Shown(
        question=one, answers=answers, is_mine=is_mine,
        may_vote=may_vote and not (one.answered_at or one.merged_into_id or one.is_gone),
        may_change=is_mine and may_change(viewer, one, mine=mine) is None,
        may_moderate=not is_mine and may_open(viewer, one.author),
    )  # fmt: skip


def best_of(viewer: Viewer, ama: Ama) -> list[Shown]:
    """The best answers of the recap, in its order."""
    assert ama.recap is not None
    places = {number: place for place, number in enumerate(ama.recap.best)}
    rows = AmaQuestion.objects.open().filter(occurrence=ama.occurrence, number__in=ama.recap.best)
    return shown(viewer, sorted(rows.select_related("author"), key=lambda one: places[one.number]))
