"""Forms of facts from outside."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.missing import DAY as NO_DAY
from config.lib.missing import NAME
from metrics.outside.keys import folded
from metrics.outside.models import NAME_LENGTH, FactKind, OutsideSource
from metrics.outside.reading import ADDRESS, DAY, LEFT_OUT, MOST_BYTES, MOST_FACTS, Column, Unreadable, decoded, rows_of
from metrics.rollups.days import today


class SourceForm(forms.Form):
    """The name of another system."""

    name = forms.CharField(
        label=gettext_lazy("Where they come from"), max_length=NAME_LENGTH, error_messages=NAME,
        help_text=gettext_lazy("The other system, such as Billing."),
    )  # fmt: skip

    def clean_name(self) -> str:
        """A name no other source has."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if OutsideSource.objects.filter(folded=folded(name)).exists():
            raise forms.ValidationError(_("There is a source of this name already."))
        return name


class TableForm(forms.Form):
    """A table to take facts from."""

    file = forms.FileField(
        label=gettext_lazy("A table"),
        help_text=gettext_lazy("CSV in UTF-8 with a line of headings, up to 5 MB, 50,000 lines and 100,000 facts."),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("The file is empty. Choose another one."),
        },
    )
    content = ""

    def clean_file(self) -> UploadedFile[Any]:
        """A table that can be read; its text stands in `content`."""
        file: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            self.content = decoded(file.read(MOST_BYTES + 1))
            rows_of(self.content)
        except Unreadable as why:
            raise forms.ValidationError(str(why)) from why
        return file


class MappingForm(forms.Form):
    """What each column of a table means: two fields for each."""

    as_of = forms.DateField(
        label=gettext_lazy("So it was on"), error_messages=NO_DAY,
        help_text=gettext_lazy("Counts where no column says the day."), widget=forms.DateInput(attrs={"type": "date"}),
    )  # fmt: skip

    def __init__(self, *args: Any, columns: list[Column], lines: int, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"as_of": today()})
        super().__init__(*args, **kwargs)
        self.columns, self.lines = columns, lines
        for column in columns:
            self.fields[f"is_{column.place}"] = forms.ChoiceField(
                label=column.heading, choices=_meanings(), required=False, initial=_guess(column),
                help_text=", ".join(filter(None, column.samples)),
            )  # fmt: skip
            self.fields[f"name_{column.place}"] = forms.CharField(
                label=_("Called"), max_length=NAME_LENGTH, required=False, initial=column.heading
            )

    def pairs(self) -> list[tuple[Any, Any]]:
        """The two fields of each column."""
        return [(self[f"is_{column.place}"], self[f"name_{column.place}"]) for column in self.columns]

    def clean(self) -> dict[str, Any]:
        """One address, at most one day, at least one fact, each with a name of its own."""
        found = super().clean() or {}
        meanings = [found.get(f"is_{column.place}", LEFT_OUT) for column in self.columns]
        if meanings.count(ADDRESS) != 1:
            self.add_error(None, _("Say which one column holds the e-mail address."))
        if meanings.count(DAY) > 1:
            self.add_error(None, _("Only one column can hold the day."))
        facts = [column for column, sort in zip(self.columns, meanings, strict=True) if sort in FactKind.Sort.values]
        if not facts:
            self.add_error(None, _("Say of one column at least that it holds a fact."))
        names = [folded(str(found.get(f"name_{column.place}") or column.heading)) for column in facts]
        if len(set(names)) < len(names):
            self.add_error(None, _("Two facts have the same name. Call one of them otherwise."))
        if len(facts) * self.lines > MOST_FACTS:
            self.add_error(None, _("That is more than 100,000 facts. Leave out columns, or split the table."))
        return found

    def mapping(self) -> dict[str, Any]:
        """The same as it is kept."""
        said = self.cleaned_data
        places = [str(column.place) for column in self.columns]
        return {
            "meanings": {place: said[f"is_{place}"] for place in places},
            "names": {
                str(column.place): " ".join((said[f"name_{column.place}"] or column.heading).split())
                for column in self.columns
            },
            "as_of": said["as_of"].isoformat(),
        }


def _meanings() -> list[tuple[str, Any]]:
    return [(LEFT_OUT, _("leave out")), (ADDRESS, _("the e-mail address")), (DAY, _("the day")), *FactKind.Sort.choices]


def _guess(column: Column) -> str:
    if any("@" in sample for sample in column.samples):
        return ADDRESS
    return LEFT_OUT
