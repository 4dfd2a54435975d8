"""The forms of leaving. They clean, and write nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.handle_names import typed_handle
from members.privacy.models import Fate
from members.profiles.handle_forms import TYPED, HandleForm, handle_field
from members.profiles.models import Member

if TYPE_CHECKING:
    from django.http import QueryDict

FATES = [
    (Fate.KEEP.value, gettext_lazy("Keep the words: posts stay, shown as by “Former member”")),
    (Fate.ERASE.value, gettext_lazy("Erase the words too: a mark stands where each post was")),
]


class LeaveForm(forms.Form):
    """What becomes of one's words, and one's handle to show that it is meant."""

    use_required_attribute = False

    fate = forms.ChoiceField(
        label=gettext_lazy("What you wrote"),
        choices=FATES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what becomes of what you wrote.")},
    )
    typed = forms.CharField(max_length=31, widget=forms.TextInput(attrs=TYPED))

    def __init__(self, data: QueryDict | None = None, *, member: Member) -> None:
        super().__init__(data)
        self._member = member
        self.fields["typed"].label = _("Type %(handle)s to go on") % {"handle": member.handle}
        self.fields["typed"].error_messages["required"] = self._refusal()

    def clean_typed(self) -> str:
        """The handle, with or without an @."""
        if typed_handle(self.cleaned_data["typed"]) != self._member.handle:
            raise forms.ValidationError(self._refusal())
        return self._member.handle

    def _refusal(self) -> str:
        return _("Type your handle, %(handle)s.") % {"handle": self._member.handle}


class EraseForm(HandleForm):
    """Whose account is to be deleted, what becomes of their words, and the handle once more."""

    use_required_attribute = False

    handle = handle_field(
        gettext_lazy("Member"),
        gettext_lazy("The handle, such as mira."),
        error_messages={"required": gettext_lazy("Say whose account it is.")},
    )
    fate = forms.ChoiceField(
        label=gettext_lazy("What they wrote"),
        choices=FATES,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what becomes of what they wrote.")},
    )
    typed = forms.CharField(
        label=gettext_lazy("The handle once more"),
        max_length=31,
        error_messages={"required": gettext_lazy("Type the handle once more to confirm.")},
        widget=forms.TextInput(attrs=TYPED),
    )

    def __init__(self, data: QueryDict | None = None, *, by: Member, handle: str = "") -> None:
        super().__init__(data, initial={"handle": handle})
        self._by = by

    def clean_handle(self) -> str:
        """The handle of somebody else with an open account."""
        handle = super().clean_handle()
        if self.member == self._by:
            raise forms.ValidationError(_("This is you. Delete your own account in your settings, under Your data."))
        return handle

    def clean(self) -> dict[str, Any]:
        """Typed twice, so that nobody's account goes by mistake."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "handle" in cleaned and "typed" in cleaned and typed_handle(cleaned["typed"]) != cleaned["handle"]:
            self.add_error("typed", _("Type “%(handle)s” here to confirm.") % {"handle": cleaned["handle"]})
        return cleaned
