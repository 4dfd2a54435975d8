"""Forms on the page of a series: they clean what was typed and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib import missing
from programs.series.checking import MOST
from programs.series.forms import a_day, a_time
from programs.series.one_forms import HostForm, member_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from members.profiles.models import Member
    from programs.series.checking import CheckItem
    from programs.series.models import Program

EMPTY_LINES = 3
DAYS_MOST = 90


class TextForm(forms.Form):
    """A text of the bank."""

    use_required_attribute = False
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200, error_messages=missing.NAME)
    words = forms.CharField(
        label=gettext_lazy("Text"), max_length=10_000, error_messages=missing.WORDS,
        widget=forms.Textarea(attrs={"rows": 5}), help_text=gettext_lazy("The thread begins with it. Markdown works."),
    )  # fmt: skip
    edition = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)


class DateForm(HostForm):
    """One more date beside the rule; who hosts it may be said at once."""

    use_required_attribute = False
    field_order = ("day", "at", "host")
    day = a_day(gettext_lazy("Day"))
    at = a_time(gettext_lazy("Begins at"))

    def __init__(self, *args: Any, viewer: Member, program: Program, **more: Any) -> None:
        super().__init__(*args, viewer=viewer, **{"initial": {"at": program.at}, **more})
        self.fields["host"].help_text = _("A handle such as @nia. Empty: the owner is there for it.")


class TurnForm(forms.Form):
    """Somebody more in the rota of hosts."""

    use_required_attribute = False
    handle = forms.CharField(
        label=gettext_lazy("Who hosts too"), max_length=60, error_messages=missing.WORDS,
        help_text=gettext_lazy("A handle such as @nia."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )  # fmt: skip

    def __init__(self, *args: Any, viewer: Member, **more: Any) -> None:
        super().__init__(*args, **more)
        self.viewer = viewer
        self.member: Member | None = None

    def clean_handle(self) -> str:
        """A member the sender sees."""
        text = str(self.cleaned_data["handle"]).strip()
        self.member = member_named(text, self.viewer)
        return text


class ChecklistForm(forms.Form):
    """The lines of the checklist, each with its days before; an empty line is none."""

    use_required_attribute = False

    def __init__(self, *args: Any, items: Sequence[CheckItem], **more: Any) -> None:
        super().__init__(*args, **more)
        # Whoever sends it may have read a longer list than it is by now.
        for place in range(MOST if self.is_bound else min(len(items) + EMPTY_LINES, MOST)):
            item = items[place] if place < len(items) else None
            self.fields[f"words-{place}"] = forms.CharField(
                label=_("What has to be done"), max_length=120, required=False, initial=item.words if item else ""
            )
            self.fields[f"days-{place}"] = forms.IntegerField(
                label=_("Days before"), min_value=-DAYS_MOST, max_value=DAYS_MOST, required=False,
                initial=item.days_before if item else None,
            )  # fmt: skip

    @property
    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields as they stand beside one another."""
        return [(self[f"words-{place}"], self[f"days-{place}"]) for place in range(len(self.fields) // 2)]

    def clean(self) -> dict[str, Any]:
        """No line twice."""
        found = super().clean() or self.cleaned_data
        seen: set[str] = set()
        for place in range(len(self.fields) // 2):
            words = " ".join((found.get(f"words-{place}") or "").split())
            if words and words in seen:
                self.add_error(f"words-{place}", _("This stands on the list already."))
            seen.add(words)
        return found

    @property
    def lines(self) -> list[tuple[str, int]]:
        """Words and days before, in order."""
        said = self.cleaned_data
        pairs = ((said[f"words-{place}"], said[f"days-{place}"]) for place in range(len(self.fields) // 2))
        return [(" ".join(words.split()), days or 0) for words, days in pairs if words]
