"""Opening an account: the form, and what happens at once when it is sent."""

from typing import Any
from zoneinfo import available_timezones

from allauth.account.forms import SignupForm
from allauth.core import context
from django import forms
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from config.lib import limits
from config.lib.net import network_of
from config.lib.zones import offered
from members.accounts.barring import is_refused
from members.accounts.forms import Ours
from members.installation.admitting import SignUp
from members.installation.models import Installation
from members.invitations.admitting import FIELD, invitation_of
from members.invitations.attributing import LINK, attribute
from members.invitations.models import Invitation
from members.profiles.models import Member


class UsedUp(Exception):
    """Somebody else used the invitation a moment ago."""


class JoinForm(Ours, SignupForm):
    """Name, e-mail, a password or none, and a yes to the guidelines."""

    field_order = ("name", "email", "password1", "expectation", "guidelines", FIELD, LINK)
    account_already_exists: bool
    labels = {"name": _("What should we call you?"), "password1": _("Password")}
    name = forms.CharField(max_length=60, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    # The browser knows it; whoever joins without JavaScript chooses it in the settings.
    time_zone = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput(attrs={"data-time-zone": ""}))
    guidelines = forms.BooleanField(label=_("I have read the guidelines and keep to them"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = _(
            "At least 10 characters. Leave it empty to sign in with codes by e-mail."
        )
        for name in (FIELD, LINK):
            self.fields[name] = forms.CharField(required=False, max_length=24, widget=forms.HiddenInput)
            self.initial.setdefault(name, context.request.GET.get(name, "")[:24])
        self._ask_what_they_expect()

    def _ask_what_they_expect(self) -> None:
        """The question of a founding group, for those who come with one of its invitations."""
        invitation = invitation_of(context.request)
        if invitation is not None and invitation.is_open and invitation.question:
            self.fields["expectation"] = forms.CharField(
                label=invitation.question,
                required=False,
                max_length=1000,
                help_text=_("The team reads your answer."),
                widget=forms.Textarea(attrs={"rows": 3, "maxlength": "1000"}),
            )
        self.order_fields(self.field_order)

    def clean_name(self) -> str:
        """A name with something to read in it."""
        name = " ".join(self.cleaned_data["name"].split())
        if not any(character.isalnum() for character in name):
            raise forms.ValidationError(_("Use at least one letter or digit."))
        return name

    def clean_time_zone(self) -> str:
        """A zone we know, or none: it was not typed, so there is nothing to complain about."""
        zone: str = self.cleaned_data["time_zone"]
        return offered(zone) if zone in available_timezones() else ""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            # Counted alike whether or not the address has an account.
            limits.spend(limits.JOIN_NETWORK, network_of(context.request))
            limits.spend(limits.MAIL_ADDRESS, cleaned["email"])
        return cleaned

    def try_save(self, request: HttpRequest) -> tuple[Member | None, HttpResponse | None]:
        """The new member, or the answer to give instead. An address with an account looks like one without."""
        try:
            invitation = _still_open(request)
            # A letter tells the address why; whoever typed it sees the same page as everybody.
            self.account_already_exists = self.account_already_exists or is_refused(self.cleaned_data["email"])
            if not self.account_already_exists:
                return self._save_with(invitation, request), None
        except UsedUp:
            self.add_error(None, _("This invitation has just been used. Ask for another one."))
            return None, render(request, "account/signup.html", {"form": self}, status=422)
        except IntegrityError:
            self.account_already_exists = True
        # The hash costs as much time as that of a new member's password.
        make_password(self.cleaned_data.get("password1") or None)
        user, answer = super().try_save(request)
        return user, answer

    @transaction.atomic
    def _save_with(self, invitation: Invitation | None, request: HttpRequest) -> Member:
        member: Member = self.save(request)
        expectation = self.cleaned_data.get("expectation", "")
        if invitation is not None and not invitation.use(by=member, expectation=expectation):
            raise UsedUp
        attribute(member, request, invitation=invitation)
        return member


def _still_open(request: HttpRequest) -> Invitation | None:
    """The invitation to use. Raises UsedUp where nobody joins without one, and it was open when the page was asked."""
    invitation = invitation_of(request)
    if invitation is not None and invitation.is_open:
        return invitation
    if Installation.current().sign_up != SignUp.OPEN:
        raise UsedUp
    return None
