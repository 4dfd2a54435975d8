"""Forms of appeals: they clean what was typed and never write."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.lib import missing
from moderation.appeals.models import NOTE_MAX, REASONS_MAX, WORDS_MAX


def _area(rows: int, most: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "maxlength": str(most)})


class WordsForm(forms.Form):
    """What the member says, the first time and later."""

    words = forms.CharField(
        label=_("What you say"), max_length=WORDS_MAX, widget=_area(7, WORDS_MAX), error_messages=missing.WORDS,
        help_text=_("What was overlooked or misunderstood? Somebody who did not decide before reads it."),
    )  # fmt: skip
    submission = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"submission": secrets.token_urlsafe(16)} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)


class AnswerForm(WordsForm):
    """What the team answers, without deciding."""

    words = forms.CharField(
        label=_("Your answer"), max_length=WORDS_MAX, widget=_area(4, WORDS_MAX), error_messages=missing.WORDS,
        help_text=_("The member reads it as written by the moderators, without your name."),
    )  # fmt: skip


class DecisionForm(forms.Form):
    """Why the decision stands, or is taken back."""

    reasons = forms.CharField(
        label=_("Reasons"), max_length=REASONS_MAX, widget=_area(5, REASONS_MAX), error_messages=missing.WORDS,
        help_text=_("The member reads them. An appeal is decided once, and not undone."),
    )  # fmt: skip
    read = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class NoteForm(forms.Form):
    """What the others of the team should know."""

    use_required_attribute = False
    words = forms.CharField(
        label=_("Note"), max_length=NOTE_MAX, widget=_area(3, NOTE_MAX),
        help_text=_("Only the team reads it, and it stays. The member is not told."),
    )  # fmt: skip
