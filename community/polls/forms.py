"""What is typed when a result is decided upon. Forms clean and never write."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from community.polls.models import LINKS_MAX, REASON_MAX, Upshot

LINK_MAX = 500


class DecisionForm(forms.Form):
    """What will be done with a result; `version` is the one its editor saw."""

    upshot = forms.ChoiceField(
        label=_("Outcome"), choices=Upshot.choices, widget=forms.RadioSelect,
        error_messages={"required": _("Choose what comes of it.")},
    )  # fmt: skip
    reason = forms.CharField(
        label=_("What we will do, and why"),
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Everybody who reads the poll reads this. Formatting works as in posts."),
        error_messages={"required": _("Say in a sentence or two what happens now, and why.")},
    )
    links = forms.CharField(
        label=_("Links, one per line"),
        required=False,
        max_length=LINKS_MAX * (LINK_MAX + 2),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Where to read more, for example the thread where it is carried out. At most five."),
    )
    version = forms.IntegerField(min_value=0, max_value=10**9, widget=forms.HiddenInput, required=False)

    def clean_links(self) -> list[str]:
        """Addresses of the web or of this community."""
        links = list(dict.fromkeys(line.strip() for line in str(self.cleaned_data["links"]).splitlines()))
        links = [link for link in links if link]
        if len(links) > LINKS_MAX:
            raise forms.ValidationError(_("At most %(most)d links."), params={"most": LINKS_MAX})
        if wrong := next((link for link in links if len(link) > LINK_MAX or not _is_address(link)), None):
            words = _("“%(link)s” is no address. It begins with https:// or with a slash for a page here.")
            raise forms.ValidationError(words, params={"link": wrong[:60]})
        here = f"{settings.PUBLIC_URL}/"
        # "//" would begin the address of another server.
        return [f"/{link.removeprefix(here).lstrip('/')}" if link.startswith(here) else link for link in links]

    def clean_version(self) -> int:
        """None was seen where none was sent."""
        return int(self.cleaned_data["version"] or 0)


def _is_address(link: str) -> bool:
    if any(char.isspace() or not char.isprintable() or char in '\\<>"' for char in link):
        return False
    if link.startswith("/"):
        return not link.startswith("//")
    try:
        parts = urlsplit(link)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        return False


def form_of(decision: Any) -> DecisionForm:
    """The form with what a decision says now; empty for none."""
    if decision is None:
        return DecisionForm(initial={"version": 0})
    initial = {"upshot": decision.upshot, "reason": decision.reason, "links": "\n".join(decision.links)}
    return DecisionForm(initial=initial | {"version": decision.version})
