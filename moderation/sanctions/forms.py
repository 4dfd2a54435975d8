"""Forms about a person: they clean what was typed and never write."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from config.lib import missing
from moderation.sanctions.models import NOTE_MAX


class NoteForm(forms.Form):
    """A note for the team."""

    words = forms.CharField(
        label=_("Note"),
        max_length=NOTE_MAX,
        error_messages=missing.WORDS,
        help_text=_("Only the team reads it, and it stays. The member is not told."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": str(NOTE_MAX)}),
    )


class LiftForm(forms.Form):
    """Why something ends early."""

    why = forms.CharField(
        label=_("Why does it end early?"),
        max_length=NOTE_MAX,
        error_messages=missing.WORDS,
        help_text=_("The member reads it on the page about where they stand."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": str(NOTE_MAX)}),
    )
