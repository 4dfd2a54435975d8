"""Forms of the first steps: they clean what was typed and never write."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.firstrun import code
from community.firstrun.plans import ROOM, Beginning, Plan
from community.spaces.forms import one_line
from members.installation.forms import LookForm, NameForm
from members.installation.naming import GUIDELINES_MAX
from members.profiles.models import Member


class OwnerForm(forms.Form):
    """The first account."""

    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=128,
        strip=False,
        help_text=gettext_lazy("At least 10 characters. A few unrelated words are easy to remember and hard to guess."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    code = forms.CharField(
        label=gettext_lazy("Setup code"),
        max_length=40,
        help_text=gettext_lazy("It stands in the log of the server; “manage.py setup_code” prints it too."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not code.is_needed():
            del self.fields["code"]

    def clean_name(self) -> str:
        """One line."""
        return one_line(self.cleaned_data["name"])

    def clean_code(self) -> str:
        """The right one."""
        typed = str(self.cleaned_data["code"])
        if not code.is_right(typed):
            raise ValidationError(_("This is not the setup code. Copy it from the log of the server."))
        return typed

    def clean(self) -> dict[str, Any]:
        """A password that is neither short, common, nor the name."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if password := cleaned.get("password"):
            somebody = Member(name=cleaned.get("name", ""), email=cleaned.get("email", ""))
            try:
                validate_password(password, somebody)
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned


class FirstLookForm(NameForm, LookForm):
    """Name, purpose, colour and corners at once."""


class FirstGuidelinesForm(forms.Form):
    """The guidelines to begin with, as one text; its numbered lines become rules."""

    guidelines = forms.CharField(
        label=gettext_lazy("Guidelines"),
        max_length=GUIDELINES_MAX,
        required=False,
        help_text=gettext_lazy("Each line that begins with a number is a rule. Markdown works here."),
        widget=forms.Textarea(attrs={"rows": 16}),
    )


class SpacesForm(forms.Form):
    """Up to six spaces, each a name and a purpose; an empty name makes no space."""

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        for number in range(ROOM):
            known = plan.spaces[number] if number < len(plan.spaces) else None
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Space %(n)d") % {"n": number + 1},
                max_length=80,
                required=False,
                initial=known.name if known else "",
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
            self.fields[f"purpose_{number}"] = forms.CharField(
                label=_("What space %(n)d is for") % {"n": number + 1},
                max_length=160,
                required=False,
                initial=known.purpose if known else "",
            )

    @property
    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Name and purpose, space by space."""
        return [(self[f"name_{number}"], self[f"purpose_{number}"]) for number in range(ROOM)]

    def clean(self) -> dict[str, Any]:
        """At least one space, no two of one name."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        names = [" ".join(str(cleaned.get(f"name_{number}", "")).split()) for number in range(ROOM)]
        for number, name in enumerate(names):
            if name and not any(character.isalnum() for character in name):
                self.add_error(f"name_{number}", _("Use at least one letter or digit."))
            elif name and name.casefold() in [other.casefold() for other in names[:number]]:
                self.add_error(f"name_{number}", _("Another space has this name already."))
        if not any(names) and not self.errors:
            raise ValidationError(_("Name at least one space. People need a place to write."))
        return cleaned

    def beginnings(self) -> list[Beginning]:
        """The spaces to make; what members may start in them comes from the plan."""
        made = []
        for number in range(ROOM):
            name = " ".join(self.cleaned_data[f"name_{number}"].split())
            purpose = " ".join(self.cleaned_data[f"purpose_{number}"].split())
            known = self.plan.spaces[number] if number < len(self.plan.spaces) else None
            if name and known and name == str(known.name):
                made.append(replace(known, name=name, purpose=purpose))
            elif name:
                made.append(Beginning(name, purpose, known.hue if known else 9))
        return made
