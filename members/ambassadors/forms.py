"""Forms about ambassadors: they clean what was typed and never write."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.ambassadors.applying import REASON_MAX
from members.ambassadors.kit import TITLE_MAX
from members.ambassadors.models import BUDGET_WORDS_MAX, SPENT_FOR_MAX
from members.ambassadors.programme import KIT_MAX, WORDS_MAX
from members.ambassadors.reviewing import ANSWER_MAX, ASK_MAX, NOTE_MAX, Leaning
from members.groups.forms import QuestionsField


def _area(rows: int, most: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "maxlength": str(most)})


class ApplyForm(forms.Form):
    """One answer to each question."""

    asked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, questions: list[str]) -> None:
        self._version = hashlib.sha256("\n".join(questions).encode()).hexdigest()[:16]
        self.questions = questions
        if data is not None and data.get("asked") != self._version:
            self._is_other = True
            data = data.copy()
            data["asked"] = self._version
        else:
            self._is_other = False
        super().__init__(data, initial={"asked": self._version})
        for number, question in enumerate(questions):
            self.fields[f"answer_{number}"] = forms.CharField(
                label=question, max_length=ANSWER_MAX, widget=_area(5, ANSWER_MAX)
            )

    def clean(self) -> dict[str, Any]:
        """What was answered to other questions is shown again before it is sent."""
        if self._is_other:
            raise forms.ValidationError(_("The questions changed while you wrote. Look at your answers once more."))
        return self.cleaned_data

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Pairs of a question and its answer."""
        return [(question, self.cleaned_data[f"answer_{n}"]) for n, question in enumerate(self.questions)]


class AnswerForm(forms.Form):
    """What the applicant answers to a question back."""

    answer = forms.CharField(label=gettext_lazy("Your answer"), max_length=ANSWER_MAX, widget=_area(4, ANSWER_MAX))


class WordsForm(forms.Form):
    """What the page says, and what applicants are asked."""

    doing = forms.CharField(
        label=gettext_lazy("What ambassadors do"), required=False, max_length=WORDS_MAX, widget=_area(6, WORDS_MAX),
        help_text=gettext_lazy("In Markdown. Leave it empty for the words that stand there at first."),
    )  # fmt: skip
    expecting = forms.CharField(
        label=gettext_lazy("What to expect"), required=False, max_length=WORDS_MAX, widget=_area(6, WORDS_MAX),
        help_text=gettext_lazy("What happens after somebody applies, and what ambassadors get."),
    )  # fmt: skip
    questions = QuestionsField(
        label=gettext_lazy("Questions to applicants"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One in a line, at most three."),
    )  # fmt: skip


class KitForm(forms.Form):
    """What the kit says."""

    kit = forms.CharField(
        label=gettext_lazy("Text of the kit"), required=False, max_length=KIT_MAX, widget=_area(12, KIT_MAX),
        help_text=gettext_lazy("In Markdown: how to speak about us, what to hand out, whom to ask."),
    )  # fmt: skip


class FileForm(forms.Form):
    """A file for the kit."""

    title = forms.CharField(
        label=gettext_lazy("Name"), required=False, max_length=TITLE_MAX,
        help_text=gettext_lazy("What ambassadors read. Empty: the name of the file."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    file = forms.FileField(label=gettext_lazy("File"), help_text=gettext_lazy("A picture, PDF, text, ZIP or document."))


class NoteForm(forms.Form):
    """What one of the team thinks of an application."""

    leaning = forms.ChoiceField(
        label=gettext_lazy("What you would decide"), choices=Leaning.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("Why"), max_length=NOTE_MAX, widget=_area(3, NOTE_MAX),
        help_text=gettext_lazy("Only managers read it."),
    )  # fmt: skip


class AskForm(forms.Form):
    """A question back to the applicant."""

    question = forms.CharField(label=gettext_lazy("Your question"), max_length=ASK_MAX, widget=_area(2, ASK_MAX))


class DecisionForm(forms.Form):
    """What the applicant is told with the decision; a no has a reason."""

    reason = forms.CharField(
        label=gettext_lazy("What you tell them"), max_length=REASON_MAX, required=False, widget=_area(3, REASON_MAX),
        help_text=gettext_lazy("They read it as it stands. A no needs a reason, kindly said."),
    )  # fmt: skip

    def __init__(self, *args: Any, needed: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._needed = needed

    def clean_reason(self) -> str:
        """A no says why."""
        reason = str(self.cleaned_data["reason"]).strip()
        if self._needed and not reason:
            raise forms.ValidationError(_("Say why, so that they know what to do."))
        return reason


def _money(label: Any, least: str, *, required: bool = True) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=required, min_value=Decimal(least), max_digits=9, decimal_places=2, localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip


class BudgetForm(forms.Form):
    """What is there for a year."""

    amount = _money(gettext_lazy("For a year"), "0", required=False)
    words = forms.CharField(
        label=gettext_lazy("In words"), required=False, max_length=BUDGET_WORDS_MAX,
        help_text=gettext_lazy("The currency and what it is for, such as: euros, for travel and printing."),
    )  # fmt: skip


class SpendingForm(forms.Form):
    """What was paid, and for what."""

    amount = _money(gettext_lazy("Paid"), "0.01")
    words = forms.CharField(label=gettext_lazy("What for"), max_length=SPENT_FOR_MAX)
