"""The table of choices as a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms

from members.notifications.preferences import Setting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.forms import BoundField


@dataclass(frozen=True)
class Line:
    """One line of the table: what it is about, and its boxes (no box where a page does not offer it)."""

    setting: Setting
    in_app: BoundField | None
    by_mail: BoundField


class PreferencesForm(forms.Form):
    """A box for each kind and way; whatever else is sent is ignored."""

    def __init__(self, settings: list[Setting], *args: Any, mail_only: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settings, self.mail_only = settings, mail_only
        for row in settings:
            if not mail_only:
                self.fields[f"{row.key}-app"] = forms.BooleanField(
                    required=False, initial=row.in_app, label=str(row.label)
                )
            self.fields[f"{row.key}-mail"] = forms.BooleanField(
                required=False, initial=row.by_mail, label=str(row.label)
            )

    def lines(self) -> Iterator[Line]:
        """The table, line by line."""
        for row in self.settings:
            yield Line(row, None if self.mail_only else self[f"{row.key}-app"], self[f"{row.key}-mail"])

    def chosen(self) -> Iterator[tuple[str, bool, bool]]:
        """Setting, in the app, by mail; of a valid form."""
        for row in self.settings:
            app = row.in_app if self.mail_only else self.cleaned_data[f"{row.key}-app"]
            yield row.key, app, self.cleaned_data[f"{row.key}-mail"]
