"""What is typed about messages, cleaned. Forms never write."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from config.lib.handle_names import typed_handle
from members.messages.models import NAME_MAX, NOTE_MAX
from members.messages.reporting import BEFORE, reasons
from members.messages.wording import MESSAGE_MAX
from members.messages.writing import PEOPLE_MAX
from members.profiles.models import Member

_KEY = r"\A[A-Za-z0-9-]{8,64}\Z"


class MessageForm(forms.Form):
    """A message. `key` names the submission."""

    body = forms.CharField(
        max_length=MESSAGE_MAX,
        error_messages={
            "required": _("Write something first."),
            "max_length": _("At most %(limit_value)d characters fit into a message; this has %(show_value)d."),
        },
    )
    key = forms.RegexField(_KEY, required=False)


class PeopleField(forms.CharField):
    """Handles with commas or spaces between them, each once."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40 * PEOPLE_MAX, **kwargs)

    def clean(self, value: Any) -> Any:
        """The members behind the handles, in the order they were typed. Raises ValidationError for who is not here."""
        handles = list(dict.fromkeys(typed_handle(word) for word in re.split(r"[\s,;]+", super().clean(value))))
        handles = [handle for handle in handles if handle]
        if len(handles) >= PEOPLE_MAX:
            raise forms.ValidationError(_("At most %(most)d people fit into a group."), params={"most": PEOPLE_MAX})
        found = {member.handle: member for member in Member.objects.present().filter(handle__in=handles)}
        for handle in handles:
            if handle not in found:
                raise forms.ValidationError(_("Nobody here goes by “@%(handle)s”."), params={"handle": handle})
        return [found[handle] for handle in handles]


class NamesInput(forms.TextInput):
    """A line of handles; where scripts run, names are offered while one is typed."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With where the names are asked for, and the words around the list."""
        offered = {
            "autocomplete": "off", "autocapitalize": "none", "spellcheck": "false",
            "data-names": reverse("messages_names"), "data-label": gettext("Suggestions"),
            "data-choices": gettext("suggestions"),
        }  # fmt: skip
        return super().get_context(name, value, {**offered, **(attrs or {})})


class AddForm(forms.Form):
    """Whom to bring in."""

    people = PeopleField(
        label=_("Whom to add"),
        help_text=_("Their handles, such as @anna, with commas between them."),
        widget=NamesInput(),
        error_messages={"required": _("Say whom you want to add.")},
    )


class NewForm(MessageForm):
    """A first message: to whom, and what a group is called."""

    people = PeopleField(
        label=_("To"),
        help_text=_("Handles such as @anna. With several people it becomes a group."),
        widget=NamesInput(),
        error_messages={"required": _("Say whom you want to write to.")},
    )
    name = forms.CharField(
        label=_("Name of the group"),
        max_length=NAME_MAX,
        required=False,
        help_text=_("Everybody in the group can change it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_name(self) -> str:
        """One line."""
        return " ".join(self.cleaned_data["name"].split())


class NameForm(forms.Form):
    """What a group is called; empty: by its people."""

    name = forms.CharField(
        label=_("Name of the group"), max_length=NAME_MAX, required=False,
        help_text=_("Without a name, it is called by the people in it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def clean_name(self) -> str:
        """One line."""
        return " ".join(self.cleaned_data["name"].split())


class ReportForm(forms.Form):
    """Why a message is shown to the team, and how much of what stands before it."""

    reason = forms.ChoiceField(
        label=_("What is wrong with it?"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong with it.")},
    )  # fmt: skip
    before = forms.ChoiceField(label=_("What the team sees"), initial=BEFORE, required=False)
    note = forms.CharField(
        label=_("What the team should know"), max_length=NOTE_MAX, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": str(NOTE_MAX)}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = reasons()  # type: ignore[attr-defined]
        self.fields["before"].choices = [(n, _with(n)) for n in range(BEFORE + 1)]  # type: ignore[attr-defined]

    def clean_before(self) -> int:
        """How many messages; as many as there can be, if nothing was said."""
        return int(self.cleaned_data["before"] or BEFORE)


def _with(before: int) -> str:
    """How much the team sees of the talk."""
    if not before:
        return gettext("The message alone")
    return ngettext("The message and %(n)d before it", "The message and %(n)d before it", before) % {"n": before}
