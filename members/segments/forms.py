"""Forms about segments: they clean what was typed and never write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.segments.models import NAME_LENGTH, PURPOSE_LENGTH, Segment


class SegmentForm(forms.Form):
    """A segment's name and purpose."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=NAME_LENGTH, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    purpose = forms.CharField(label=gettext_lazy("What it is for"), max_length=PURPOSE_LENGTH, required=False)

    def __init__(self, *args: Any, segment: Segment | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.segment = segment

    def clean_name(self) -> str:
        """A name no other segment in use has."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        others = Segment.objects.in_use().filter(name__iexact=name)
        if self.segment is not None:
            others = others.exclude(pk=self.segment.pk)
        if others.exists():
            raise forms.ValidationError(name_taken(name))
        return name


def name_taken(name: str) -> str:
    """The sentence about a name that another segment has."""
    return _("Another segment is called “%(name)s”.") % {"name": name}
