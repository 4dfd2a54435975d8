"""Forms of spotlights: they clean what was typed and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib import missing
from config.lib.handle_names import typed_handle
from members.profiles.models import Member
from programs.series.texts import bank_of
from programs.spotlights.models import ANSWER_MAX, QUESTION_MAX, QUESTIONS_MOST, Spotlight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from programs.series.models import Program
    from programs.spotlights.choosing import Candidate


def questions_of(program: Program) -> list[str]:
    """From the bank of the program, or those one can begin with."""
    texts = bank_of(program).filter(retired_at=None).order_by("place", "pk").values_list("title", flat=True)
    return list(texts[:5]) or [
        _("What do you do when you are not here?"),
        _("What brought you here, and what made you stay?"),
        _("Which answer here helped you most?"),
        _("What would you like to be asked about?"),
    ]


class AskForm(forms.Form):
    """Who is asked, by hand or from the list, and what."""

    use_required_attribute = False
    chosen = forms.ChoiceField(required=False)
    handle = forms.CharField(
        label=gettext_lazy("Or somebody else"), required=False, max_length=60,
        help_text=gettext_lazy("A handle such as @nia."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )  # fmt: skip
    questions = forms.CharField(
        label=gettext_lazy("Questions, one a line"), max_length=QUESTIONS_MOST * (QUESTION_MAX + 2),
        error_messages=missing.WORDS, widget=forms.Textarea(attrs={"rows": 5}),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["chosen"].choices = [(one.member.handle, one.member.name) for one in candidates]  # type: ignore[attr-defined]

    def clean_questions(self) -> list[str]:
        """One to eight of them, each once."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["questions"].replace("\0", "").splitlines())
        asked = list(dict.fromkeys(line for line in lines if line))
        if not asked:
            raise ValidationError(str(missing.WORDS["required"]))
        if len(asked) > QUESTIONS_MOST or any(len(line) > QUESTION_MAX for line in asked):
            raise ValidationError(_("Ask at most eight questions of up to 200 characters."))
        return asked

    def clean(self) -> dict[str, Any]:
        """One person, who has an account."""
        data = super().clean() or {}
        name = typed_handle(data.get("handle") or data.get("chosen") or "")
        data["member"] = Member.objects.present().named(name).first() if name else None
        if not name and not self.errors:
            self.add_error("handle", _("Choose somebody."))
        elif data["member"] is None and not self.errors:
            self.add_error("handle", _("Nobody here has the handle %(handle)s.") % {"handle": name[:40]})
        return data


class WordsForm(forms.Form):
    """An answer for each question."""

    use_required_attribute = False
    edition = forms.IntegerField(min_value=1, max_value=10**6, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, spotlight: Spotlight) -> None:
        super().__init__(data, initial={"edition": spotlight.edition})
        for place, (question, answer) in enumerate(spotlight.pairs):
            self.fields[f"answer{place}"] = forms.CharField(
                label=question, max_length=ANSWER_MAX, required=False, initial=answer,
                widget=forms.Textarea(attrs={"rows": 4}),
            )  # fmt: skip
        self._many = len(spotlight.questions)

    def beside(self, current: Spotlight) -> None:
        """What was typed stays, to be sent once more beside the words as they stand now."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict, as it was sent
        data["edition"] = current.edition
        self.data = data

    @property
    def answers(self) -> list[str]:
        """What was typed, with line ends of one kind."""
        said = (self.cleaned_data.get(f"answer{place}", "") for place in range(self._many))
        return [one.replace("\r\n", "\n").strip() for one in said]
