"""Somebody named by handle in a form."""

from __future__ import annotations

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.handle_names import typed_handle
from members.profiles.handles import HANDLE_MAX
from members.profiles.models import Member

TYPED = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
"""For fields in which a browser changes nothing that is typed."""


def handle_field(label: str | Promise, help_text: str | Promise = "", **more: object) -> forms.CharField:
    """A field for a handle, with the @ or without it."""
    widget = forms.TextInput(attrs=TYPED)
    return forms.CharField(label=label, help_text=help_text, max_length=HANDLE_MAX + 1, widget=widget, **more)  # type: ignore[arg-type]


class HandleForm(forms.Form):
    """Somebody, named by handle."""

    handle = handle_field(gettext_lazy("Handle"), gettext_lazy("The short name behind the @, such as mira."))
    member: Member

    def clean_handle(self) -> str:
        """The handle of somebody with an open account."""
        handle = typed_handle(str(self.cleaned_data["handle"]))
        member = Member.objects.present().named(handle).first()
        if member is None:
            raise forms.ValidationError(_("Nobody here has the handle “%(handle)s”.") % {"handle": handle})
        self.member = member
        return handle
