"""Forms about levels: they clean what was typed and never write."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from members.profiles.handle_forms import HandleForm, handle_field
from members.recognition.models import REASON_LEAST, REASON_LENGTH, UNLOCKS_LENGTH


class ProposalForm(HandleForm):
    """Whom, and why."""

    handle = handle_field(
        gettext_lazy("Whom"), gettext_lazy("The handle of a member. Your own, if you apply yourself.")
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"), min_length=REASON_LEAST, max_length=REASON_LENGTH,
        help_text=gettext_lazy("What they did, and what you expect of them. The team reads it, and the member."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip


class UnlocksForm(forms.Form):
    """What comes with a level."""

    unlocks = forms.CharField(
        label=gettext_lazy("What comes with it"), max_length=UNLOCKS_LENGTH, required=False,
        help_text=gettext_lazy("In plain words, such as a space of their own or an early look at new things."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
