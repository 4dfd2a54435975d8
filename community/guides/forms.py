"""What is typed into the composer of a guide, cleaned. Forms never write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.composing.forms import BodyField, TitleField
from community.guides.checking import CHOICES, MONTHS
from community.guides.citing import Cited, NotASource, understood
from community.guides.models import SOURCE_TITLE_MAX, SOURCE_URL_MAX, SOURCES_MAX, SUMMARY_MAX
from community.guides.reviewing import REASON_MAX
from community.spaces.models import Space

if TYPE_CHECKING:
    from config.lib.audience import Viewer

ALL = "all"
"""Stands in place of a space for guides that belong to all."""
_KEY = r"\A[A-Za-z0-9-]{8,64}\Z"


class SummaryField(forms.CharField):
    """The short answer: one line without needless spaces."""

    def to_python(self, value: Any) -> str:
        """Nothing that would break a line in a list."""
        return " ".join(str(super().to_python(value)).split())


class GuideForm(forms.Form):
    """A guide as it is written; `version` is the one its editor saw, 0 for a new one."""

    space = forms.CharField(
        label=_("Who it is for"), max_length=20, error_messages={"required": _("Choose who it is for.")}
    )
    title = TitleField()
    summary = SummaryField(
        label=_("Short answer"), max_length=SUMMARY_MAX, required=False,
        error_messages={"max_length": _("The short answer has at most %(limit_value)d characters, this one has %(show_value)d.")},  # noqa: E501 - one sentence
    )  # fmt: skip
    body = BodyField()
    sources = forms.CharField(
        label=_("Sources"), max_length=SOURCES_MAX * (SOURCE_URL_MAX + SOURCE_TITLE_MAX + 20), required=False
    )
    months = forms.TypedChoiceField(label=_("Look at it again"), choices=CHOICES, coerce=int, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=255, required=False)
    version = forms.IntegerField(min_value=0, max_value=10**9, required=False)
    key = forms.RegexField(_KEY, required=False)

    def __init__(self, *args: Any, viewer: Viewer, spaces: Sequence[Space | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._viewer = viewer
        self._spaces = {ALL if space is None else str(space.pk): space for space in spaces}

    def clean_space(self) -> Space | None:
        """A space out of those that were offered, or None for all."""
        chosen = self.cleaned_data["space"]
        if chosen not in self._spaces:
            raise forms.ValidationError(_("Choose one of the places that are offered."))
        return self._spaces[chosen]

    def clean_months(self) -> int:
        """The usual time where none was sent."""
        return int(self.cleaned_data["months"] or MONTHS)

    def clean_sources(self) -> list[Cited]:
        """What the lines name, as far as their writer may see it."""
        try:
            return understood(self._viewer, self.cleaned_data["sources"])
        except NotASource as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class ReasonForm(forms.Form):
    """A sentence about a step, for whoever it concerns."""

    reason = forms.CharField(
        max_length=REASON_MAX, error_messages={"required": _("Say in a sentence what is missing.")}
    )


class WhyForm(forms.Form):
    """The same, where it may be left out."""

    reason = forms.CharField(max_length=REASON_MAX, required=False)
