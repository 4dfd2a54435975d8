"""Forms of the guidelines: they clean what was typed and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from config.lib import missing
from moderation.guidelines.drafting import RuleWords, stamp_of_rule, stamp_of_words
from moderation.guidelines.measures import Person, Severity
from moderation.guidelines.models import TITLE_MAX, WORDS_MAX

if TYPE_CHECKING:
    from moderation.guidelines.models import Guidelines, Rule

NUMBER = RegexValidator(r"^[1-9]\d{0,2}(\.[1-9]\d{0,2})?$", _("Write a number such as 3, or 3.2 for a part of rule 3."))


def restamp(form: forms.Form, stamp: str) -> None:
    """Let a form that is shown again stand for what is there now; all that was typed stays."""
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["stamp"] = stamp
    form.data = data


class WordsForm(forms.Form):
    """Purpose and values."""

    purpose = forms.CharField(
        label=_("Purpose"), max_length=WORDS_MAX, required=False,
        help_text=_("What this place is for, in a few sentences. Markdown works here."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    values = forms.CharField(
        label=_("Values"), max_length=WORDS_MAX, required=False,
        help_text=_("What matters to people here. Markdown works here."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    stamp = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, draft: Guidelines) -> WordsForm:
        """The form as the draft is now."""
        return cls(initial={"purpose": draft.purpose, "values": draft.values, "stamp": stamp_of_words(draft)})


class RuleForm(forms.Form):
    """One rule: what it says, with examples, and what usually follows."""

    title = forms.CharField(
        label=_("Rule"), max_length=TITLE_MAX, error_messages=missing.WORDS,
        help_text=_("One sentence. Moderators cite it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    number = forms.CharField(
        label=_("Number"), max_length=8, required=False, validators=[NUMBER],
        help_text=_("Leave it empty for the next one. 3.2 is a part of rule 3."),
        widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off", "inputmode": "decimal"}),
    )  # fmt: skip
    words = forms.CharField(
        label=_("In more words"), max_length=WORDS_MAX, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    example_fine = forms.CharField(label=_("An example that is fine"), max_length=300, required=False)
    example_broken = forms.CharField(label=_("An example that is not"), max_length=300, required=False)
    severity = forms.TypedChoiceField(
        label=_("How severe it is to break it"), choices=Severity.choices, coerce=int, initial=Severity.MEDIUM
    )
    usual = forms.ChoiceField(
        label=_("Usual step"), choices=Person.choices, initial=Person.EDUCATE,
        help_text=_("What usually follows for whoever breaks it. A moderator decides each time."),
    )  # fmt: skip
    stamp = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, rule: Rule) -> RuleForm:
        """The form as the rule is now."""
        fields = ("title", "number", "words", "example_fine", "example_broken", "severity", "usual")
        return cls(initial={name: getattr(rule, name) for name in fields} | {"stamp": stamp_of_rule(rule)})

    def clean_title(self) -> str:
        """One line."""
        return " ".join(self.cleaned_data["title"].split())

    def said(self) -> RuleWords:
        """What was typed."""
        return RuleWords(**{name: value for name, value in self.cleaned_data.items() if name != "stamp"})


class PublishForm(forms.Form):
    """What is new, and whether members agree anew."""

    changes = forms.CharField(
        label=_("What is new"), max_length=500, required=False, error_messages=missing.WORDS,
        help_text=_("Members read it first. One or two sentences."), widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    must_accept = forms.BooleanField(
        label=_("Ask every member to agree before they write again"), required=False,
        help_text=_("Take it for rules that are new or stricter, not for a misprint."),
    )  # fmt: skip
    stamp = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: object, first: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["changes"].required = not first
