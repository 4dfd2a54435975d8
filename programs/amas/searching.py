"""Questions of AMAs can be searched, with their answers; they stand on a shelf of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.db.models import Exists as There
from django.db.models import OuterRef, Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.search.indexing import write
from community.search.registry import Find, Mark, Words, register, register_shelf
from config.lib.markup import MARKUP_VERSION
from members.activity.models import Activity
from members.activity.subscribing import subscribe
from programs.amas.models import AmaAnswer, AmaQuestion
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from config.lib.audience import Viewer

KIND = "ama"
TITLE_MAX = 200


def _listed() -> QuerySet[AmaQuestion]:
    """What readers of its space find: open, standing for itself, in an AMA that members see."""
    planned = {"occurrence__program__planned_at__isnull": False, "occurrence__program__is_public": True}
    found: QuerySet[AmaQuestion] = AmaQuestion.objects.open().apart().filter(**planned)
    return found


class QuestionDocuments:
    """Questions with their answers."""

    kind = KIND
    version = MARKUP_VERSION

    def read(self, object_ids: Iterable[int]) -> list[Words]:
        """The words of those that readers find, locked, so that of two writers the later one sees the newer text."""
        rows = _listed().filter(pk__in=object_ids).order_by("pk").select_related("occurrence__program__space")
        questions = list(rows.select_for_update(of=("self",), no_key=True))
        said: dict[int, list[str]] = {}
        for answer in AmaAnswer.objects.open().filter(question__in=questions).order_by("pk"):
            said.setdefault(answer.question_id, []).append(answer.text)
        return [_words(one, said.get(one.pk, [])) for one in questions]

    def ids_between(self, first: int, last: int) -> list[int]:
        """Ids from one to another."""
        return list(AmaQuestion.objects.filter(pk__range=(first, last)).order_by("pk").values_list("pk", flat=True))

    def ends(self) -> tuple[int | None, int | None]:
        """The first and the last question."""
        ids = AmaQuestion.objects.order_by("pk").values_list("pk", flat=True)
        return ids.first(), ids.last()

    def readable(self) -> Q:
        """Documents whose question is found by readers of its space."""
        return Q(There(_listed().filter(pk=OuterRef("object_id"))))


class QuestionShelf:
    """How they stand among the results."""

    kind = KIND
    label = gettext_lazy("AMAs")
    icon = "mic"
    asks = "kind:ama"

    def readable_in(self, space_ids: frozenset[int]) -> Q:
        """Documents whose question somebody who sees these spaces may read at this moment."""
        inside = Q(occurrence__program__space__in=space_ids) | Q(occurrence__program__space=None)
        return Q(There(_listed().filter(inside, pk=OuterRef("object_id"))))

    def finds(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Find]:
        """How to show them, by id; one query."""
        rows = _listed().filter(pk__in=ids, occurrence__in=Occurrence.objects.visible_to(viewer))
        return {one.pk: _find(one) for one in rows.select_related("author", "occurrence__program__space")}


def _words(question: AmaQuestion, answers: list[str]) -> Words:
    space = question.occurrence.program.space
    return Words(
        object_id=question.pk, thread_id=None, number=0, space_id=space.pk if space else None,
        author_id=question.author_id, created_at=question.asked_at,
        title=Truncator(question.words).chars(TITLE_MAX), text="\n".join([question.words, *answers]), has_image=False,
        language=space.language if space else "",
    )  # fmt: skip


def _find(question: AmaQuestion) -> Find:
    occurrence, space = question.occurrence, question.occurrence.program.space
    marks = [Mark(_("Answered"), "ok", "circle-check")] if question.answered_at else []
    return Find(
        title=question.words, url=question.get_absolute_url(), place=occurrence.name, hue=space.hue if space else None,
        author=question.author, at=question.asked_at, marks=marks,
    )  # fmt: skip


register(QuestionDocuments())
register_shelf(QuestionShelf())


@subscribe(
    "ama.question_asked", "ama.question_edited", "ama.question_withdrawn", "ama.question_answered",
    "ama.question_put_back", "ama.questions_merged", "ama.merge_undone", "ama.answer_written", "ama.answer_edited",
    "ama.answer_deleted", "item.hidden", "item.shown", "item.held", "item.approved",
    name="programs.search_amas",
)  # fmt: skip
def index_question(activity: Activity) -> None:
    """Writes the search document of a question anew, or takes it away."""
    kind, pk = activity.subject_type, activity.subject_id or 0
    if kind == "programs.amaquestion":
        into = activity.facts.get("into")
        write(KIND, [pk, *([int(into)] if into else [])])
    elif kind == "programs.amaanswer":
        write(KIND, list(AmaAnswer.objects.filter(pk=pk).values_list("question_id", flat=True)))
