"""What the palette offers to do: it is quicker to type than to look for the place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from community.search.accents import unaccented

if TYPE_CHECKING:
    from community.search.parsing import Query
    from config.lib.audience import Viewer

MOST = 3


@dataclass(frozen=True)
class Deed:
    """One thing to do, behind an address."""

    label: str
    url: str
    icon: str
    key: str = ""


def deeds(viewer: Viewer, query: Query) -> list[Deed]:
    """What fits what was typed, asking it as a question last; without words, what is done most."""
    if not viewer.is_authenticated:
        return [Deed(_("Sign in"), reverse("account_login"), "log-in")] if not query.wanted else []
    every = [
        Deed(_("Start a thread"), reverse("thread_new"), "plus", key="C"),
        Deed(_("Go to your inbox"), reverse("inbox"), "inbox"),
        Deed(_("Change how pages look: colours, text size"), reverse("settings_appearance"), "sun"),
        Deed(_("Choose what you are told about"), reverse("settings_notifications"), "bell"),
        Deed(_("Edit your profile"), reverse("settings_profile"), "user"),
    ]
    if query.is_empty:
        return every
    typed = unaccented(query.words)
    fitting = [deed for deed in every if f" {typed}" in f" {unaccented(deed.label)}"][:MOST]
    return [*fitting, Deed(_("Ask “%(words)s” as a new question") % {"words": query.words}, ask_url(query), "plus")]


def ask_url(query: Query) -> str:
    """The page for a new question, with the words as its title."""
    return f"{reverse('thread_new')}?{urlencode({'kind': 'question', 'title': query.words})}"
