"""What a newsletter asks beside what all programs say: when it is drafted, and its send window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib import missing
from programs.newsletters.models import DRAFT_DAYS_MOST, NewsletterPlan
from programs.series.formats import Details
from programs.series.steps import set_steps

if TYPE_CHECKING:
    from members.profiles.models import Member
    from programs.series.models import Program

FIELDS = ("draft_days", "weekdays", "from_hour", "to_hour", "own_clock")


def _days() -> list[tuple[int, Any]]:
    return [(number + 1, name) for number, name in WEEKDAYS.items()]


def _hour(label: Any, initial: int, least: int, most: int) -> forms.TypedChoiceField:
    hours = [(hour, f"{hour:02}:00") for hour in range(least, most + 1)]
    return forms.TypedChoiceField(label=label, choices=hours, coerce=int, initial=initial)


class NewsletterDetails(Details):
    """The second part of the form of a program."""

    draft_days = forms.IntegerField(
        label=gettext_lazy("Days before, when the draft is asked for"), min_value=1, max_value=DRAFT_DAYS_MOST,
        initial=5, error_messages=missing.NUMBER,
    )  # fmt: skip
    weekdays = forms.TypedMultipleChoiceField(
        label=gettext_lazy("It may leave on"), choices=_days, coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=gettext_lazy("None chosen: on every day."),
    )  # fmt: skip
    from_hour = _hour(gettext_lazy("Not before"), 7, 0, 23)
    to_hour = _hour(gettext_lazy("Not after"), 21, 1, 24)
    own_clock = forms.BooleanField(
        label=gettext_lazy("By each reader’s own clock"), required=False, initial=True,
        help_text=gettext_lazy("Otherwise it leaves to all at once, by the clock of the newsletter."),
    )  # fmt: skip

    @classmethod
    def said(cls, program: Program) -> dict[str, Any]:
        """The window as it is."""
        plan = NewsletterPlan.of(program)
        return {name: getattr(plan, name) for name in FIELDS}

    def clean(self) -> dict[str, Any]:
        """It opens before it closes."""
        found = super().clean() or self.cleaned_data
        if {"from_hour", "to_hour"} <= found.keys() and found["from_hour"] >= found["to_hour"]:
            self.add_error("to_hour", _("Choose an hour after the first one."))
        return found

    def save(self, program: Program, *, by: Member) -> None:
        """Keep the window; what the clock does for dates to come moves with it."""
        values = {name: self.cleaned_data[name] for name in FIELDS}
        NewsletterPlan.objects.update_or_create(program=program, defaults=values)
        set_steps(list(program.occurrences.to_come().select_related("program")))
