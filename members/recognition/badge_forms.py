"""Forms about badges: they clean what was typed and never write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.profiles.handle_forms import HandleForm, handle_field
from members.recognition.badges import (
    AWARD_REASON_LENGTH,
    DESCRIPTION_LENGTH,
    ICONS,
    NAME_LENGTH,
    Badge,
    checked,
)  # fmt: skip
from members.recognition.revoking import REVOKE_REASON_LENGTH
from members.segments.models import Segment
from members.segments.rules import WrongRule

LEAST = 3


class BadgeForm(forms.Form):
    """What a badge is called, what it is for, and who is given it."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=NAME_LENGTH, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    description = forms.CharField(
        label=gettext_lazy("What it is for"), max_length=DESCRIPTION_LENGTH,
        help_text=gettext_lazy("Everybody reads this: what somebody did who has it."),
    )  # fmt: skip
    icon = forms.ChoiceField(label=gettext_lazy("Picture"), choices=ICONS)
    segment = forms.ModelChoiceField(
        label=gettext_lazy("Who is given it"), queryset=Segment.objects.none(), required=False,
        empty_label=gettext_lazy("Nobody by itself: managers give it by hand"),
        help_text=gettext_lazy("A segment that every member can check. You see who that is before it starts."),
    )  # fmt: skip

    def __init__(self, *args: Any, badge: Badge | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.badge = badge
        field = self.fields["segment"]
        assert isinstance(field, forms.ModelChoiceField)
        # What it asks today can be kept, also when that segment has left the list.
        own = badge.segment_id if badge is not None else None
        field.queryset = Segment.objects.filter(Q(archived_at=None) | Q(pk=own)).order_by("name")

    def clean_name(self) -> str:
        """A name no other badge has."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        others = Badge.objects.filter(retired_at=None, name__iexact=name)
        if self.badge is not None:
            others = others.exclude(pk=self.badge.pk)
        if others.exists():
            raise forms.ValidationError(name_taken(name))
        return name

    def clean_segment(self) -> Segment | None:
        """A segment that everybody can check."""
        segment: Segment | None = self.cleaned_data["segment"]
        try:
            checked(segment)
        except WrongRule as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        return segment


def name_taken(name: str) -> str:
    """The sentence about a name that another badge has."""
    return _("Another badge is called “%(name)s”.") % {"name": name}


class AwardForm(HandleForm):
    """To whom, and why."""

    handle = handle_field(gettext_lazy("To whom"), gettext_lazy("The handle of a member."))
    reason = forms.CharField(
        label=gettext_lazy("Why"), min_length=LEAST, max_length=AWARD_REASON_LENGTH,
        help_text=gettext_lazy("Everybody reads this beside the badge."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class RevokeForm(forms.Form):
    """Why a badge is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Why"), min_length=LEAST, max_length=REVOKE_REASON_LENGTH,
        help_text=gettext_lazy("The team reads this."), widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
