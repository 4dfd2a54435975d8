"""What managers write about tags, cleaned. Forms never write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.composing.forms import tags_of
from community.tags.models import DESCRIPTION_MAX


class DescribeForm(forms.Form):
    """What a tag is for."""

    description = forms.CharField(
        label=_("What it is for"),
        required=False,
        max_length=DESCRIPTION_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody can read this, also visitors."),
        error_messages={"max_length": _("At most %(limit_value)d characters; this has %(show_value)d.")},
    )

    def clean_description(self) -> str:
        """One paragraph."""
        return " ".join(self.cleaned_data["description"].split())


class MergeTagForm(forms.Form):
    """The tag of which this one becomes another name."""

    into = forms.CharField(
        label=_("The tag it becomes"),
        max_length=60,
        help_text=_("One that is in use, or a new name. Everybody can learn both names, also visitors."),
        error_messages={"required": _("Write the tag it becomes.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.name = name

    def clean_into(self) -> str:
        """One tag, another than this."""
        tags = tags_of(self.cleaned_data["into"])
        if len(tags) != 1:
            raise forms.ValidationError(_("Write one tag."))
        if tags[0] == self.name:
            raise forms.ValidationError(_("That is this tag itself. Write another one."))
        return tags[0]
