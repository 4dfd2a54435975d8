"""The form in which a survey is answered: one field for each question, in order; it cleans and never writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from programs.surveys.questions import TEXT_MAX, Answer, Kind, Question, WrongAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict


class Given(forms.Field):
    """What was answered to one question: a list of texts as they were sent."""

    def __init__(self, question: Question) -> None:
        super().__init__(label=question.words, required=False, widget=forms.SelectMultiple)
        self.question = question

    def to_python(self, value: Any) -> list[str]:
        """All that was sent under its name."""
        return [str(one) for one in value or ()]


class AnswerForm(forms.Form):
    """The questions of a round. After `is_valid`, `answers` holds what counts: of questions that were asked."""

    def __init__(self, questions: Sequence[Question], data: QueryDict | None = None, score: str = "") -> None:
        super().__init__(data)
        self.questions, self.answers = list(questions), dict[str, Answer]()
        for one in questions:
            self.fields[one.key] = Given(one)
        first = next((one for one in questions if one.scale is not None), None)
        self.score = {first.key: [score]} if first is not None and score in first.offered else {}

    def clean(self) -> dict[str, Any]:
        """Each answer fits its question; what is asked only after another answer is left out otherwise."""
        for one in self.questions:
            if not one.is_asked_after(self.answers):
                continue
            try:
                said = one.clean(self.cleaned_data.get(one.key, []))
            except WrongAnswer as wrong:
                self.add_error(one.key, str(wrong))
                continue
            if said is not None:
                self.answers[one.key] = said
            elif one.required:
                self.add_error(one.key, _("Answer this question."))
        if not self.errors and not self.answers:
            raise forms.ValidationError(_("Answer at least one question."))
        return self.cleaned_data

    def rows(self) -> list[dict[str, Any]]:
        """Each question as the page draws it: what was given, what is wrong, after what it is asked."""
        by_key = {one.key: one for one in self.questions}
        return [
            {
                "question": one, "given": self._given(one.key), "errors": self.errors.get(one.key, []),
                "first": by_key[one.after].words if one.after in by_key else "",
                "first_answers": ", ".join(one.after_answers), "is_text": one.kind == Kind.TEXT,
                "is_number": one.kind == Kind.NUMBER, "is_several": one.kind == Kind.SEVERAL, "longest": TEXT_MAX,
            }
            for one in self.questions
        ]  # fmt: skip

    def _given(self, key: str) -> list[str]:
        data: Any = self.data
        return list(data.getlist(key)) if self.is_bound else self.score.get(key, [])
