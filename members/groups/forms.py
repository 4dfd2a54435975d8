"""Forms about groups: they clean what was typed and never write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.handle_names import typed_handle
from members.groups.models import Group
from members.profiles.models import Member


class GroupForm(forms.Form):
    """A group's name and purpose."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    purpose = forms.CharField(label=gettext_lazy("Purpose"), max_length=200, required=False)

    def __init__(self, *args: Any, group: Group | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group = group

    def clean_name(self) -> str:
        """A name no other group has."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        others = Group.objects.filter(name__iexact=name)
        if self.group is not None:
            others = others.exclude(pk=self.group.pk)
        if others.exists():
            raise forms.ValidationError(_("Another group is called “%(name)s”.") % {"name": name})
        return name


class HandleForm(forms.Form):
    """Somebody, named by handle."""

    handle = forms.CharField(
        label=gettext_lazy("Handle"),
        max_length=31,
        help_text=gettext_lazy("The short name behind the @, such as mira."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    member: Member

    def clean_handle(self) -> str:
        """The handle of somebody with an open account."""
        handle = typed_handle(self.cleaned_data["handle"])
        member = Member.objects.present().filter(handle=handle).first()
        if member is None:
            raise forms.ValidationError(_("Nobody here has the handle “%(handle)s”.") % {"handle": handle})
        self.member = member
        return handle
