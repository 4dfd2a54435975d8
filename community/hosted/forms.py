"""Why a host hides something: the rule and the facts. It cleans what was typed and never writes."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.guidelines.models import Rule
from moderation.guidelines.rules import rules_in_force
from moderation.review.of_hosts import Reasons


class TakeAwayForm(forms.Form):
    """The rule that was broken and what happened; both are told to the author."""

    use_required_attribute = False
    rule = forms.ChoiceField(
        label=_("Which rule"), required=False, error_messages={"invalid_choice": _("Choose the rule that was broken.")}
    )
    facts = forms.CharField(
        label=_("What happened"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say what happened.")},
        help_text=_("The author reads this, with the rule. Keep to what anybody can see."),
    )  # fmt: skip
    version = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    submission = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, version: str, **kwargs: Any) -> None:
        kwargs["initial"] = {"version": version, "submission": secrets.token_urlsafe(16)}
        super().__init__(*args, **kwargs)
        self._rules: dict[str, Rule] = {rule.key: rule for rule in rules_in_force()}
        named = [(key, str(rule)) for key, rule in self._rules.items()]
        self.fields["rule"].choices = [("", _("Choose")), *named]  # type: ignore[attr-defined]

    def clean_rule(self) -> Rule | None:
        """The rule itself; None only where there are no guidelines yet."""
        rule = self._rules.get(self.cleaned_data["rule"])
        if rule is None and self._rules:
            raise forms.ValidationError(_("Choose the rule that was broken."))
        return rule

    def reasons(self) -> Reasons:
        """What is stated; of a form that is right."""
        given = self.cleaned_data
        facts = given["facts"].replace("\r\n", "\n")
        return Reasons(given["rule"], facts, version=given["version"], submission=given["submission"])
