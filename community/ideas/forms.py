"""What is typed about ideas. Forms clean and never write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.following.hearing import seers
from community.ideas.models import REASON_MAX, VOTES_MOST
from community.threads.models import Thread
from community.threads.planning import Status
from config.lib.handle_names import typed_handle
from members.profiles.models import Member


class StatusForm(forms.Form):
    """What becomes of an idea, and why."""

    status = forms.ChoiceField(label=_("Status"), choices=Status.choices)
    reason = forms.CharField(
        label=_("Why"),
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who voted or follows reads it, and it stands in the thread."),
        error_messages={"required": _("Say why, in a sentence. People gave their votes for this.")},
    )

    def __init__(self, *args: Any, thread: Thread, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.thread = thread

    def clean_status(self) -> str:
        """Another one than it has."""
        status = str(self.cleaned_data["status"])
        if status == self.thread.status:
            raise forms.ValidationError(_("It has this status already. Choose another one."))
        return status

    def clean_reason(self) -> str:
        """One paragraph."""
        return " ".join(str(self.cleaned_data["reason"]).split())


class ResponsibleForm(forms.Form):
    """Who looks after an idea."""

    handle = forms.CharField(
        label=_("Responsible member"),
        max_length=40,
        required=False,
        help_text=_("Their handle. Left empty, nobody is responsible."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, thread: Thread, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.thread = thread

    def clean_handle(self) -> Member | None:
        """A member who can see the idea."""
        handle = typed_handle(self.cleaned_data["handle"])
        if not handle:
            return None
        member = Member.objects.present().named(handle).first()
        if member is None or member.pk not in seers(self.thread.space, [member.pk]):
            words = _("Nobody who can see this idea has the handle “%(handle)s”.")
            raise forms.ValidationError(words, params={"handle": handle})
        return member


class VotesForm(forms.Form):
    """How many open votes each member has."""

    votes_each = forms.IntegerField(
        label=_("Open votes for each member"),
        min_value=1,
        max_value=VOTES_MOST,
        help_text=_("A vote comes back when its idea is shipped, declined, joined with another or deleted."),
    )
