"""Forms about events: they clean what was typed and never write."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.profiles.handle_forms import HandleForm
from programs.events.afterwards import surveys_to_choose
from programs.events.details import LinkField
from programs.events.models import CAPACITY_MOST, GUESTS_MOST, NOTE_MAX, REASON_MAX, WORDS_MAX, EventDay, Says
from programs.series.models import Program


class AnswerForm(forms.Form):
    """Going, maybe or no, with how many guests."""

    says = forms.ChoiceField(choices=Says.choices, error_messages={"required": gettext_lazy("Choose an answer.")})
    guests = forms.IntegerField(
        label=gettext_lazy("Guests"), min_value=0, max_value=GUESTS_MOST, required=False,
        error_messages={"invalid": gettext_lazy("Say the guests in a number.")},
    )  # fmt: skip

    def clean_guests(self) -> int:
        """None, if nothing was said."""
        return int(self.cleaned_data.get("guests") or 0)


class AddForm(HandleForm):
    """Whom to put on the list."""


class TakeOffForm(forms.Form):
    """Why somebody is taken off the list."""

    why = forms.CharField(
        label=gettext_lazy("Reason; they read it"), max_length=REASON_MAX,
        error_messages={"required": gettext_lazy("Say why; they are told.")},
    )  # fmt: skip


class CapacityForm(forms.Form):
    """How many may come to this one."""

    capacity = forms.IntegerField(
        label=gettext_lazy("Places"), min_value=1, max_value=CAPACITY_MOST, required=False,
        help_text=gettext_lazy("Guests count. Empty: everybody can come. Fewer places take nobody’s place away."),
        widget=forms.NumberInput(attrs={"class": "short"}),
    )  # fmt: skip


class WordsForm(forms.Form):
    """The note of the host before, the recording after."""

    note = forms.CharField(
        label=gettext_lazy("Note of the host"), max_length=NOTE_MAX, required=False,
        help_text=gettext_lazy("Stands on the page of the event: what to bring, what it begins with."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    recording_url = LinkField(label=gettext_lazy("Address of the recording"))
    recording_words = forms.CharField(
        label=gettext_lazy("Words to it"), max_length=WORDS_MAX, required=False,
        help_text=gettext_lazy("What is left of the evening, in a few sentences."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    edition = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, day: EventDay, data: QueryDict | None = None) -> WordsForm:
        """What is noted of one event, or what was typed instead."""
        said = {name: getattr(day, name) for name in ("note", "recording_url", "recording_words")}
        return cls(data, initial={**said, "edition": day.words_edition}, auto_id="words_%s")


class SurveyForm(forms.Form):
    """Which survey that there is asks those who came."""

    survey: forms.ModelChoiceField[Program] = forms.ModelChoiceField(
        label=gettext_lazy("A survey there is"), queryset=None, required=False,
        help_text=gettext_lazy("It asks whom it is meant for. Who came and is asked by it finds it on the page."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["survey"]
        field.queryset, field.empty_label = surveys_to_choose(), _("None")
        field.error_messages["invalid_choice"] = _("This survey is over, or is not there any more. Choose another one.")


class MessageForm(forms.Form):
    """Words to everybody who goes."""

    words = forms.CharField(
        label=gettext_lazy("Message to all who go"), max_length=WORDS_MAX,
        help_text=gettext_lazy("It comes by inbox and mail, to those who have a place."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    key = forms.CharField(max_length=40, widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", secrets.token_hex(12))

    def clean_key(self) -> str:
        """A new one where none came along."""
        return str(self.cleaned_data.get("key") or secrets.token_hex(12))

    def clean_words(self) -> str:
        """Not only spaces."""
        words = str(self.cleaned_data["words"]).strip()
        if not words:
            raise forms.ValidationError(_("Write something first."))
        return words
