"""Forms about the rota: they clean what was typed and never write."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib import missing
from config.lib.zones import offered, zones_with
from members.duties.forms import OwnerField, team
from moderation.rota.handing import WORDS_MAX
from moderation.rota.making import AHEAD
from moderation.rota.settings import MOST_HOURS, RotaSettings
from moderation.rota.times import span_on, zone_named

if TYPE_CHECKING:
    from members.profiles.models import Member

LONGEST_AWAY = timedelta(days=366)


def _time(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, error_messages=missing.TIME)


def _day(label: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=missing.DAY)


class _Whose(forms.Form):
    """Managers choose somebody of the team; everybody else is meant themself."""

    use_required_attribute = False
    member = OwnerField(label=gettext_lazy("Who"), queryset=team(), empty_label=None)

    def __init__(self, *args: Any, viewer: Member, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{type(self).__name__.lower()}_%s")  # several stand on one page
        kwargs["initial"] = {"member": viewer.pk, "zone": offered(viewer.time_zone)} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        field: Any = self.fields["member"]
        field.queryset = team() if viewer.is_manager else team().filter(pk=viewer.pk)


class PatternForm(_Whose):
    """The same shift every week."""

    weekday = forms.TypedChoiceField(label=gettext_lazy("Every"), choices=list(WEEKDAYS.items()), coerce=int)
    begins = _time(gettext_lazy("From"))
    ends = _time(gettext_lazy("To"))
    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), choices=[],
        help_text=gettext_lazy("The shift stays at these times on the wall there, in summer and in winter."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["zone"]
        field.choices = zones_with(self.initial["zone"])

    def clean(self) -> dict[str, Any]:
        """It lasts."""
        found = super().clean() or self.cleaned_data
        if found.get("begins") is not None and found.get("begins") == found.get("ends"):
            self.add_error("ends", _("A shift ends at another time than it begins."))
        return found


class ShiftForm(_Whose):
    """One shift, on one day of the sender's wall."""

    day = _day(gettext_lazy("Day"))
    begins = _time(gettext_lazy("From"))
    ends = _time(gettext_lazy("To"))
    span: tuple[datetime, datetime] | None = None

    def clean_day(self) -> date:
        """Within the year to come."""
        day: date = self.cleaned_data["day"]
        if not timezone.localdate() - timedelta(days=1) <= day <= timezone.localdate() + LONGEST_AWAY:
            raise forms.ValidationError(_("Choose a day of the year to come."))
        return day

    def clean(self) -> dict[str, Any]:
        """It lasts, and is not over."""
        found = super().clean() or self.cleaned_data
        if {"day", "begins", "ends"} <= set(found):
            zone = zone_named(timezone.get_current_timezone_name())
            span = span_on(found["day"], found["begins"], found["ends"], zone)
            if span is None or found["begins"] == found["ends"]:
                self.add_error("ends", _("A shift ends at another time than it begins."))
            elif span[1] <= datetime.now(UTC):
                self.add_error("day", _("This shift would be over already."))
            self.span = span
        return found


class AwayForm(_Whose):
    """Whole days."""

    first_day = _day(gettext_lazy("First day away"))
    last_day = _day(gettext_lazy("Last day away"))

    def clean(self) -> dict[str, Any]:
        """In their order, and not for ever."""
        found = super().clean() or self.cleaned_data
        first, last = found.get("first_day"), found.get("last_day")
        if first and last:
            if last < first:
                self.add_error("last_day", _("The last day comes after the first."))
            elif last < timezone.localdate() - timedelta(days=1):
                self.add_error("last_day", _("These days are over already."))
            elif last - first > LONGEST_AWAY or first > timezone.localdate() + 10 * AHEAD:
                self.add_error("last_day", _("Choose days of the year to come."))
        return found


class OfferForm(forms.Form):
    """To whom a shift is offered; to nobody: to all."""

    to = OwnerField(
        label=gettext_lazy("Offer it to"), queryset=team(), required=False, empty_label=gettext_lazy("the whole team")
    )

    def __init__(self, *args: Any, owner_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        field.queryset = team().exclude(pk=owner_id)


class NoteForm(forms.Form):
    """What whoever had a shift says to whoever is next."""

    words = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=WORDS_MAX, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Only the team reads it. The open cases are listed by themselves."),
    )  # fmt: skip


def _hours(label: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=1, max_value=MOST_HOURS, error_messages=missing.NUMBER)


def _on_duty(label: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False)


class DueForm(forms.Form):
    """By when cases are due, and when who has a shift is reminded. High counts every hour, weekends too: no choice."""

    use_required_attribute = False
    high_hours = _hours(gettext_lazy("High: hours"))
    medium_hours = _hours(gettext_lazy("Medium: hours"))
    medium_on_duty = _on_duty(gettext_lazy("Medium: count only hours in which somebody is on duty"))
    low_hours = _hours(gettext_lazy("Low: hours"))
    low_on_duty = _on_duty(gettext_lazy("Low: count only hours in which somebody is on duty"))
    appeal_hours = _hours(gettext_lazy("Appeals: hours"))
    appeal_on_duty = _on_duty(gettext_lazy("Appeals: count only hours in which somebody is on duty"))
    remind_minutes = forms.IntegerField(
        label=gettext_lazy("Remind of a shift so many minutes before"), min_value=0, max_value=1440,
        error_messages=missing.NUMBER, help_text=gettext_lazy("With 0 nobody is reminded."),
    )  # fmt: skip

    def __init__(self, *args: Any, settings: RotaSettings, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(settings, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
