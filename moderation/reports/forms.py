"""Forms of reports: they clean what was typed and never write."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from config.lib import missing
from moderation.guidelines.rules import rules_in_force
from moderation.reports.models import WORDS_MAX
from moderation.reports.reasons import BESIDE_RULES, BY_MEMBERS, BY_VISITORS, RULE, Reason
from moderation.reports.reporting import Said

_AREA = {"rows": 4, "maxlength": str(WORDS_MAX)}
_CHOOSE = {"required": _("Choose what is wrong with it.")}


class ReportForm(forms.Form):
    """What a member says is wrong: a rule of the community, or something else."""

    reason = forms.ChoiceField(label=_("What is wrong with it?"), widget=forms.RadioSelect, error_messages=_CHOOSE)
    words = forms.CharField(
        label=_("What the team should know"), max_length=WORDS_MAX, required=False, widget=forms.Textarea(attrs=_AREA)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # By their keys, which are the same in every version: one may be published while somebody writes.
        self._rules = {f"{RULE}:{rule.key}": rule for rule in rules_in_force()}
        named = [(key, str(rule)) for key, rule in self._rules.items()]
        others = BESIDE_RULES if named else BY_MEMBERS
        self.fields["reason"].choices = [*named, *((one.value, one.label) for one in others)]  # type: ignore[attr-defined]

    def said(self) -> Said:
        """What was chosen and written."""
        given = self.cleaned_data
        rule = self._rules.get(given["reason"])
        return Said(reason=RULE if rule else given["reason"], rule=rule, words=given["words"])


class VisitorReportForm(forms.Form):
    """What a visitor says is against the law; an explanation is needed, a name is not."""

    reason = forms.ChoiceField(
        label=_("What is against the law?"), widget=forms.RadioSelect, error_messages=_CHOOSE,
        choices=[*((one.value, one.label) for one in BY_VISITORS), (Reason.ILLEGAL.value, _("Something else"))],
    )  # fmt: skip
    words = forms.CharField(
        label=_("Why is it against the law?"), max_length=WORDS_MAX, widget=forms.Textarea(attrs=_AREA),
        error_messages=missing.WORDS,
        help_text=_("Say what it is about it, so that the team can judge it."),
    )  # fmt: skip
    name = forms.CharField(label=_("Your name"), max_length=100, required=False)
    email = forms.EmailField(
        label=_("Your e-mail address"), required=False,
        help_text=_("You get a receipt and the decision. The address is deleted after that."),
    )  # fmt: skip
    good_faith = forms.BooleanField(
        label=_("I write this in good faith, and what I say is true as far as I know."),
        error_messages={"required": _("Say that you write in good faith.")},
    )
    submission = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"submission": secrets.token_hex(16)})
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["email"].widget.attrs["autocomplete"] = "email"

    def said(self) -> Said:
        """What was chosen and written."""
        given = self.cleaned_data
        return Said(**{key: given[key] for key in ("reason", "words", "name", "email", "submission")})
