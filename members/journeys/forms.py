"""Forms of the editor: a name, how it begins, one step, how it ends."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.journeys.beginnings import BEGINNINGS
from members.journeys.models import NAME_LENGTH, PURPOSE_LENGTH, Journey
from members.journeys.plans import LONGEST_DAYS
from members.journeys.shipped import SHIPPED
from members.journeys.steps import RuleField

if TYPE_CHECKING:
    from members.journeys.kinds import Kind, Values


def name_taken(name: str) -> str:
    """The sentence about two journeys of one name."""
    return _("There is a journey called “%(name)s” already.") % {"name": name}


class NewJourneyForm(forms.Form):
    """A name, and what it begins with."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=NAME_LENGTH)
    purpose = forms.CharField(label=gettext_lazy("What it is for"), max_length=PURPOSE_LENGTH, required=False)
    like = forms.ChoiceField(label=gettext_lazy("Begin with"), choices=[], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        like: Any = self.fields["like"]
        like.choices = [("", _("an empty plan")), *((key, one.name) for key, one in SHIPPED.items())]

    def clean_name(self) -> str:
        """No two in use have the same."""
        name = str(self.cleaned_data["name"])
        if Journey.objects.in_use().filter(name__iexact=name).exists():
            raise forms.ValidationError(name_taken(name))
        return name


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
