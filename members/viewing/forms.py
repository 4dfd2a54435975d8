"""The form that says with whose eyes to look. It cleans, and writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib.handle_names import typed_handle
from members.profiles.handles import HANDLE_MAX
from members.profiles.models import Member
from members.recognition.ladder import Step
from members.segments.models import Segment
from members.viewing.consent import agreed_until, refusal
from members.viewing.looking import Mode
from members.viewing.viewers import FEWEST, TooFew, shared_by

if TYPE_CHECKING:
    from django.http import QueryDict


class LookForm(forms.Form):
    """Whose eyes, and what this kind of viewer needs besides."""

    mode = forms.ChoiceField(label=gettext_lazy("View as"), choices=Mode.choices, widget=forms.RadioSelect)
    level = forms.TypedChoiceField(
        label=gettext_lazy("Level"), choices=Step.choices, coerce=int, empty_value=None, required=False
    )
    segment = forms.ModelChoiceField(
        label=gettext_lazy("Segment"), queryset=Segment.objects.none(), required=False,
        empty_label=gettext_lazy("Choose one"),
    )  # fmt: skip
    handle = forms.CharField(
        label=gettext_lazy("Handle"), required=False, max_length=HANDLE_MAX + 1,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, *, by: Member) -> None:
        super().__init__(data, initial={"mode": Mode.GUEST.value})
        self.by = by
        self.fields["segment"].queryset = Segment.objects.in_use().order_by("name")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """With `thing`, `step` and `groups` as a look begins with them."""
        data = super().clean() or {}
        data |= {"thing": None, "step": Step.NEWCOMER.value, "groups": ()}
        checks = {Mode.LEVEL.value: self._level, Mode.SEGMENT.value: self._segment, Mode.MEMBER.value: self._member}
        if (check := checks.get(data.get("mode", ""))) is not None:
            check(data)
        return data

    def _level(self, data: dict[str, Any]) -> None:
        if not data.get("level"):
            self.add_error("level", _("Choose a level."))
        else:
            data["step"] = data["level"]

    def _segment(self, data: dict[str, Any]) -> None:
        segment = data.get("segment")
        if segment is None:
            if "segment" not in self.errors:
                self.add_error("segment", _("Choose a segment."))
            return
        try:
            data["groups"], data["step"] = shared_by(segment)
            data["thing"] = segment
        except TooFew:
            words = _("Fewer than %(fewest)d people are in it: it would show what one person sees. Ask them instead.")
            self.add_error("segment", words % {"fewest": FEWEST})

    def _member(self, data: dict[str, Any]) -> None:
        member = Member.objects.present().named(typed_handle(data.get("handle") or "")).first()
        if member is None:
            self.add_error("handle", _("Nobody here has this handle."))
        elif words := refusal(member, by=self.by):
            self.add_error("handle", words)
        elif agreed_until(member) is None:
            data["asks"] = member
            self.add_error("handle", _("%(name)s has not agreed. You can ask.") % {"name": member.name})
        else:
            data["thing"] = member
