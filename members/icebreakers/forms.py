"""Forms about ice-breakers: they clean what was typed and never write."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from members.icebreakers.answering import answers_of
from members.icebreakers.arranging import Line
from members.icebreakers.asking import asked
from members.icebreakers.models import ANSWER_MAX, MOST, QUESTION_MAX

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField
    from django.http import QueryDict

    from members.profiles.models import Member

_MOVE = re.compile(r"(up|down):([0-9])")


class AnswersForm(forms.Form):
    """A field for each question; any of them may stay empty."""

    def __init__(self, data: QueryDict | None = None, *, member: Member) -> None:
        breakers = asked()
        self._keys = {f"ice_{breaker.key}": breaker.key for breaker in breakers}
        known = answers_of(member)
        super().__init__(data, initial={name: known.get(key, "") for name, key in self._keys.items()})
        for breaker in breakers:
            self.fields[f"ice_{breaker.key}"] = forms.CharField(
                label=breaker.said,
                required=False,
                max_length=ANSWER_MAX,
                widget=forms.Textarea(attrs={"rows": 2, "maxlength": str(ANSWER_MAX)}),
            )

    def said(self) -> dict[str, str]:
        """What was answered, by the keys of the questions, on one line each; without what the page did not ask yet."""
        sent = {name: key for name, key in self._keys.items() if name in self.data}
        return {key: " ".join(self.cleaned_data[name].split()) for name, key in sent.items()}


class ArrangeForm(forms.Form):
    """The questions in their order, and one that is new; a button beside a question moves or removes it."""

    def __init__(self, data: QueryDict | None = None) -> None:
        standing = [(breaker.key, breaker.said) for breaker in asked()]
        self._known = {key for key, _words in standing}
        super().__init__(data)
        if data is None:
            rows = [*standing, ("", "")][:MOST]
        else:
            rows = [(data.get(f"key_{n}", ""), "") for n in range(MOST) if f"words_{n}" in data]
        self._keys = [key for key, _words in rows]
        for number, (_key, words) in enumerate(rows):
            label = _("Question %(number)d") % {"number": number + 1} if _key else _("One more question")
            self.fields[f"words_{number}"] = forms.CharField(
                label=label, required=False, max_length=QUESTION_MAX, initial=words,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Each question asks something, and each something else."""
        data = super().clean() or {}
        seen = set[str]()
        gone = self.taken_out
        for number, key in enumerate(self._keys):
            name = f"words_{number}"
            words = " ".join(data.get(name, "").split())
            if name in self.errors or (key and key == gone):
                continue
            if key and key not in self._known:
                self._keys[number] = ""
                self.add_error(name, _("Somebody removed this question meanwhile. Saving again asks it anew."))
            elif key and not words:
                self.add_error(name, _("Write the question, or remove it."))
            elif words and words.casefold() in seen:
                self.add_error(name, _("This is asked already."))
            seen.add(words.casefold())
            data[name] = words
        return data

    @property
    def taken_out(self) -> str:
        """The key of the question whose button to remove it was pressed; empty if none was."""
        pressed = self.data.get("remove", "")
        return pressed if pressed in self._known else ""

    def lines(self) -> list[Line]:
        """The questions as they are to be, in the order that a button asked for."""
        typed = [(key, self.cleaned_data.get(f"words_{n}", "")) for n, key in enumerate(self._keys)]
        found = [Line(key, words) for key, words in typed if words or key]
        move = _MOVE.fullmatch(self.data.get("move", ""))
        if move:
            here = int(move[2])
            there = here + (-1 if move[1] == "up" else 1)
            if here < len(found) and 0 <= there < len(found):
                found[here], found[there] = found[there], found[here]
        return found

    def rows(self) -> list[tuple[BoundField, str, bool]]:
        """Each field with the key of its question, empty for one that is new; and whether another one follows."""
        followed = [any(self._keys[number + 1 :]) for number in range(len(self._keys))]
        return [(self[f"words_{n}"], key, followed[n]) for n, key in enumerate(self._keys)]
