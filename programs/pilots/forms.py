"""Forms of pilots: they clean what was typed and never write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from members.profiles.handle_forms import HandleForm
from programs.pilots.models import REPORT_MAX, TITLE_MAX, WORDS_MAX

RATINGS = (("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5"))


class InviteForm(HandleForm):
    """Whom to invite."""


class TaskForm(forms.Form):
    """One thing to try out."""

    day = forms.IntegerField(
        label=gettext_lazy("Day of the pilot"), min_value=1, max_value=100, initial=1,
        help_text=gettext_lazy("The first day is 1. Whoever has not done it is reminded a day later, once."),
        error_messages={"required": gettext_lazy("Say on which day it begins.")},
    )  # fmt: skip
    title = forms.CharField(
        label=gettext_lazy("Task"), max_length=TITLE_MAX,
        error_messages={"required": gettext_lazy("Give the task a title.")},
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("What to do"), max_length=WORDS_MAX, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    edition = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    @property
    def said(self) -> dict[str, Any]:
        """The task, once it is valid."""
        return {name: self.cleaned_data[name] for name in ("day", "title", "words")}


class AnswerForm(forms.Form):
    """The short form: how it went, what helped, what was in the way, free words."""

    rating = forms.TypedChoiceField(
        label=gettext_lazy("How it went, 1 (badly) to 5 (very well)"), choices=RATINGS, coerce=int, empty_value=None,
        required=False, widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Say how it went, from 1 to 5.")},
    )  # fmt: skip
    helped = forms.CharField(
        label=gettext_lazy("What helped"), max_length=WORDS_MAX, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    hindered = forms.CharField(
        label=gettext_lazy("What was in the way"), max_length=WORDS_MAX, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("Anything else"), max_length=WORDS_MAX, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    may_quote = forms.BooleanField(
        label=gettext_lazy("This may be quoted in the closing report, without my name."), required=False
    )


class TaskAnswerForm(AnswerForm):
    """The same of one task, with whether it was done."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Did it work out?"), widget=forms.RadioSelect,
        choices=(("done", gettext_lazy("I did it")), ("not", gettext_lazy("I could not"))),
        error_messages={"required": gettext_lazy("Say whether you did it.")},
    )  # fmt: skip
    field_order = ("outcome", "rating", "helped", "hindered", "words", "may_quote")


class ReportForm(forms.Form):
    """The closing report as it is typed."""

    report = forms.CharField(
        label=gettext_lazy("Closing report"), required=False, max_length=REPORT_MAX,
        widget=forms.Textarea(attrs={"rows": 24}), help_text=gettext_lazy("Markdown works."),
    )  # fmt: skip
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)
