"""Forms of the editor: a name, how it begins, one step, how it ends."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.public_hosts import LONGEST, Refused, place
from members.journeys.beginnings import BEGINNINGS
from members.journeys.models import NAME_LENGTH, PURPOSE_LENGTH, Journey
from members.journeys.plans import LONGEST_DAYS
from members.journeys.receivers import NAME_LENGTH as RECEIVER_LENGTH
from members.journeys.receivers import Receiver
from members.journeys.shipped import SHIPPED
from members.journeys.steps import RuleField
from members.segments.fields import options

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from members.journeys.kinds import Kind, Values


def name_taken(name: str) -> str:
    """The sentence about two journeys of one name."""
    return _("There is a journey called “%(name)s” already.") % {"name": name}


class JourneyWordsForm(forms.Form):
    """Name and purpose of a journey."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=NAME_LENGTH)
    purpose = forms.CharField(label=gettext_lazy("What it is for"), max_length=PURPOSE_LENGTH, required=False)

    def __init__(self, *args: Any, journey: Journey | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._journey = journey

    def clean_name(self) -> str:
        """No two in use have the same."""
        name = str(self.cleaned_data["name"])
        others = Journey.objects.in_use().filter(name__iexact=name)
        if (others.exclude(pk=self._journey.pk) if self._journey else others).exists():
            raise forms.ValidationError(name_taken(name))
        return name


class NewJourneyForm(JourneyWordsForm):
    """A name, and what it begins with."""

    like = forms.ChoiceField(label=gettext_lazy("Begin with"), choices=[], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        like: Any = self.fields["like"]
        like.choices = [("", _("an empty plan")), *((key, one.name) for key, one in SHIPPED.items())]


class BeginsForm(forms.Form):
    """Which way it begins, with the fields of each; only those of the chosen one have to be right."""

    on = forms.ChoiceField(label=gettext_lazy("It begins"), widget=forms.RadioSelect, choices=[])

    def __init__(self, data: Any = None, *, on: str = "hand", values: Values | None = None) -> None:
        initial = {"on": on} | {f"{on}-{name}": value for name, value in (values or {}).items()}
        super().__init__(data, initial=initial, use_required_attribute=False)
        choice: Any = self.fields["on"]
        choice.choices = [(key, key) for key in BEGINNINGS]
        for key, one in BEGINNINGS.items():
            for name, asked in one.fields.items():
                self.fields[f"{key}-{name}"] = deepcopy(asked)
                self.fields[f"{key}-{name}"].required = False
                self.fields[f"{key}-{name}"].widget.attrs |= {"class": "input", "aria-label": asked.label}

    @property
    def chosen(self) -> tuple[str, dict[str, Any]]:
        """What was chosen, as a plan keeps it; the plan itself says what is wrong with it."""
        on = self.cleaned_data["on"]
        return on, {name: self.cleaned_data.get(f"{on}-{name}") for name in BEGINNINGS[on].fields}

    @property
    def rows(self) -> list[tuple[str, str, bool, list[tuple[str, forms.BoundField | None]]]]:
        """For each way: key, id, whether it is chosen, and its sentence with the fields in it."""
        from members.segments.predicates import pieces

        found = []
        for key, one in BEGINNINGS.items():
            parts = [
                (text.strip(), self[f"{key}-{name}"] if name else None)
                for text, name in pieces(one.sentence, one.fields)
            ]
            found.append((key, f"begins-{key}", str(self["on"].value()) == key, parts))
        return found


class StepForm(forms.Form):
    """The fields of one kind of step; a question has the builder instead."""

    def __init__(self, kind: Kind, data: Any = None, *, values: Values | None = None) -> None:
        super().__init__(data, initial=dict(values or {}), use_required_attribute=False)
        for name, asked in kind.fields.items():
            if not isinstance(asked, RuleField):
                self.fields[name] = deepcopy(asked)

    @property
    def lacking(self) -> list[StrOrPromise]:
        """What has to be chosen and is not there to be chosen yet."""
        asked = [one for one in self.fields.values() if isinstance(one, forms.ChoiceField) and one.required]
        return [one.label or "" for one in asked if not options(one)]


class EndsForm(forms.Form):
    """How long somebody may stay, and when they may begin again; the goal has the builder."""

    days = forms.IntegerField(
        label=gettext_lazy("Nobody stays longer than so many days"), min_value=1, max_value=LONGEST_DAYS
    )
    again_after = forms.IntegerField(
        label=gettext_lazy("Somebody may begin again after so many days (0: never)"),
        min_value=0,
        max_value=LONGEST_DAYS,
    )


def receiver_taken(name: str) -> str:
    """The sentence about two receivers of one name."""
    return _("There is a receiver called “%(name)s” already.") % {"name": name}


class ReceiverForm(forms.Form):
    """A service outside; its secret is written and never shown again."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=RECEIVER_LENGTH, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    url = forms.CharField(
        label=gettext_lazy("Address"), max_length=LONGEST, widget=forms.URLInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("It begins with https:// and is one of a public host."),
    )  # fmt: skip
    secret = forms.CharField(
        label=gettext_lazy("Secret"), min_length=24, max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("Signs what is sent, so that the service knows it was us. It is not shown again."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, receiver: Receiver | None = None) -> None:
        initial = {"name": receiver.name, "url": receiver.url} if receiver else {}
        super().__init__(data, initial=initial, use_required_attribute=False)
        self._receiver = receiver
        if receiver is not None:
            self.fields["secret"].required = False
            self.fields["secret"].help_text = _("Leave it empty to keep the one that ends in %(end)s.") % {
                "end": receiver.secret_end
            }

    def clean_name(self) -> str:
        """No two in use have the same."""
        name = str(self.cleaned_data["name"])
        others = Receiver.objects.in_use().filter(name__iexact=name)
        if (others.exclude(pk=self._receiver.pk) if self._receiver else others).exists():
            raise forms.ValidationError(receiver_taken(name))
        return name

    def clean_url(self) -> str:
        """An address that may be asked, so that names of members never travel in the open."""
        url = str(self.cleaned_data["url"])
        if not url.lower().startswith("https://"):
            raise forms.ValidationError(_("The address begins with https://."))
        try:
            return place(url).url
        except Refused as refused:
            raise forms.ValidationError(
                _("This address cannot be told anything: it is not one of a public host.")
            ) from refused
