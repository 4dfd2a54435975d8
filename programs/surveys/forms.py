"""Forms about surveys for managers: what a program of this kind asks, one question of it, and the rules of all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib import missing
from members.activity.log import record
from members.installation.models import Installation
from members.profiles.models import Member
from members.profiles.roles import Role
from programs.series.formats import Details
from programs.surveys.models import AGAIN_DAYS, WORD_MAX, WORDS_MOST, Reach, Sort, Survey, SurveyRules
from programs.surveys.questions import (
    CHOICE_MAX,
    CHOICES_MOST,
    CHOOSING,
    MARKS,
    WORDS_MAX,
    Kind,
    Question,
    kept,
    new_key,
    standard,
)  # fmt: skip

if TYPE_CHECKING:
    from programs.series.models import Program

NAMED = (("yes", gettext_lazy("Anonymous: nobody can find out who said what")),
         ("no", gettext_lazy("With names: managers see who said what, and can answer")))  # fmt: skip


class SurveyDetails(Details):
    """What a survey asks beside what all programs say."""

    sort = forms.ChoiceField(label=gettext_lazy("What it is about"), choices=Sort.choices, initial=Sort.NPS)
    anonymous = forms.ChoiceField(
        label=gettext_lazy("Names"), choices=NAMED, initial="yes", widget=forms.RadioSelect,
        help_text=gettext_lazy("What is open already stays as it was told to those who were asked."),
    )  # fmt: skip
    reach = forms.ChoiceField(label=gettext_lazy("Who is asked each time"), choices=Reach.choices, initial=Reach.ALL)
    size = forms.IntegerField(
        label=gettext_lazy("How many"), min_value=1, max_value=100_000, initial=100, required=False,
        help_text=gettext_lazy("Percent, or people; for everybody it does not matter."),
    )  # fmt: skip
    again_days = forms.IntegerField(
        label=gettext_lazy("Ask nobody again within so many days"),
        min_value=1,
        max_value=3650,
        initial=AGAIN_DAYS,
        error_messages=missing.NUMBER,
    )

    @classmethod
    def said(cls, program: Program) -> dict[str, Any]:
        """What stands there now."""
        survey = Survey.of(program) if program.pk else None
        if survey is None:
            return {}
        names = ("sort", "reach", "size", "again_days")
        return {name: getattr(survey, name) for name in names} | {"anonymous": "yes" if survey.is_anonymous else "no"}

    def clean(self) -> dict[str, Any]:
        """A share is at most everybody."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("reach") == Reach.SHARE and (said.get("size") or 0) > 100:
            self.add_error("size", _("At most 100 percent."))
        if said.get("reach") in (Reach.SHARE, Reach.NUMBER) and not said.get("size") and "size" not in self.errors:
            self.add_error("size", _("Say how many."))
        return said

    def save(self, program: Program, *, by: Member) -> None:
        """Keep it; a new survey begins with the standard questions of what it is about."""
        save_details(program, self.cleaned_data, by=by)


@transaction.atomic
def save_details(program: Program, said: dict[str, Any], *, by: Member) -> Survey:
    """Write down what a program of this kind asks. Of a series that was split, the later part gets its own."""
    before = Survey.of(program)
    if before is not None:  # whoever changes a question meanwhile is waited for
        before = Survey.objects.select_for_update(of=("self",)).get(pk=before.pk)
    fresh = before is None or before.sort != said["sort"]
    questions = kept(standard(said["sort"], Installation.current().name)) if fresh else before.questions  # type: ignore[union-attr]
    fields = {
        "sort": said["sort"], "is_anonymous": said["anonymous"] == "yes", "reach": said["reach"],
        "size": said["size"] or 100, "again_days": said["again_days"], "questions": questions,
    }  # fmt: skip
    if before is not None and before.program_id != program.pk:
        fields["seed"] = before.seed
    survey, _new = Survey.objects.update_or_create(program=program, defaults=fields)
    record("survey.changed", actor=by, subject=program)
    return survey


class QuestionForm(forms.Form):
    """One question of a survey."""

    kind = forms.ChoiceField(label=gettext_lazy("How it is answered"), choices=Kind.choices)
    words = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=WORDS_MAX,
        error_messages=missing.WORDS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    required = forms.BooleanField(label=gettext_lazy("Has to be answered"), required=False)
    choices = forms.CharField(
        label=gettext_lazy("Choices"), required=False, max_length=CHOICES_MOST * (CHOICE_MAX + 8),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "One on each line, for questions with choices. With #bug or #wish at its end, whoever chooses it is heard: "
            "it becomes a task."
        ),
    )  # fmt: skip
    after = forms.ChoiceField(label=gettext_lazy("Ask it only after an answer to"), required=False)
    after_answers = forms.CharField(
        label=gettext_lazy("Which answers"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One on each line, as they stand in that question; numbers as 0, 1, 2."),
    )  # fmt: skip
    edition = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, earlier: Sequence[Question] = (), question: Question | None = None, **kwargs: Any):
        if question is not None:
            kwargs.setdefault("initial", said_in(question) | {"edition": question.edition})
        super().__init__(*args, **kwargs)
        self.earlier = {one.key: one for one in earlier if one.offered}
        self.key = question.key if question else ""
        field: Any = self.fields["after"]
        field.choices = [("", _("Ask it always")), *((one.key, one.words) for one in self.earlier.values())]

    def clean(self) -> dict[str, Any]:
        """Choices where there have to be some; answers that can be given."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        lines = _lines(said.get("choices", ""))
        if said.get("kind") in CHOOSING:
            self._check(lines)
        answers = _lines(said.get("after_answers", ""))
        before = self.earlier.get(said.get("after", ""))
        if before is not None and (not answers or not set(answers) <= set(before.offered)):
            words = _("Name answers of that question, one on each line: %(answers)s")
            self.add_error("after_answers", words % {"answers": ", ".join(before.offered)})
        return said

    def _check(self, lines: list[str]) -> None:
        choices = [_marked(line)[0] for line in lines]
        if not 2 <= len(choices) <= CHOICES_MOST:
            self.add_error("choices", _("Write 2 to %(most)d choices, one on each line.") % {"most": CHOICES_MOST})
        elif len(set(choices)) < len(choices) or not all(choices):
            self.add_error("choices", _("Each choice stands there once, with words of its own."))
        elif any(len(choice) > CHOICE_MAX for choice in choices):
            self.add_error("choices", _("At most %(most)d characters for each choice.") % {"most": CHOICE_MAX})

    @property
    def question(self) -> Question:
        """What was typed, once it is valid."""
        said = self.cleaned_data
        pairs = [_marked(line) for line in _lines(said["choices"])] if said["kind"] in CHOOSING else []
        return Question(
            self.key or new_key(), said["kind"], said["words"], said["required"], tuple(words for words, _ in pairs),
            tuple(mark for _, mark in pairs), said["after"],
            tuple(dict.fromkeys(_lines(said["after_answers"]))) if said["after"] else (),
        )  # fmt: skip


def said_in(question: Question) -> dict[str, Any]:
    """A question as its form says it."""
    lines = [
        f"{choice} #{question.marked[choice]}" if choice in question.marked else choice for choice in question.choices
    ]
    return {
        "kind": question.kind, "words": question.words, "required": question.required, "choices": "\n".join(lines),
        "after": question.after, "after_answers": "\n".join(question.after_answers),
    }  # fmt: skip


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _marked(line: str) -> tuple[str, str]:
    """A choice and its mark, if the line ends with one."""
    words, _sign, mark = line.rpartition("#")
    return (words.strip(), mark) if mark in MARKS else (line, "")


class RulesForm(forms.Form):
    """How often somebody is asked over all surveys, and who hears of what."""

    contact_days = forms.IntegerField(
        label=gettext_lazy("Ask each person at most once in so many days, over all surveys"),
        min_value=1,
        max_value=365,
        error_messages=missing.NUMBER,
    )
    low_to: forms.ModelChoiceField[Member] = forms.ModelChoiceField(
        label=gettext_lazy("Low scores go to"), queryset=None, required=False
    )
    bug_to: forms.ModelChoiceField[Member] = forms.ModelChoiceField(
        label=gettext_lazy("Bugs go to"), queryset=None, required=False
    )
    wish_to: forms.ModelChoiceField[Member] = forms.ModelChoiceField(
        label=gettext_lazy("Wishes go to"), queryset=None, required=False
    )
    bug_words = forms.CharField(
        label=gettext_lazy("More words that tell of a bug"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        max_length=WORDS_MOST * (WORD_MAX + 2),
        help_text=gettext_lazy("One on each line; beginnings of words will do."),
    )  # fmt: skip
    wish_words = forms.CharField(
        label=gettext_lazy("More words that tell of a wish"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        max_length=WORDS_MOST * (WORD_MAX + 2),
        help_text=gettext_lazy("One on each line; beginnings of words will do."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("low_to", "bug_to", "wish_to"):
            field: Any = self.fields[name]
            field.queryset = Member.objects.present().exclude(role=Role.MEMBER).order_by("name")
            field.empty_label = _("Whoever of the team takes it")
            field.label_from_instance = lambda member: member.name

    @classmethod
    def of(cls, rules: SurveyRules) -> RulesForm:
        """As the rules stand."""
        people = {f"{name}_to": getattr(rules, f"{name}_to_id") for name in ("low", "bug", "wish")}
        words = {f"{name}_words": "\n".join(getattr(rules, f"{name}_words")) for name in ("bug", "wish")}
        return cls(initial={"contact_days": rules.contact_days, **people, **words})

    def clean_bug_words(self) -> list[str]:
        """A list."""
        return _words(self.cleaned_data["bug_words"])

    def clean_wish_words(self) -> list[str]:
        """A list."""
        return _words(self.cleaned_data["wish_words"])


def _words(text: str) -> list[str]:
    words = list(dict.fromkeys(_lines(text)))
    if len(words) > WORDS_MOST or any(len(word) > WORD_MAX for word in words):
        names = {"most": WORDS_MOST, "long": WORD_MAX}
        raise forms.ValidationError(_("At most %(most)d words of %(long)d characters.") % names)
    return words
