"""Questions and answers of AMAs as cases are about them. Of an anonymous question no name is shown: there is none."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.html import linebreaks
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.posts.reviewing import FIRST_WORDS, marks_of, signed, state_of
from moderation.review.subjects import Item, Kind, Said
from programs.amas.addresses import page_of
from programs.amas.models import AmaAnswer, AmaQuestion
from programs.amas.telling import question_changed, turned

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member
    from programs.series.occurrences import Occurrence

CONTENTS = ("keep", "edit", "hide", "remove")


class Questions(Kind):
    """What somebody asked; it can be changed until it is answered, by its author alone."""

    key = "ama_question"
    noun = gettext_lazy("Question in an AMA")
    icon = "mic"
    contents: ClassVar[tuple[str, ...]] = CONTENTS

    def many(self, pks: Collection[int]) -> dict[int, Item]:
        """One query for all."""
        return {one.pk: _question(one) for one in _questions().filter(pk__in=pks)}

    def one(self, pk: int) -> Item | None:
        """With its answer behind it."""
        question = _questions().filter(pk=pk).first()
        if question is None:
            return None
        return _question(question, after=_said(question.answers.open().select_related("author").order_by("pk")[:1]))

    def reportable(self, viewer: Viewer, pk: int) -> Item | None:
        """What everybody reads and is somebody else's."""
        found = AmaQuestion.objects.visible_to(viewer).open().filter(pk=pk)
        if viewer.is_authenticated:
            found = found.exclude(author=viewer)
        return self.many([pk]).get(pk) if found.exists() else None

    def seen_by(self, viewer: Viewer, pk: int) -> Item | None:
        """Of the AMAs the viewer sees."""
        return self.many([pk]).get(pk) if AmaQuestion.objects.visible_to(viewer).filter(pk=pk).exists() else None

    def thing(self, pk: int) -> Any:
        """The question, locked."""
        rows = AmaQuestion.objects.select_for_update(of=("self",)).select_related("occurrence__program__space")
        return rows.filter(pk=pk).first()

    def _act(self, pk: int, column: str, act: Any) -> bool:
        """Whatever is decided, open pages read it at once."""
        with transaction.atomic():
            changed = super()._act(pk, column, act)
            rows = AmaQuestion.objects.select_related("occurrence")
            if changed and (question := rows.filter(pk=pk).first()) is not None:
                question_changed(question)
                turned(question.occurrence)
            return changed


class Answers(Kind):
    """One paragraph of an answer."""

    key = "ama_answer"
    noun = gettext_lazy("Answer in an AMA")
    icon = "mic"
    contents: ClassVar[tuple[str, ...]] = CONTENTS

    def many(self, pks: Collection[int]) -> dict[int, Item]:
        """One query for all."""
        return {one.pk: _answer(one) for one in _answers().filter(pk__in=pks)}

    def one(self, pk: int) -> Item | None:
        """With the question before it."""
        answer = _answers().filter(pk=pk).first()
        if answer is None:
            return None
        question = answer.question
        before = Said(question.author, question.asked_at, linebreaks(question.words, autoescape=True))
        return _answer(answer, before=(before,))

    def reportable(self, viewer: Viewer, pk: int) -> Item | None:
        """What everybody reads and somebody else wrote."""
        found = AmaAnswer.objects.visible_to(viewer).filter(pk=pk)
        if viewer.is_authenticated:
            found = found.exclude(author=viewer)
        return self.many([pk]).get(pk) if found.exists() else None

    def seen_by(self, viewer: Viewer, pk: int) -> Item | None:
        """Of the AMAs the viewer sees."""
        rows = AmaAnswer.objects.filter(pk=pk, question__in=AmaQuestion.objects.visible_to(viewer))
        return self.many([pk]).get(pk) if rows.exists() else None

    def thing(self, pk: int) -> Any:
        """The paragraph, locked."""
        return AmaAnswer.objects.select_for_update(of=("self",)).select_related("question").filter(pk=pk).first()

    def _act(self, pk: int, column: str, act: Any) -> bool:
        """Whatever is decided, open pages read it at once."""
        with transaction.atomic():
            changed = super()._act(pk, column, act)
            answer = AmaAnswer.objects.select_related("question").filter(pk=pk).first() if changed else None
            if answer is not None:
                question_changed(answer.question)
            return changed


def _questions() -> QuerySet[AmaQuestion]:
    found: QuerySet[AmaQuestion] = AmaQuestion.objects.select_related("author", "occurrence__program__space")
    return found


def _answers() -> QuerySet[AmaAnswer]:
    found: QuerySet[AmaAnswer] = AmaAnswer.objects.select_related(
        "author", "question__author", "question__occurrence__program__space"
    )
    return found.prefetch_related("versions")


def _said(answers: QuerySet[AmaAnswer]) -> tuple[Said, ...]:
    return tuple(Said(one.author, one.at, one.html) for one in answers)


def _place(occurrence: Occurrence) -> dict[str, Any]:
    space = occurrence.program.space
    return {
        "place": occurrence.name, "place_url": page_of(occurrence), "space_id": space.pk if space else None,
        "space_name": space.name if space else "", "hue": space.hue if space else 0,
        "is_private": space is not None and space.visibility == "private",
        "language": space.language if space else "",
    }  # fmt: skip


def _question(one: AmaQuestion, *, after: tuple[Said, ...] = ()) -> Item:
    author: Member | None = None if one.is_anonymous else one.author
    notes = ((_("Asked"), _("Anonymously: nobody can find out by whom.")),) if one.is_anonymous else ()
    return Item(
        key=Questions.key, pk=one.pk, author=author, title=Truncator(one.words).chars(FIRST_WORDS), text=one.words,
        html=linebreaks(one.words, autoescape=True), at=one.asked_at, version=signed(one.words),
        url=one.get_absolute_url(), state=state_of(one, is_gone=one.withdrawn_at is not None),
        edit_asked=one.edit_asked_at is not None, notes=notes, after=after,
        facts={**marks_of(one), "occurrence": one.occurrence_id, "number": one.number}, **_place(one.occurrence),
    )  # fmt: skip


def _answer(one: AmaAnswer, *, before: tuple[Said, ...] = ()) -> Item:
    question = one.question
    return Item(
        key=Answers.key, pk=one.pk, author=one.author, title=Truncator(one.text).chars(FIRST_WORDS), text=one.text,
        html=one.html, at=one.at, version=signed(one.source), url=one.get_absolute_url(),
        state=state_of(one, is_gone=one.deleted_at is not None), edit_asked=one.edit_asked_at is not None,
        notes=tuple((_("It read before"), version.source) for version in one.versions.all()), before=before,
        facts={**marks_of(one), "occurrence": question.occurrence_id, "question": question.pk},
        **_place(question.occurrence),
    )  # fmt: skip
