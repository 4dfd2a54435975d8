"""Forms of calls: they clean what was typed and never write."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.handle_names import typed_handle
from members.profiles.models import Member


class EditorForm(forms.Form):
    """Whom to name, by handle."""

    handle = forms.CharField(
        label=gettext_lazy("Name an editor"), max_length=60, help_text=gettext_lazy("A handle such as @nia."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": gettext_lazy("Write the handle of a member.")},
    )  # fmt: skip

    def clean_handle(self) -> Member:
        """The member behind it."""
        typed = self.cleaned_data["handle"].strip()
        found: Member | None = Member.objects.present().named(typed_handle(typed)).first()
        if found is None:
            raise forms.ValidationError(_("Nobody here has the handle %(handle)s.") % {"handle": typed[:40]})
        return found
