"""What a moderator chooses and writes. Wrong or not, everything typed stays."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from config.lib import missing
from moderation.guidelines.measures import LASTING, Content, Person, Severity
from moderation.guidelines.models import Rule
from moderation.review.beginning import stated
from moderation.review.choosing import OTHER, Choice, contents_of
from moderation.review.deciding import Wanted
from moderation.review.subjects import KINDS, became

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.cases import Case
    from moderation.review.others import Other

LONGEST = 3650
"""Days."""


class DecideForm(forms.Form):
    """A decision about a case: one of four by its key, or what is put together under "More choices"."""

    choice = forms.ChoiceField(label=_("Decide"), error_messages={"required": _("Choose what is decided.")})
    content = forms.ChoiceField(label=_("What becomes of it"), required=False)
    person = forms.ChoiceField(label=_("What becomes of the person"), required=False)
    days = forms.IntegerField(label=_("For how many days"), min_value=1, max_value=LONGEST, required=False)
    to_space = forms.TypedChoiceField(label=_("Move to"), coerce=int, empty_value=None, required=False)
    rule = forms.ChoiceField(label=_("Rule"), required=False)
    facts = forms.CharField(label=_("What happened"), max_length=2000, required=False, strip=False)
    quote = forms.CharField(label=_("The words it is about"), max_length=1000, required=False, strip=False)
    message = forms.CharField(label=_("Message"), max_length=4000, required=False, strip=False)
    drafted = forms.CharField(required=False, strip=False)
    tone = forms.CharField(max_length=10, required=False)
    version = forms.CharField(max_length=64, required=False)
    submission = forms.CharField(max_length=64, required=False)
    shelf = forms.CharField(max_length=10, required=False)
    joined = forms.MultipleChoiceField(
        required=False, widget=forms.SelectMultiple,
        error_messages={
            "invalid_choice": _(
                "One of the other cases was decided, opened by somebody or changed meanwhile. Look at them again."
            )
        },
    )  # fmt: skip
    offers = forms.CharField(max_length=200, required=False)
    seen = forms.BooleanField(label=_("I have seen the other open cases about this person"), required=False)

    def __init__(
        self,
        *args: Any,
        case: Case,
        viewer: Member,
        choices: list[Choice],
        rules: list[Rule],
        others: list[Other],
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {"submission": secrets.token_urlsafe(16)} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self._places: list[tuple[str, str]] | None = None
        self.case, self.offered, self.rules, self.others = case, choices, {str(rule.pk): rule for rule in rules}, others
        kind = KINDS.get(case.subject_type)
        self.may_move = kind is not None and Content.MOVE in kind.contents
        self._offer("joined", [(other.value, other.title) for other in others if not other.barred])
        self._offer("choice", [(choice.name, choice.label) for choice in choices] + [(OTHER, "")])
        self._offer("content", [(one, became(case.subject_type, one)) for one in contents_of(case)])
        self._offer("person", Person.choices if case.about_id else [(Person.NOTHING, Person.NOTHING.label)])
        self._offer("to_space", self.spaces)
        self._offer("rule", [("", "")] + [(pk, str(rule)) for pk, rule in self.rules.items()])

    def spaces(self) -> list[tuple[str, str]]:
        """Where it may be moved to; asked once, by who wants that or shows where it could."""
        kind = KINDS.get(self.case.subject_type)
        if self._places is None:
            found = kind.spaces(self.case.subject_id, self.viewer) if kind is not None and self.may_move else []
            self._places = [("", ""), *((str(pk), name) for pk, name in found)]
        return self._places

    def _offer(self, name: str, choices: Any) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def clean(self) -> dict[str, Any]:
        """What the choice means, and whether all it needs was given."""
        given = super().clean() or self.cleaned_data
        if "choice" not in given:
            return given
        chosen = next((choice for choice in self.offered if choice.name == given["choice"]), None)
        if chosen is not None:
            if given.get("offers") and _offer(chosen) not in given["offers"].split():
                self.add_error("choice", _("The next step is another one by now. Look at it, then decide again."))
            given["content"], given["person"] = chosen.content, chosen.person
            given["days"] = chosen.days or given.get("days")
        given["content"] = given.get("content") or Content.KEEP
        given["person"] = given.get("person") or Person.NOTHING
        self._needed(given)
        return given

    def _needed(self, given: dict[str, Any]) -> None:
        if given["person"] not in LASTING:
            given["days"] = None
        elif not given.get("days") and "days" not in self.errors:
            self.add_error("days", _("Say for how many days."))
        if given["content"] != Content.MOVE:
            given["to_space"] = None
        elif not given.get("to_space") and "to_space" not in self.errors:
            self.add_error("to_space", _("Choose the space it is moved to."))
        acts = given["content"] not in (Content.KEEP, Content.MOVE) or given["person"] != Person.NOTHING
        if (
            (acts or given["content"] == Content.MOVE)
            and not given.get("facts", "").strip()
            and "facts" not in self.errors
        ):
            self.add_error("facts", _("Say what happened: it stands in the reasons."))
        if acts and self.rules and not given.get("rule") and "rule" not in self.errors:
            self.add_error("rule", _("Choose the rule: the member is told which one it is about."))
        chosen = self.chosen_others()
        if any(given["content"] not in other.contents for other in chosen) or (chosen and given["to_space"]):
            self.add_error("joined", _("This cannot be done with all of them. Decide them one by one."))
        left = len(chosen) < len(self.others)
        if given["person"] in (Person.SUSPEND, Person.BAN) and left and not given.get("seen"):
            self.add_error("seen", _("There are other open cases about this person. Look at them first."))

    @property
    def offered_now(self) -> str:
        """What each choice means for the person, as it is sent back: nobody gets what its button did not say."""
        return " ".join(_offer(choice) for choice in self.offered)

    def chosen(self) -> tuple[str, str]:
        """What becomes of the thing and of the person, as far as it is known, of a form that may be wrong."""
        name = self["choice"].value()
        for choice in self.offered:
            if choice.name == name:
                return choice.content, choice.person
        if name != OTHER:
            return Content.KEEP, Person.NOTHING
        content, person = self["content"].value() or "", self["person"].value() or ""
        return (
            content if content in Content.values else Content.KEEP,
            person if person in Person.values else Person.NOTHING,
        )

    def chosen_days(self) -> int | None:
        """For how many days it lasts, as far as it is known, of a form that may be wrong."""
        name = self["choice"].value()
        set_by_choice = next((choice.days for choice in self.offered if choice.name == name), None)
        if set_by_choice or name != OTHER:
            return set_by_choice
        try:
            days: int | None = self.fields["days"].clean(self["days"].value())
        except forms.ValidationError:
            return None
        return days

    @property
    def is_no_action(self) -> bool:
        """Whether nothing is done, as far as it is known: nobody can appeal against that."""
        return self.chosen() == (Content.KEEP, Person.NOTHING)

    def chosen_others(self) -> list[Other]:
        """The other cases that are decided as one with this, as far as they can be; of a form that may be wrong."""
        values = self["joined"].value() or []
        return [other for other in self.others if other.value in values and not other.barred]

    def ruled(self) -> Rule | None:
        """The rule that is chosen."""
        return self.rules.get(str(self["rule"].value() or ""))

    def wanted(self) -> Wanted:
        """What was decided; of a form that is right."""
        given = self.cleaned_data
        nothing = given["content"] == Content.KEEP and given["person"] == Person.NOTHING
        facts = given["facts"].replace("\r\n", "\n").strip()
        if nothing and facts in {stated(self.case, rule) for rule in self.rules.values()}:
            facts = ""  # begun for the rule, and nobody said that it was broken
        return Wanted(
            content=given["content"], person=given["person"], days=given["days"], to_space_id=given["to_space"],
            rule=self.rules.get(given["rule"]), facts=facts, quote=given["quote"].strip(),
            message=given["message"].strip(), tone=given["tone"],
            language=self.case.about.language if self.case.about else "",
            version=given["version"], submission=given["submission"],
            joined={other.case.pk: other.version for other in self.chosen_others()},
        )  # fmt: skip


def _offer(choice: Choice) -> str:
    return f"{choice.name}:{choice.person}:{choice.days or 0}"


class NoteForm(forms.Form):
    """What the others of the team should know."""

    words = forms.CharField(label=_("Note for the team"), max_length=2000, error_messages=missing.WORDS)


class SeverityForm(forms.Form):
    """How severe a case is, and why it is less severe than it was."""

    severity = forms.TypedChoiceField(
        label=_("Severity"), coerce=int, choices=Severity.choices,
        error_messages={"required": _("Choose a severity."), "invalid_choice": _("Choose a severity.")},
    )  # fmt: skip
    why = forms.CharField(label=_("Why"), max_length=500, required=False)


class ReasonForm(forms.Form):
    """Why something is reversed or not agreed to."""

    why = forms.CharField(
        label=_("Why"), max_length=500, error_messages={"required": _("Say why, in a sentence for the team.")}
    )
