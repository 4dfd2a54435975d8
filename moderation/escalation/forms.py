"""Forms about escalations: they clean what was typed and never write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib import missing
from config.lib.public_hosts import LONGEST, Refused, place
from members.duties.forms import OwnerField, team
from moderation.escalation.matrix import MOST_MINUTES, MOST_STEPS, Matter
from moderation.escalation.models import WHY_MAX
from moderation.escalation.whom import member_at
from moderation.guidelines.measures import Severity

HOWS = [
    ("member", gettext_lazy("Somebody of the team, by inbox and e-mail")),
    ("email", gettext_lazy("Somebody outside, by e-mail")),
    ("url", gettext_lazy("Another service, by a signed call")),
]


class EscalateForm(forms.Form):
    """What kind of matter it is, and why."""

    use_required_attribute = False
    matter = forms.ChoiceField(label=gettext_lazy("Kind of matter"), choices=Matter.choices)
    why = forms.CharField(
        label=gettext_lazy("Why"), required=False, max_length=WHY_MAX, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Whoever is told reads it, people outside too. Write no names and nothing private."),
    )  # fmt: skip


class RungForm(forms.Form):
    """One more whom escalations tell."""

    use_required_attribute = False
    matter = forms.ChoiceField(label=gettext_lazy("Kind of matter"), choices=Matter.choices)
    severity = forms.TypedChoiceField(label=gettext_lazy("Severity"), choices=Severity.choices, coerce=int)
    step = forms.IntegerField(
        label=gettext_lazy("Step"), min_value=1, max_value=MOST_STEPS, initial=1, error_messages=missing.NUMBER,
        help_text=gettext_lazy("Those of step 1 are told first, those of step 2 if nobody acknowledges in time."),
    )  # fmt: skip
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes to acknowledge"),
        min_value=1,
        max_value=MOST_MINUTES,
        initial=60,
        error_messages=missing.NUMBER,
    )
    how = forms.ChoiceField(label=gettext_lazy("Who is told, and how"), choices=HOWS, initial="member")
    member = OwnerField(
        label=gettext_lazy("Who of the team"), queryset=team(), required=False, empty_label=gettext_lazy("nobody")
    )
    email = forms.EmailField(label=gettext_lazy("E-mail address of somebody outside"), required=False)
    url = forms.CharField(
        label=gettext_lazy("Address of another service"), max_length=LONGEST, required=False,
        help_text=gettext_lazy("It begins with https:// and is one of a public host."),
    )  # fmt: skip
    secret = forms.CharField(
        label=gettext_lazy("Secret"), min_length=24, max_length=200, required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy("Signs what the service is told, so that it knows it was us. It is not shown again."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["member"]
        field.queryset = team()

    def clean_email(self) -> str:
        """Whoever is a member is told as one, so that it is asked what they may see."""
        email = str(self.cleaned_data["email"])
        if email and member_at(email) is not None:
            raise forms.ValidationError(_("Somebody here has this address. Choose them as somebody of the team."))
        return email

    def clean_url(self) -> str:
        """An address that may be asked, and not in the open."""
        url = str(self.cleaned_data["url"])
        if not url:
            return ""
        if not url.lower().startswith("https://"):
            raise forms.ValidationError(_("The address begins with https://."))
        try:
            return place(url).url
        except Refused as refused:
            raise forms.ValidationError(
                _("This address cannot be told anything: it is not one of a public host.")
            ) from refused

    def clean(self) -> dict[str, Any]:
        """What the chosen way needs is there; the rest does not count."""
        found = super().clean() or self.cleaned_data
        how = found.get("how")
        if how and how not in self.errors and not found.get(how):
            self.add_error(how, _("Say who is told."))
        if how == "url" and "secret" not in self.errors and not found.get("secret"):
            self.add_error("secret", _("A signed call needs a secret."))
        return found

    def whom(self) -> dict[str, Any]:
        """Who is told, as the matrix takes it."""
        how = self.cleaned_data["how"]
        given = {how: self.cleaned_data[how]}
        return given | ({"secret": self.cleaned_data["secret"]} if how == "url" else {})
