"""The table of choices as a form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.notifications.preferences import Setting
from members.notifications.quiet import Night

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.forms import BoundField


@dataclass(frozen=True)
class Line:
    """One line of the table: what it is about, and its boxes (no box where a page does not offer it)."""

    setting: Setting
    in_app: BoundField | None
    by_mail: BoundField
    by_push: BoundField | None


class PreferencesForm(forms.Form):
    """A box for each kind and way; whatever else is sent is ignored."""

    def __init__(self, settings: list[Setting], *args: Any, mail_only: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.settings, self.mail_only = settings, mail_only
        ways = {"mail": "by_mail"} if mail_only else {"app": "in_app", "mail": "by_mail", "push": "by_push"}
        for row in settings:
            for way, name in ways.items():
                shown = getattr(row, name)
                self.fields[f"{row.key}-{way}"] = forms.BooleanField(
                    required=False, initial=shown, label=str(row.label)
                )

    def lines(self) -> Iterator[Line]:
        """The table, line by line."""
        for row in self.settings:
            app, push = (None, None) if self.mail_only else (self[f"{row.key}-app"], self[f"{row.key}-push"])
            yield Line(row, app, self[f"{row.key}-mail"], push)

    def chosen(self) -> Iterator[Setting]:
        """Each row as it was chosen; of a valid form."""
        for row in self.settings:
            mail = self.cleaned_data[f"{row.key}-mail"]
            app, push = row.in_app, row.by_push
            if not self.mail_only:
                app, push = self.cleaned_data[f"{row.key}-app"], self.cleaned_data[f"{row.key}-push"]
            yield Setting(row.key, row.label, app, mail, push)


def _clock(label: Any) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    wrong = {"required": _("Say from when until when.")}
    return forms.TimeField(label=label, widget=widget, input_formats=["%H:%M", "%H:%M:%S"], error_messages=wrong)


class NightForm(forms.Form):
    """Whether there are quiet hours, and from when to when."""

    is_quiet = forms.BooleanField(label=_("No e-mail and no push in my quiet hours"), required=False)
    begins = _clock(_("From"))
    ends = _clock(_("Until"))

    @classmethod
    def showing(cls, night: Night) -> NightForm:
        """The form with the hours of now; where there are none, with those it proposes."""
        has_one = night.begins is not None
        shown = night if has_one else Night()
        return cls(initial={"is_quiet": has_one, "begins": shown.begins, "ends": shown.ends})

    def clean(self) -> dict[str, Any]:
        """Two different times, if there are quiet hours at all; without them the times do not matter."""
        data = super().clean() or {}
        if not data.get("is_quiet"):
            for name in ("begins", "ends"):
                self.errors.pop(name, None)
        elif not self.errors and data["begins"] == data["ends"]:
            self.add_error("ends", _("Choose two different times."))
        return data

    @property
    def night(self) -> Night:
        """The hours of a valid form."""
        data = self.cleaned_data
        return Night(data["begins"], data["ends"]) if data["is_quiet"] else Night(None, None)
