"""What is typed about questions. Forms clean and never write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.questions.models import REASON_MAX, Verdict
from community.threads.addresses import thread_named
from community.threads.models import Thread

if TYPE_CHECKING:
    from config.lib.audience import Viewer


class DuplicateForm(forms.Form):
    """Which thread it is the same as."""

    address = forms.CharField(
        label=_("Address of the other thread"),
        max_length=500,
        help_text=_("Open that thread and copy its address here."),
        error_messages={"required": _("Paste the address of the other thread.")},
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer

    def clean_address(self) -> Thread:
        """The thread itself, if the sender can see it."""
        seen = Thread.objects.visible_to(self.viewer).select_related("space", "duplicate_of__space")
        thread: Thread | None = seen.filter(pk=thread_named(self.cleaned_data["address"])).first()
        if thread is None:
            raise forms.ValidationError(_("You see no thread with this address."))
        return thread


class CheckForm(forms.Form):
    """Whether an answer still holds, and why not."""

    verdict = forms.ChoiceField(
        label=_("Does this answer still hold?"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    reason = forms.CharField(
        label=_("What has changed"),
        max_length=REASON_MAX,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed if it is outdated. It stands beside the answer."),
    )

    def clean(self) -> dict[str, Any]:
        """An outdated answer has a reason."""
        data = super().clean() or {}
        data["reason"] = " ".join(str(data.get("reason", "")).split())
        if data.get("verdict") == Verdict.OUTDATED and not data["reason"] and "reason" not in self.errors:
            self.add_error("reason", _("Say in a sentence what has changed."))
        return data
