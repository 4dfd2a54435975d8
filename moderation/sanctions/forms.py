"""Forms about a person: they clean what was typed and never write."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.lib import missing
from moderation.sanctions.models import NOTE_MAX
from moderation.sanctions.steps import FOR_DAYS, MOST_DAYS, MOST_STEPS, Measure, Rung, stamp


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


class LadderForm(forms.Form):
    """What stands at each step; an empty one ends the ladder."""

    use_required_attribute = False
    seen = forms.CharField(widget=forms.HiddenInput, max_length=200)

    def __init__(self, *args: Any, ladder: Sequence[Rung], **kwargs: Any) -> None:
        kwargs["initial"] = {"seen": stamp(ladder)}
        for place, rung in enumerate(ladder, start=1):
            kwargs["initial"] |= {f"measure_{place}": rung.measure, f"days_{place}": rung.days}
        super().__init__(*args, **kwargs)
        for place in range(1, MOST_STEPS + 1):
            self.fields[f"measure_{place}"] = forms.ChoiceField(
                label=gettext("Step %(number)d") % {"number": place}, required=False,
                choices=[("", gettext("No more steps")), *Measure.choices],
            )  # fmt: skip
            self.fields[f"days_{place}"] = forms.IntegerField(
                label=gettext("Step %(number)d: days") % {"number": place}, required=False,
                min_value=1, max_value=MOST_DAYS, help_text=gettext("Only for silence and suspension."),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """One step at least, none left out, none milder than the one before it; days where something lasts."""
        given = super().clean() or self.cleaned_data
        order, before, is_over = list(Measure.values), -1, False
        for place in range(1, MOST_STEPS + 1):
            measure, days = given.get(f"measure_{place}"), f"days_{place}"
            if not measure:
                is_over = True
                continue
            if is_over:
                self.add_error(f"measure_{place}", gettext("A step before this one is empty. Leave none out."))
            elif order.index(measure) < before:
                self.add_error(f"measure_{place}", gettext("A step is never milder than the one before it."))
            before = order.index(measure)
            if measure in FOR_DAYS and given.get(days) is None and days not in self.errors:
                self.add_error(days, gettext("Say for how many days."))
        if before < 0 and not self.errors:
            self.add_error("measure_1", gettext("A ladder has one step at least."))
        return given

    def ladder(self) -> list[Rung]:
        """The steps; of a form that is right. Days that nothing needs are left out."""
        given = self.cleaned_data
        chosen = [(given[f"measure_{place}"], given[f"days_{place}"]) for place in range(1, MOST_STEPS + 1)]
        return [Rung(measure, days if measure in FOR_DAYS else None) for measure, days in chosen if measure]
