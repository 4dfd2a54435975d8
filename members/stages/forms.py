"""Forms about stages: which segment decides about which, and where somebody is set by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.segments.models import Segment
from members.stages.models import PRECEDENCE, REASON_LENGTH, Stage
from members.stages.ruling import Ruling, edition, rulings, supposing


class StagesForm(forms.Form):
    """For each stage a segment, or the rule that comes with the product."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = rulings()
        now = {one.stage: one.segment for one in self.now}
        self.fields["edition"] = forms.CharField(
            required=False, max_length=120, widget=forms.HiddenInput, initial=edition(self.now)
        )
        self.segments = {segment.pk: segment for segment in Segment.objects.in_use().order_by("name")}
        # What decides today can be kept, also when it has left the list.
        self.segments |= {segment.pk: segment for segment in now.values() if segment is not None}
        choices = [
            ("", _("The rule that comes with Talkoot")),
            *((str(pk), one.name) for pk, one in self.segments.items()),
        ]
        for stage in PRECEDENCE:
            segment = now[stage]
            self.fields[stage.value] = forms.ChoiceField(
                label=stage.label, choices=choices, required=False, initial=str(segment.pk) if segment else ""
            )

    def chosen(self) -> dict[Stage, Segment | None]:
        """The segment of each stage; None: the rule that comes with the product."""
        given = {stage: self.cleaned_data[stage.value] for stage in PRECEDENCE}
        return {stage: self.segments[int(value)] if value else None for stage, value in given.items()}

    def clean(self) -> dict[str, Any]:
        """Only rules that can be asked."""
        given = super().clean() or {}
        if not self.errors:
            for one in supposing(self.chosen()):
                if one.problem and one.segment is not None:
                    self.add_error(one.stage.value, one.problem)
        return given

    def rulings(self) -> list[Ruling]:
        """The rules as they would be."""
        return supposing(self.chosen())


class StageForm(forms.Form):
    """Where somebody is set by hand, and why."""

    stage = forms.ChoiceField(label=_("Stage"), choices=Stage.choices)
    reason = forms.CharField(
        label=_("Why"), max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Managers read it beside the way of this member."),
        error_messages={"required": _("Say why: whoever looks at it later was not there.")},
    )  # fmt: skip
