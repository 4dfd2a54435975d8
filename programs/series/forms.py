"""The form of a program: it cleans what was typed and never writes."""

from __future__ import annotations

import secrets
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS as WEEKDAY_NAMES
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.spaces.models import Space
from config.lib import missing
from config.lib.zones import offered, zones_with
from members.duties.forms import OwnerField, team
from members.segments.models import Segment
from programs.series.changing import WEEKDAYS
from programs.series.doors import opens_a_door
from programs.series.laying import AHEAD
from programs.series.measures import Goal, Rhythm, Serves
from programs.series.models import ABOUT_MAX, MINUTES_MOST, TITLE_MAX
from programs.series.recurring import COUNT_MOST, LAST_YEAR, RULE_MAX, Recurrence, WrongRule, moment
from programs.series.repeating import Ends, Repeats, rule_of, said_by

if TYPE_CHECKING:
    from members.profiles.models import Member
    from programs.series.formats import Format
    from programs.series.models import Program

UNITS = [("1", gettext_lazy("minutes")), ("60", gettext_lazy("hours")), ("1440", gettext_lazy("days"))]
NUMBER_MOST = 1_000_000


def a_day(label: Any, **more: Any) -> forms.DateField:
    """A day, in the browser's own field."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages=missing.DAY, **more)


def a_time(label: Any) -> forms.TimeField:
    """A time of day."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, widget=widget, error_messages=missing.TIME)


class LengthForm(forms.Form):
    """How long it goes on: a number and its unit."""

    lasts = forms.IntegerField(label=gettext_lazy("How long"), min_value=1, error_messages=missing.NUMBER)
    unit = forms.ChoiceField(label=gettext_lazy("Minutes, hours or days"), choices=UNITS)

    def clean(self) -> dict[str, Any]:
        """Neither shorter than five minutes nor longer than a hundred days."""
        found = super().clean() or self.cleaned_data
        if "lasts" in found and "unit" in found:
            found["minutes"] = found["lasts"] * int(found["unit"])
            if not 5 <= found["minutes"] <= MINUTES_MOST:
                self.add_error("lasts", _("It goes on for five minutes at least, and for 100 days at most."))
        return found


def length_of(minutes: int) -> dict[str, Any]:
    """A length in its largest unit, as initial values."""
    unit = next(int(value) for value, _name in reversed(UNITS) if minutes % int(value) == 0)
    return {"lasts": minutes // unit, "unit": str(unit)}


class ProgramForm(LengthForm):
    """What every program says; what its kind asks beside stands in a form of its own."""

    use_required_attribute = False
    title = forms.CharField(label=gettext_lazy("Title"), max_length=TITLE_MAX, error_messages=missing.NAME)
    about = forms.CharField(
        label=gettext_lazy("What it is about"), max_length=ABOUT_MAX, required=False,
        widget=forms.Textarea(attrs={"rows": 5}), help_text=gettext_lazy("Members read it. Markdown works."),
    )  # fmt: skip
    begins = a_day(gettext_lazy("First day"))
    at = a_time(gettext_lazy("Begins at"))
    zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), choices=[],
        help_text=gettext_lazy("It stays at this time on the wall there, in summer and in winter."),
    )  # fmt: skip
    repeats = forms.ChoiceField(label=gettext_lazy("How often"), choices=Repeats.choices)
    every = forms.IntegerField(
        label=gettext_lazy("Every how many weeks or months"), min_value=1, max_value=52, required=False, initial=1
    )
    days = forms.MultipleChoiceField(
        label=gettext_lazy("On these days of the week"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=list(zip(WEEKDAYS, WEEKDAY_NAMES.values(), strict=True)),
        help_text=gettext_lazy("For every week. Without any it is the day of the week of the first day."),
    )  # fmt: skip
    rule = forms.CharField(
        label=gettext_lazy("Rule"), max_length=RULE_MAX, required=False,
        help_text=gettext_lazy("After RFC 5545, such as FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1. It says its end itself."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip
    ends = forms.ChoiceField(label=gettext_lazy("When it ends"), choices=Ends.choices, required=False)
    ends_on = a_day(gettext_lazy("Last day"), required=False)
    ends_after = forms.IntegerField(
        label=gettext_lazy("How many times"), min_value=1, max_value=COUNT_MOST, required=False
    )
    rhythm = forms.ChoiceField(label=gettext_lazy("Lane of the calendar"), choices=Rhythm.choices)
    serves = forms.ChoiceField(label=gettext_lazy("Helps people"), choices=Serves.choices)
    space = forms.ModelChoiceField(
        label=gettext_lazy("Space"), queryset=Space.objects.none(), required=False,
        empty_label=gettext_lazy("no space"), error_messages={"required": gettext_lazy("Choose a space.")},
    )  # fmt: skip
    audience = forms.ModelChoiceField(
        label=gettext_lazy("Meant for"), queryset=Segment.objects.none(), required=False,
        empty_label=gettext_lazy("everybody"),
        help_text=gettext_lazy("A segment says whom it is meant for; it hides nothing from others."),
    )  # fmt: skip
    owner = OwnerField(label=gettext_lazy("Owner"), queryset=team(), empty_label=None)
    is_public = forms.BooleanField(label=gettext_lazy("Members see it in the calendar"), required=False)
    goal = forms.ChoiceField(label=gettext_lazy("What it is to reach"), choices=[])
    goal_number = forms.IntegerField(label=gettext_lazy("How many"), min_value=1, max_value=NUMBER_MOST, required=False)
    goal_words = forms.CharField(label=gettext_lazy("The goal in words"), max_length=200, required=False)
    submission = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    edition = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    field_order = [
        "title", "about", "begins", "at", "zone", "lasts", "unit", "repeats", "every", "days", "rule", "ends",
        "ends_on", "ends_after", "space", "is_public", "audience", "owner", "rhythm", "serves", "goal", "goal_number",
        "goal_words", "submission", "edition",
    ]  # fmt: skip
    WHEN: ClassVar[tuple[str, ...]] = tuple(field_order[2:14])

    def __init__(self, *args: Any, kind: Format, viewer: Member, program: Program | None = None, **more: Any) -> None:
        initial = said_of(program) if program else _usual(kind, viewer)
        more["initial"] = initial | (more.get("initial") or {})
        super().__init__(*args, **more)
        self.kind, self.program = kind, program
        self.first_day = program.begins if program else None
        self.since: date | None = None
        fields: Any = self.fields
        fields["zone"].choices = zones_with(self.initial["zone"])
        fields["space"].queryset = Space.objects.visible_to(viewer).order_by("name")
        fields["space"].required = kind.needs_space
        fields["audience"].queryset = Segment.objects.in_use().order_by("name")
        fields["goal"].choices = [(one, Goal(one).label) for one in kind.goals]
        fields["owner"].queryset = team()

    def clean_space(self) -> Space | None:
        """Not one where others would read what was said in this one."""
        space: Space | None = self.cleaned_data["space"]
        if self.program is not None and opens_a_door(self.program, space, since=self.since):
            words = _("What was said for it in %(space)s would be read by others. Plan it anew there instead.")
            raise forms.ValidationError(words % {"space": self.program.space})
        return space

    def clean_begins(self) -> date:
        """Not in the past, unless it stood there before; not beyond what is laid out."""
        day: date = self.cleaned_data["begins"]
        today = timezone.localdate()
        if day == self.first_day:
            return day
        if day < today - timedelta(days=1):
            raise forms.ValidationError(_("This day is over. Choose a day to come."))
        if day > today + AHEAD - timedelta(days=1):
            raise forms.ValidationError(_("Choose a day within the next two years."))
        return day

    def clean(self) -> dict[str, Any]:
        """A rule that can be kept, and a goal that says something."""
        found = super().clean()
        self._clean_end(found)
        if {"begins", "at", "zone", "repeats"} <= found.keys() and not self.errors.keys() & set(self.WHEN):
            found["rule"] = rule_of(found)
            self._clean_rule(found)
        if found.get("goal") == Goal.OWN and not found.get("goal_words"):
            self.add_error("goal_words", _("Say in words what it is to reach."))
        return found

    def _clean_end(self, found: dict[str, Any]) -> None:
        if found.get("repeats") in (None, Repeats.NEVER, Repeats.RULE):
            return
        if found.get("ends") == Ends.ON and "ends_on" not in self.errors:
            if found.get("ends_on") is None:
                self.add_error("ends_on", _("Choose the last day."))
            elif found["ends_on"].year > LAST_YEAR:
                self.add_error("ends_on", _("Choose an earlier day."))
            elif found.get("begins") and found["ends_on"] < found["begins"]:
                self.add_error("ends_on", _("The last day comes after the first."))
        if found.get("ends") == Ends.AFTER and "ends_after" not in self.errors and not found.get("ends_after"):
            self.add_error("ends_after", _("Say how many times it happens."))

    def _clean_rule(self, found: dict[str, Any]) -> None:
        field = "rule" if found["repeats"] == Repeats.RULE else "repeats"
        if found["repeats"] == Repeats.RULE and not found["rule"]:
            self.add_error("rule", _("Write the rule."))
            return
        try:
            Recurrence(found["begins"], found["at"], found["zone"], found["rule"]).check()
        except WrongRule as wrong:
            self.add_error(field, str(wrong))
            return
        is_new = self.program is None or self.program.is_draft
        if is_new and not found["rule"] and moment(found["begins"], found["at"], found["zone"]) <= timezone.now():
            self.add_error("at", _("This moment is over. Choose one to come."))

    @property
    def recurrence(self) -> Recurrence | None:
        """When it would happen, if that much is said as it should be."""
        if not self.is_bound or self.errors.keys() & set(self.WHEN):
            return None
        said = self.cleaned_data
        if not {"begins", "at", "zone", "rule"} <= said.keys():
            return None
        return Recurrence(said["begins"], said["at"], said["zone"], said["rule"])


def new_submission() -> str:
    """Names one sheet of a form: what is sent twice from it makes one program."""
    return secrets.token_urlsafe(16)


def _usual(kind: Format, viewer: Member) -> dict[str, Any]:
    return {
        "zone": offered(viewer.time_zone), "repeats": Repeats.NEVER, "ends": Ends.NEVER, "rhythm": kind.rhythm,
        "serves": kind.serves, "owner": viewer.pk, "is_public": True, "goal": kind.goals[0],
        "submission": new_submission(), **length_of(kind.minutes),
    }  # fmt: skip


def said_of(program: Program) -> dict[str, Any]:
    """What a program says now, as initial values."""
    names = (
        "title", "about", "begins", "at", "zone", "rhythm", "serves", "is_public", "goal", "goal_number", "goal_words",
    )  # fmt: skip
    return {
        **{name: getattr(program, name) for name in names}, "owner": program.owner_id, "space": program.space_id,
        "audience": program.audience_id, **said_by(program.rule, program.begins), **length_of(program.minutes),
    }  # fmt: skip
