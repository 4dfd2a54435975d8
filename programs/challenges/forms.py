"""Forms of challenges: they clean what was typed and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.handle_names import typed_handle
from members.profiles.models import Member
from programs.challenges.judging import WORD_MAX
from programs.challenges.models import REASON_MAX, WORDS_MAX
from programs.challenges.terms import POINTS_MOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from programs.challenges.models import ChallengeSheet
    from programs.challenges.results import Row
    from programs.challenges.terms import Terms


class SheetForm(forms.Form):
    """Points and a word for each criterion."""

    def __init__(self, *args: Any, terms: Terms, sheet: ChallengeSheet | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = sheet.marks if sheet is not None and sheet.marks else [[None, ""] for _one in terms.criteria]
        for n, (one, (points, words)) in enumerate(zip(terms.criteria, kept, strict=True)):
            label = _("%(name)s (weight %(weight)d)") % {"name": one.name, "weight": one.weight}
            self.fields[f"points_{n}"] = forms.IntegerField(
                label=label, min_value=0, max_value=POINTS_MOST, required=False, initial=points,
                help_text=_("0 to 10 points"), widget=forms.NumberInput(attrs={"class": "input short"}),
            )  # fmt: skip
            self.fields[f"words_{n}"] = forms.CharField(
                label=_("A word on %(name)s") % {"name": one.name}, max_length=WORD_MAX, required=False, initial=words
            )
        self.count = len(terms.criteria)

    @property
    def marks(self) -> list[tuple[int | None, str]]:
        """What was given, in the order of the criteria."""
        said = self.cleaned_data
        return [(said[f"points_{n}"], said[f"words_{n}"]) for n in range(self.count)]


class JudgeForm(forms.Form):
    """Whom to name, by handle."""

    handle = forms.CharField(
        label=gettext_lazy("Name a judge"), max_length=60, help_text=gettext_lazy("A handle such as @nia."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
        error_messages={"required": gettext_lazy("Write the handle of a member.")},
    )  # fmt: skip

    def clean_handle(self) -> Member:
        """The member behind it."""
        typed = self.cleaned_data["handle"].strip()
        found: Member | None = Member.objects.present().named(typed_handle(typed)).first()
        if found is None:
            raise forms.ValidationError(_("Nobody here has the handle %(handle)s.") % {"handle": typed[:40]})
        return found


class PublishForm(forms.Form):
    """Why each of them wins, and a few words to all."""

    read_as = forms.CharField(max_length=64, widget=forms.HiddenInput)
    words = forms.CharField(
        label=gettext_lazy("A few words to all"), max_length=WORDS_MAX, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("They stand above the result. Markdown works."),
    )  # fmt: skip

    def __init__(self, *args: Any, rows: Sequence[Row], titles: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in rows:
            said = {"place": row.place, "title": titles.get(row.entry, "")}
            self.fields[f"reason_{row.entry}"] = forms.CharField(
                label=_("Place %(place)d, “%(title)s”: why, by the criteria") % said, max_length=REASON_MAX,
                error_messages={"required": _("Say for each winner why, by the criteria.")},
            )  # fmt: skip
        self.order_fields([*(f"reason_{row.entry}" for row in rows), "words", "read_as"])

    @property
    def reasons(self) -> dict[int, str]:
        """By the number of the entry's row."""
        said = self.cleaned_data.items()
        return {int(name.removeprefix("reason_")): words for name, words in said if name.startswith("reason_")}
