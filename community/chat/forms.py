"""What is typed in chat, cleaned. Forms never write."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.chat.models import SUBJECT_MAX, SUBJECT_MIN
from community.chat.writing import LINE_MAX
from community.composing.forms import TitleField, kinds_in
from community.spaces.models import Kind, Space
from community.threads.models import TITLE_MAX
from config.lib.audience import Viewer

_KEY = r"\A[A-Za-z0-9-]{8,64}\Z"
_ID_MAX = 10**17


class SubjectForm(forms.Form):
    """What a room is about."""

    subject = forms.CharField(
        label=_("What it is about"),
        min_length=SUBJECT_MIN,
        max_length=SUBJECT_MAX,
        help_text=_("A few words, so that people know what belongs here."),
        error_messages={
            "required": _("Say what the room is about."),
            "min_length": _("Say a little more: at least %(limit_value)d characters."),
            "max_length": _("At most %(limit_value)d characters; this has %(show_value)d."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_subject(self) -> str:
        """One line with something to read in it."""
        line = " ".join(self.cleaned_data["subject"].split())
        if sum(character.isalnum() for character in line) < SUBJECT_MIN:
            raise forms.ValidationError(_("Use at least %(least)d letters or digits."), params={"least": SUBJECT_MIN})
        return line


class LineForm(forms.Form):
    """A line. `key` names the submission, `last` is the newest line on the page it was written on."""

    body = forms.CharField(
        label=_("Your line"),
        max_length=LINE_MAX,
        error_messages={
            "required": _("Write something first."),
            "max_length": _(
                "At most %(limit_value)d characters fit into a line; this has %(show_value)d. Start a thread for more."
            ),
        },
    )
    key = forms.RegexField(_KEY, required=False)
    last = forms.IntegerField(min_value=0, max_value=_ID_MAX, required=False)

    def clean_body(self) -> str:
        """Line ends of one kind, as they are stored."""
        return str(self.cleaned_data["body"]).replace("\r\n", "\n")


class StretchForm(forms.Form):
    """From which line to which, and what thread it becomes."""

    first = forms.IntegerField(
        min_value=1, max_value=_ID_MAX, error_messages={"required": _("Choose the line the thread begins with.")}
    )
    last = forms.IntegerField(
        min_value=1, max_value=_ID_MAX, error_messages={"required": _("Choose the line the thread ends with.")}
    )
    title = TitleField()
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    space = forms.ModelChoiceField(
        Space.objects.none(), label=_("Space"), error_messages={"required": _("Choose a space.")}
    )

    def __init__(self, *args: Any, viewer: Viewer, spaces: list[Space], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.fields["title"].widget.attrs |= {"autocomplete": "off", "maxlength": str(TITLE_MAX)}
        space = self.fields["space"]
        assert isinstance(space, forms.ModelChoiceField)
        space.queryset = Space.objects.filter(pk__in=[s.pk for s in spaces]).order_by("position", "name")
        space.empty_label = None
        known = {kind for place in spaces for kind in kinds_in(viewer, place)}
        self.fields["kind"].choices = [pair for pair in Kind.choices if pair[0] in known]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The kind must be one that the space takes, and the first line stands above the last."""
        data = super().clean() or {}
        space = data.get("space")
        if space is not None and data.get("kind") and data["kind"] not in kinds_in(self.viewer, space):
            self.add_error("kind", _("This space does not take threads of this kind."))
        if data.get("first") and data.get("last") and data["first"] > data["last"]:
            self.add_error("last", _("The last line stands above the first. Choose them the other way round."))
        return data
