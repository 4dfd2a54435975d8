"""Forms of the calendar: they clean what was typed and never write."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib import missing
from programs.calendar.holidays import countries
from programs.calendar.moving import wall_of
from programs.calendar.settings import LOAD_MOST, CalendarSettings
from programs.calendar.weeks import FIRST_YEAR, LAST_YEAR, monday_of
from programs.series.changing import Span

if TYPE_CHECKING:
    from programs.series.occurrences import Occurrence

FARTHEST = timedelta(days=731)


def day_field(label: Any) -> forms.DateField:
    """A field for a day."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    words = {**missing.DAY, "invalid": gettext_lazy("There is no such day. Write it like 2026-12-03.")}
    return forms.DateField(label=label, widget=widget, error_messages=words, input_formats=["%Y-%m-%d"])


class MoveForm(forms.Form):
    """Where an occurrence goes, and how far that reaches."""

    use_required_attribute = False
    day = day_field(gettext_lazy("Move to"))
    at = forms.TimeField(
        label=gettext_lazy("At"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={**missing.TIME, "invalid": gettext_lazy("There is no such time. Write it like 15:00.")},
    )  # fmt: skip
    span = forms.ChoiceField(
        label=gettext_lazy("Which ones"), choices=Span.choices, widget=forms.RadioSelect, required=False
    )
    was = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, occurrence: Occurrence, day: date | None = None, **kwargs: Any) -> None:
        here = wall_of(occurrence)
        kwargs["initial"] = {
            "day": day or here.date(), "at": here.time(), "span": Span.ONE, "was": occurrence.starts_at.isoformat(),
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.occurrence = occurrence
        if not occurrence.program.rule or occurrence.added_at is not None:
            del self.fields["span"]

    def clean_day(self) -> date:
        """A day calendars go to."""
        day: date = self.cleaned_data["day"]
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("Choose a day of the next two years."))
        return day

    def clean_was(self) -> datetime:
        """When it began as its mover saw it; whoever says nothing of it saw what is there."""
        try:
            was = parse_datetime(self.cleaned_data["was"])
        except ValueError:
            was = None
        return was if was is not None and timezone.is_aware(was) else self.occurrence.starts_at


class SettingsForm(forms.Form):
    """How much a week may hold, and whose holidays count."""

    use_required_attribute = False
    load_limit = forms.IntegerField(
        label=gettext_lazy("Items a week, at most"), min_value=1, max_value=LOAD_MOST, error_messages=missing.NUMBER,
        help_text=gettext_lazy("Weeks with more are marked. Nothing is refused."),
    )  # fmt: skip
    country = forms.ChoiceField(
        label=gettext_lazy("Public holidays of"), required=False,
        help_text=gettext_lazy("The calendar says which items fall on one."),
    )  # fmt: skip

    def __init__(self, *args: Any, settings: CalendarSettings, **kwargs: Any) -> None:
        kwargs["initial"] = {"load_limit": settings.load_limit, "country": settings.country}
        super().__init__(*args, **kwargs)
        field: Any = self.fields["country"]
        field.choices = [("", _("No country")), *countries()]


class QuietForm(forms.Form):
    """Any day of a week."""

    use_required_attribute = False
    day = day_field(gettext_lazy("A day of the week"))

    def clean_day(self) -> date:
        """This week, or one of the next two years."""
        day: date = self.cleaned_data["day"]
        today = timezone.localdate()
        if not monday_of(today) <= day <= today + FARTHEST:
            raise forms.ValidationError(_("Choose a day of this week or of the next two years."))
        return day


class BeginForm(forms.Form):
    """When a plan begins."""

    use_required_attribute = False
    begins = day_field(gettext_lazy("The week it begins with"))

    def clean_begins(self) -> date:
        """The Monday of a week to come."""
        day: date = self.cleaned_data["begins"]
        today = timezone.localdate()
        if not today <= day <= today + FARTHEST:
            raise forms.ValidationError(_("Choose a day from today on, within two years."))
        return monday_of(day) if monday_of(day) >= today else monday_of(day) + timedelta(weeks=1)
