"""What one enters to invite one person or many, and to ask for an invitation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from members.groups.models import Group
from members.invitations.addresses import FILE_BYTES, read_addresses
from members.invitations.attributing import LINK
from members.invitations.badging import badges_for_founders
from members.invitations.batches import MOST_ADDRESSES


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
        return a_landing(self.cleaned_data["landing"])


def a_landing(typed: str) -> str:
    """A path of this community that leads somewhere, or nothing. Raises ValidationError."""
    landing = typed.strip()
    if not landing:
        return ""
    if not landing.startswith("/") or not url_has_allowed_host_and_scheme(landing, allowed_hosts=None):
        raise forms.ValidationError(_("Enter the part of the address that begins with a single slash."))
    try:
        resolve(landing.partition("?")[0])
    except Resolver404 as error:
        raise forms.ValidationError(_("There is no such page here.")) from error
    return landing


class AddressesForm(forms.Form):
    """Addresses, pasted or in a file."""

    addresses = forms.CharField(
        label=_("E-mail addresses"),
        required=False,
        help_text=_("Up to 50, between commas or in lines of their own. Names beside them do no harm."),
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Or a file with them"),
        required=False,
        help_text=_("Text or CSV, up to 64 KB."),
        widget=forms.FileInput(attrs={"accept": ".txt,.csv,text/plain,text/csv"}),
    )

    found: list[str]

    def clean_file(self) -> str:
        """The words of the file. Raises ValidationError for one that is too large or no text."""
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        if file.size > FILE_BYTES:
            raise forms.ValidationError(_("The file is larger than 64 KB."))
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("The file is not text in UTF-8. Save it as text or CSV.")) from error

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "file" in self.errors:
            return cleaned
        good, wrong = read_addresses(f"{cleaned.get('addresses', '')}\n{cleaned.get('file', '')}")
        if wrong:
            words = gettext("These are no e-mail addresses: %(wrong)s")
            self.add_error("addresses", words % {"wrong": ", ".join(piece[:60] for piece in wrong[:5])})
        elif not good:
            self.add_error("addresses", gettext("Enter at least one address, or choose a file with some."))
        elif len(good) > MOST_ADDRESSES:
            words = ngettext(
                "There is %(number)d address. Invite at most %(most)d together.",
                "There are %(number)d addresses. Invite at most %(most)d together.",
                len(good),
            )
            self.add_error("addresses", words % {"number": len(good), "most": MOST_ADDRESSES})
        self.found = good
        return cleaned


class BatchForm(AddressesForm):
    """A founding group: whom to invite together, with which words and which question, and where they begin."""

    field_order = ("name", "addresses", "file", "note", "question", "group", "badge", "landing", "days")
    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("Only the team sees it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    note = forms.CharField(label=_("A note"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}))
    question = forms.CharField(
        label=_("A question about what they expect"),
        max_length=200,
        required=False,
        help_text=_("They answer it when they join, if they like. The team reads the answers."),
    )
    group = forms.ModelChoiceField(
        label=_("A group they come into"),
        queryset=Group.objects.none(),
        required=False,
        empty_label=_("None"),
        help_text=_("They see its private spaces from the first moment."),
    )
    badge = forms.ChoiceField(
        label=_("A badge they get"), required=False, help_text=_("Once they have joined. Everybody can see it.")
    )
    landing = forms.CharField(
        label=_("Where to begin"),
        max_length=200,
        required=False,
        help_text=_("The address of a page here, such as /s/start-here/. Empty means the home page."),
    )
    days = forms.IntegerField(label=_("How many days an invitation works"), min_value=1, max_value=60, initial=14)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = Group.objects.order_by("name")  # type: ignore[attr-defined]
        badges = badges_for_founders()
        self.fields["badge"].choices, self.fields["badge"].initial = badges, badges[0][0]  # type: ignore[attr-defined]

    def clean_landing(self) -> str:
        """A path of this community that leads somewhere."""
        return a_landing(self.cleaned_data["landing"])


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[LINK] = forms.CharField(required=False, max_length=24, widget=forms.HiddenInput)

    def clean_email(self) -> str:
        """Small letters."""
        return str(self.cleaned_data["email"]).lower()
