"""Forms about levels: they clean what was typed and never write."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.handle_names import typed_handle
from members.profiles.models import Member
from members.recognition.models import REASON_LEAST, REASON_LENGTH, UNLOCKS_LENGTH


class ProposalForm(forms.Form):
    """Whom, and why."""

    handle = forms.CharField(
        label=gettext_lazy("Whom"), max_length=60,
        help_text=gettext_lazy("The handle of a member. Your own, if you apply yourself."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Why"), min_length=REASON_LEAST, max_length=REASON_LENGTH,
        help_text=gettext_lazy("What they did, and what you expect of them. The team reads it, and the member."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip
    member: Member

    def clean_handle(self) -> str:
        """The handle of somebody who is here."""
        handle = typed_handle(str(self.cleaned_data["handle"]))
        found = Member.objects.present().named(handle).first()
        if found is None:
            raise forms.ValidationError(_("Nobody here has the handle “%(handle)s”.") % {"handle": handle})
        self.member = found
        return handle


class UnlocksForm(forms.Form):
    """What comes with a level."""

    unlocks = forms.CharField(
        label=gettext_lazy("What comes with it"), max_length=UNLOCKS_LENGTH, required=False,
        help_text=gettext_lazy("In plain words, such as a space of their own or an early look at new things."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
