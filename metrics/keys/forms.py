"""The form of a new key: it cleans what was typed and never writes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.missing import NAME
from metrics.keys.models import NAME_LENGTH, HealthKey


def taken() -> str:
    """What is said where another key has the name."""
    return _("There is a key of this name already.")


class KeyForm(forms.Form):
    """What a key is for."""

    name = forms.CharField(
        label=gettext_lazy("What reads with it"), max_length=NAME_LENGTH, error_messages=NAME,
        help_text=gettext_lazy("Such as a spreadsheet or a wall screen."),
    )  # fmt: skip

    def clean_name(self) -> str:
        """A name no other key in use has."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if HealthKey.objects.in_use().filter(name__iexact=name).exists():
            raise forms.ValidationError(taken())
        return name
