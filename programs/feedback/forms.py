"""The form of a draft: title, introduction, and its lines with one or two empty ones below."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.lib import missing
from programs.feedback.models import DID_MAX, INTRO_MAX, LINES_MOST, LINK_MAX, SAID_MAX, STATUS_MAX, Feedback


class IssueForm(forms.Form):
    """What stands above the lines."""

    edition = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    title = forms.CharField(label=gettext_lazy("Title"), min_length=8, max_length=120, error_messages=missing.NAME)
    intro = forms.CharField(
        label=gettext_lazy("Introduction"), max_length=INTRO_MAX, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class LineForm(forms.Form):
    """One line; empty where somebody may add one."""

    line = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    keep = forms.BooleanField(label=gettext_lazy("Keep this line"), required=False)
    said = forms.CharField(
        label=gettext_lazy("You said"), max_length=SAID_MAX, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    did = forms.CharField(
        label=gettext_lazy("We did"), max_length=DID_MAX, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    status = forms.CharField(label=gettext_lazy("How it stands"), max_length=STATUS_MAX, required=False)
    link = forms.CharField(
        label=gettext_lazy("Link"), max_length=LINK_MAX, required=False,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )  # fmt: skip
    place = forms.IntegerField(label=gettext_lazy("Place"), required=False, min_value=1, max_value=999)

    def clean_link(self) -> str:
        """A page of this community, or an address of the web."""
        link: str = self.cleaned_data["link"].strip()
        try:
            parts = urlsplit(link)
        except ValueError:
            parts = None
        inside = link.startswith("/") and not link.startswith("//") and "\\" not in link
        if link and not inside and (parts is None or parts.scheme not in ("http", "https") or not parts.netloc):
            raise ValidationError(_("Write an address that begins with https:// or with /."))
        if any(sign in link for sign in " ()<>\n"):
            raise ValidationError(_("Write an address without spaces and brackets."))
        return link

    def clean(self) -> dict[str, Any]:
        """What is kept says something."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("keep") and not said.get("said") and "said" not in self.errors:
            self.add_error("said", _("Say what was said, or do not keep the line."))
        return said

    @property
    def is_blank(self) -> bool:
        """Whether it is the empty one at the end, and stayed empty."""
        said = self.cleaned_data
        return not said.get("line") and not said.get("said") and not said.get("did")


LineForms = forms.formset_factory(LineForm, extra=1, max_num=LINES_MOST + 5, absolute_max=LINES_MOST + 5)


def lines_of(feedback: Feedback) -> Any:
    """The lines of a draft as forms."""
    initial = [
        {
            "line": line.pk, "keep": line.dropped_at is None, "said": line.said, "did": line.did,
            "status": line.status, "link": line.link, "place": place,
        }
        for place, line in enumerate(feedback.lines.all(), start=1)
    ]  # fmt: skip
    return LineForms(initial=initial, prefix="lines")


def in_order(forms_: Any) -> list[dict[str, Any]]:
    """What was typed, by the places that were given; lines without one come last."""
    said = [form.cleaned_data for form in forms_ if not form.is_blank]
    return sorted(said, key=lambda one: one.get("place") or 1000)
