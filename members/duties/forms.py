"""Forms about tasks: they clean what was typed and never write."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.handle_names import typed_handle
from members.duties.matters import thread_named, threads_seen
from members.duties.models import KEY_LENGTH, NOTE_LENGTH, Kind
from members.profiles.models import Member, MemberQuerySet
from members.profiles.preferences import may_see_profile
from members.profiles.roles import Role

HOURS = [
    ("", gettext_lazy("as usual for its kind")),
    ("2", gettext_lazy("in 2 hours")),
    ("8", gettext_lazy("in 8 hours")),
    ("24", gettext_lazy("in a day")),
    ("72", gettext_lazy("in 3 days")),
    ("168", gettext_lazy("in a week")),
    ("720", gettext_lazy("in 30 days")),
]


def team() -> MemberQuerySet:
    """Everybody a task can be given to, by name."""
    now = timezone.now()
    return Member.objects.present().exclude(role=Role.MEMBER).exclude(suspended_until__gt=now).order_by("name", "pk")


class OwnerField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable when it runs
    """Somebody of the team, or nobody."""

    def label_from_instance(self, obj: Any) -> str:
        """Name and handle."""
        return f"{obj.name} (@{obj.handle})"


class GiveForm(forms.Form):
    """To whom a task goes; to nobody: to the team."""

    owner = OwnerField(
        label=gettext_lazy("Who does it"), queryset=team(), required=False, empty_label=gettext_lazy("the team")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = team()  # type: ignore[attr-defined]


class DutyForm(GiveForm):
    """A new task."""

    kind = forms.ChoiceField(label=gettext_lazy("What is to be done"), choices=Kind.choices)
    about = forms.CharField(
        label=gettext_lazy("About whom or what"), required=False, max_length=300,
        help_text=gettext_lazy("A handle such as @nia, or the address of a thread."),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("Note"), required=False, max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=gettext_lazy("The team reads it, nobody else."),
    )  # fmt: skip
    hours = forms.ChoiceField(label=gettext_lazy("Due"), choices=HOURS, required=False)
    submission = forms.CharField(max_length=KEY_LENGTH // 2, required=False, widget=forms.HiddenInput)
    field_order = ("kind", "about", "note", "owner", "hours", "submission")

    def __init__(self, *args: Any, viewer: Member, **kwargs: Any) -> None:
        kwargs["initial"] = {"submission": secrets.token_urlsafe(16)} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.matter: Any = None
        """The member or the thread it is about."""

    def clean_about(self) -> str:
        """A handle or a thread that whoever asks may see."""
        text = str(self.cleaned_data["about"]).strip()
        if number := thread_named(text):
            self.matter = threads_seen(self.viewer, [number]).get(number)
        elif text:
            found = Member.objects.present().named(typed_handle(text)).first()
            self.matter = found if found and may_see_profile(self.viewer, found) else None
        if text and self.matter is None:
            raise forms.ValidationError(_("Nobody here has this handle, and no thread this address."))
        return text

    def clean(self) -> dict[str, Any]:
        """A task is about somebody or something, or says itself what it is about."""
        given = super().clean() or {}
        if not given.get("note") and not given.get("about") and "about" not in self.errors:
            self.add_error("note", _("Say what it is about, or write a note."))
        return given

    @property
    def due(self) -> datetime | None:
        """When it is due; None: as usual."""
        hours = self.cleaned_data["hours"]
        return timezone.now() + timedelta(hours=int(hours)) if hours else None

    def key(self) -> str:
        """One form makes one task, however often its button is pressed."""
        return f"by-hand:{self.viewer.pk}:{self.cleaned_data['submission'] or secrets.token_urlsafe(16)}"
