"""What one of the team says when they open a case: it cleans what was typed and never writes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.guidelines.measures import Severity


class OpenForm(forms.Form):
    """How severe it is, and what the others of the team should know."""

    use_required_attribute = False
    severity = forms.TypedChoiceField(
        label=_("How severe"), choices=Severity.choices, coerce=int, empty_value=None, required=False,
        error_messages={"invalid_choice": _("Choose how severe it is.")},
    )  # fmt: skip
    why = forms.CharField(
        label=_("Note for the team"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The member never reads it."),
    )  # fmt: skip
