"""Forms about the digest: day and hour, sections, the word at its head, and whom to preview it as."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from config.lib.markup import NullResolver, PostTooLong, render
from members.digest.models import EVERY, NOTE_LENGTH, DigestChoice, DigestPlan
from members.digest.sections import in_order
from members.profiles.models import Member

LONGEST_NOTE_DAYS = 60


def _days() -> list[tuple[int, Any]]:
    return [(number + 1, name) for number, name in WEEKDAYS.items()]


def _hours() -> list[tuple[int, str]]:
    return [(hour, f"{hour:02}:00") for hour in range(24)]


class PlanForm(forms.Form):
    """When the digest leaves, unless a member says otherwise."""

    weekday = forms.TypedChoiceField(label=_("Day"), choices=_days, coerce=int)
    hour = forms.TypedChoiceField(label=_("Hour, by each member’s own clock"), choices=_hours, coerce=int)
    asks_approval = forms.BooleanField(label=_("Each week waits until a manager has approved it"), required=False)

    @classmethod
    def showing(cls, plan: DigestPlan) -> PlanForm:
        """As it is now."""
        return cls(initial={"weekday": plan.weekday, "hour": plan.hour, "asks_approval": plan.asks_approval})


class NoteForm(forms.Form):
    """A word at the head of the digest, and its last day."""

    source = forms.CharField(
        label=_("What you want to say, in Markdown"), max_length=NOTE_LENGTH, widget=forms.Textarea(attrs={"rows": 5})
    )
    last_day = forms.DateField(
        label=_("The last day it is in the digest"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    @classmethod
    def empty(cls) -> NoteForm:
        """For a word of one week."""
        return cls(initial={"last_day": timezone.localdate() + timedelta(days=7)})

    def clean_source(self) -> str:
        """Raises ValidationError for what cannot be rendered."""
        source: str = self.cleaned_data["source"]
        try:
            rendered = render(source, NullResolver())
        except PostTooLong as error:
            raise forms.ValidationError(
                _("At most %(limit)d characters fit."), params={"limit": error.limit}
            ) from error
        if not rendered.text.strip():
            raise forms.ValidationError(_("Write something that can be read."))
        return source

    def clean_last_day(self) -> date:
        """From today to two months on."""
        day: date = self.cleaned_data["last_day"]
        today = timezone.localdate()
        if not today <= day <= today + timedelta(days=LONGEST_NOTE_DAYS):
            raise forms.ValidationError(_("Choose a day from today to two months on."))
        return day

    @property
    def ends_at(self) -> datetime:
        """The end of the last day, by the clock of who wrote it."""
        day: date = self.cleaned_data["last_day"]
        return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


class PreviewForm(forms.Form):
    """Whom to preview the digest as."""

    person = forms.CharField(label=_("Handle of a member"), max_length=60)

    def clean_person(self) -> Member:
        """Raises ValidationError if nobody is called so."""
        handle = self.cleaned_data["person"].strip().removeprefix("@")
        found = Member.objects.present().filter(handle=handle.lower()).first()
        if found is None:
            raise forms.ValidationError(_("There is no member with this handle."))
        return found


class HourForm(forms.Form):
    """Day, hour and how often, by a member."""

    weekday = forms.TypedChoiceField(label=_("Day"), coerce=int, empty_value=None, required=False)
    hour = forms.TypedChoiceField(label=_("Hour"), coerce=int, empty_value=None, required=False)
    every = forms.TypedChoiceField(label=_("How often"), choices=EVERY, coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan = DigestPlan.current()
        day = dict(_days())[plan.weekday]
        usual: list[tuple[Any, Any]] = [("", _("As usual here: %(day)s") % {"day": day})]
        self.fields["weekday"].choices = usual + _days()  # type: ignore[attr-defined]
        clock = [("", _("As usual here: %(hour)s") % {"hour": f"{plan.hour:02}:00"})]
        self.fields["hour"].choices = [*clock, *_hours()]  # type: ignore[attr-defined]

    @classmethod
    def showing(cls, choice: DigestChoice) -> HourForm:
        """As it is now."""
        return cls(initial={"weekday": choice.weekday, "hour": choice.hour, "every": choice.every})


class SectionsForm(forms.Form):
    """Which sections a member wants."""

    wanted = forms.MultipleChoiceField(
        label=_("What the digest tells"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan = DigestPlan.current()
        self.keys = [one.key for one in in_order(plan.order) if one.key not in plan.left_out]
        choices = [(one.key, one.title) for one in in_order(plan.order) if one.key in self.keys]
        self.fields["wanted"].choices = choices  # type: ignore[attr-defined]

    @classmethod
    def showing(cls, choice: DigestChoice) -> SectionsForm:
        """As it is now."""
        form = cls()
        form.initial["wanted"] = [key for key in form.keys if key not in choice.without]
        return form

    @property
    def without(self) -> list[str]:
        """What they do not want."""
        return [key for key in self.keys if key not in self.cleaned_data["wanted"]]
