"""What one enters to invite, and to ask for an invitation."""

from django import forms
from django.core.validators import MaxLengthValidator
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _


class InvitationForm(forms.Form):
    """Whom to invite, with which words, and where they begin."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        help_text=_("The invitation is sent there. Leave it empty to pass the link on yourself."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    note = forms.CharField(label=_("A note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    landing = forms.CharField(
        label=_("Where to begin"),
        max_length=200,
        required=False,
        help_text=_("The address of a page here, such as /s/start-here/. Empty means the home page."),
    )

    def clean_landing(self) -> str:
        """A path of this community that leads somewhere."""
        landing: str = self.cleaned_data["landing"].strip()
        if not landing:
            return ""
        if not landing.startswith("/") or not url_has_allowed_host_and_scheme(landing, allowed_hosts=None):
            raise forms.ValidationError(_("Enter the part of the address that begins with a single slash."))
        try:
            resolve(landing.partition("?")[0])
        except Resolver404 as error:
            raise forms.ValidationError(_("There is no such page here.")) from error
        return landing


class ApplicationForm(forms.Form):
    """Who asks to join, and why."""

    name = forms.CharField(
        label=_("What should we call you?"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    answer = forms.CharField(
        label=_("What brings you here?"),
        validators=[MaxLengthValidator(2000)],
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": "2000"}),
    )

    def clean_email(self) -> str:
        """Small letters."""
        return str(self.cleaned_data["email"]).lower()
