"""The form for many cases at once: it cleans what was chosen and never writes."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moderation.guidelines.measures import LASTING, Content, Person
from moderation.guidelines.models import Rule
from moderation.guidelines.rules import rules_in_force
from moderation.review.deciding import Wanted
from moderation.review.proposing import tones_known

CONTENTS = (Content.KEEP, Content.EDIT, Content.HIDE, Content.REMOVE)
"""What can be done with many alike; each is moved to where it belongs by itself."""
PERSONS = (Person.NOTHING, Person.EDUCATE, Person.WARN, Person.SILENCE)
"""What follows for each person; suspending and banning look at one person at a time."""


class BulkForm(forms.Form):
    """What becomes of all of them, why, and what each of their authors is told."""

    content = forms.ChoiceField(
        label=gettext_lazy("What becomes of them"), widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in CONTENTS],
        error_messages={"required": gettext_lazy("Choose what becomes of them.")},
    )  # fmt: skip
    person = forms.ChoiceField(
        label=gettext_lazy("What becomes of each person"),
        choices=[(one.value, one.label) for one in PERSONS],
        initial=Person.NOTHING,
    )
    days = forms.IntegerField(
        label=gettext_lazy("For how many days"), min_value=1, max_value=365, required=False,
        help_text=gettext_lazy("For a silence."),
    )  # fmt: skip
    rule = forms.ChoiceField(label=gettext_lazy("Which rule"), required=False)
    facts = forms.CharField(
        label=gettext_lazy("What happened"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Each person reads this in the reasons they are given."),
    )  # fmt: skip
    message = forms.CharField(
        label=gettext_lazy("A message to each person"), max_length=4000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    tone = forms.ChoiceField(
        label=gettext_lazy("Tone"), required=False,
        help_text=gettext_lazy(
            "Without a message of yours, each person is written to in this tone, in their language."
        ),
    )  # fmt: skip
    submission = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        tones = tones_known()
        begins = {"submission": secrets.token_hex(16), "person": Person.NOTHING, "tone": tones[0][0] if tones else ""}
        kwargs.setdefault("initial", begins)
        super().__init__(*args, **kwargs)
        self._rules: dict[str, Rule] = {rule.key: rule for rule in rules_in_force()}
        named = [(key, str(rule)) for key, rule in self._rules.items()]
        self.fields["rule"].choices = [("", _("No rule")), *named]  # type: ignore[attr-defined]
        self.fields["tone"].choices = [*tones, ("", _("None"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Whatever takes something away says why, and what lasts says how long."""
        given: dict[str, Any] = super().clean() or {}
        nothing = given.get("content") == Content.KEEP and given.get("person") == Person.NOTHING
        if "content" in given and not nothing:
            if self._rules and not given.get("rule"):
                self.add_error("rule", _("Choose the rule that was broken."))
            if not given.get("facts"):
                self.add_error("facts", _("Say what happened."))
        if given.get("person") in LASTING and not given.get("days") and "days" not in self.errors:
            self.add_error("days", _("Say for how many days."))
        return given

    def wanted(self) -> Wanted:
        """What is decided about each of them."""
        given = self.cleaned_data
        return Wanted(
            content=given["content"], person=given["person"], rule=self._rules.get(given["rule"]),
            days=given["days"] if given["person"] in LASTING else None, facts=given["facts"].replace("\r\n", "\n"),
            message=given["message"], tone=given["tone"], submission=given["submission"],
        )  # fmt: skip
