"""Forms about one occurrence: they clean what was typed and never write."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.handle_names import typed_handle
from members.profiles.models import Member
from members.profiles.preferences import may_see_profile
from programs.series.forms import NUMBER_MOST, LengthForm, a_day, a_time, length_of
from programs.series.laying import AHEAD
from programs.series.measures import Goal
from programs.series.models import ABOUT_MAX, TITLE_MAX
from programs.series.recurring import moment

if TYPE_CHECKING:
    from programs.series.occurrences import Occurrence


class OneForm(LengthForm):
    """One occurrence alone: its own title and words, its own time."""

    use_required_attribute = False
    title = forms.CharField(
        label=gettext_lazy("Its own title"), max_length=TITLE_MAX, required=False,
        help_text=gettext_lazy("Empty: the title of the series."),
    )  # fmt: skip
    about = forms.CharField(
        label=gettext_lazy("Its own words"), max_length=ABOUT_MAX, required=False,
        widget=forms.Textarea(attrs={"rows": 5}), help_text=gettext_lazy("They stand beside those of the series."),
    )  # fmt: skip
    day = a_day(gettext_lazy("Day"))
    at = a_time(gettext_lazy("Begins at"))
    edition = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    field_order = ("title", "about", "day", "at", "lasts", "unit", "edition")

    def __init__(self, *args: Any, occurrence: Occurrence, **more: Any) -> None:
        starts = occurrence.starts_at.astimezone(ZoneInfo(occurrence.program.zone))
        minutes = round((occurrence.ends_at - occurrence.starts_at).total_seconds() / 60)
        more["initial"] = {
            "title": occurrence.title, "about": occurrence.about, "day": starts.date(), "at": starts.time(),
            "edition": occurrence.edition, **length_of(minutes),
        }  # fmt: skip
        super().__init__(*args, **more)
        self.occurrence, self.was = occurrence, (starts.date(), starts.time().replace(second=0, microsecond=0))
        self.starts_at: datetime = occurrence.starts_at

    def clean(self) -> dict[str, Any]:
        """A moment to come, within what is laid out; what has begun keeps its time."""
        found = super().clean()
        if not {"day", "at"} <= found.keys() or (found["day"], found["at"]) == self.was:
            return found
        today, zone = timezone.localdate(), self.occurrence.program.zone
        if not self.occurrence.is_to_come:
            self.add_error("day", _("What has begun, or was called off, keeps its time."))
        elif found["day"] > today + AHEAD:
            self.add_error("day", _("Choose a day within the next two years."))
        elif found["day"] < today - timedelta(days=1) or moment(found["day"], found["at"], zone) <= timezone.now():
            self.add_error("day", _("This moment is over. Choose one to come."))
        else:
            self.starts_at = moment(found["day"], found["at"], zone)
        return found

    @property
    def said(self) -> dict[str, Any]:
        """What it is to say; its time in UTC and how long it goes on."""
        said = self.cleaned_data
        return {
            "title": said["title"], "about": said["about"], "starts_at": self.starts_at,
            "lasts": timedelta(minutes=said["minutes"]),
        }  # fmt: skip

    def read_again(self, occurrence: Occurrence) -> None:
        """Show it once more with what was typed, after somebody else changed the occurrence."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict, as it was sent
        data["edition"] = occurrence.edition
        self.data = data


class CallOffForm(forms.Form):
    """Why it does not take place."""

    why = forms.CharField(
        label=gettext_lazy("Why"), max_length=200, required=False, widget=forms.TextInput(),
        help_text=gettext_lazy("Everybody who is told reads it."),
    )  # fmt: skip


class ResultForm(forms.Form):
    """What came of it: a number in the measure of its goal, and a line."""

    number = forms.IntegerField(label=gettext_lazy("How many"), min_value=0, max_value=NUMBER_MOST, required=False)
    words = forms.CharField(label=gettext_lazy("In one line: how did it go?"), max_length=300, required=False)

    def __init__(self, *args: Any, occurrence: Occurrence, **more: Any) -> None:
        more["initial"] = {"number": occurrence.result_number, "words": occurrence.result_words}
        super().__init__(*args, **more)
        program = occurrence.program
        if program.goal != Goal.OWN:
            self.fields["number"].label = program.get_goal_display()

    def clean(self) -> dict[str, Any]:
        """Something is said."""
        found = super().clean() or self.cleaned_data
        if not self.errors and found.get("number") is None and not found.get("words"):
            self.add_error("words", _("Write a number or a line."))
        return found


class HostForm(forms.Form):
    """Who hosts one occurrence, by handle; nobody: whoever's turn it is."""

    host = forms.CharField(
        label=gettext_lazy("Host of this one"), max_length=60, required=False,
        help_text=gettext_lazy("A handle such as @nia. Empty: whoever’s turn it is."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip

    def __init__(self, *args: Any, viewer: Member, **more: Any) -> None:
        super().__init__(*args, **more)
        self.viewer = viewer
        self.member: Member | None = None

    def clean_host(self) -> str:
        """A member the sender sees."""
        text = str(self.cleaned_data["host"]).strip()
        if text:
            self.member = member_named(text, self.viewer)
        return text


def member_named(text: str, viewer: Member) -> Member:
    """The member of a handle, if whoever asks sees them and they may write here. Raises ValidationError."""
    found: Member | None = Member.objects.present().named(typed_handle(text)).first()
    if found is None or not may_see_profile(viewer, found):
        raise forms.ValidationError(_("Nobody here has this handle."))
    if found.is_suspended or found.is_silenced:
        raise forms.ValidationError(_("This member cannot host at the moment."))
    return found
