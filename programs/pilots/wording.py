"""How a pilot looks in an inbox and a mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.html import format_html, linebreaks

from members.notifications.notices import Shown, Told
from programs.pilots.addresses import page_of

if TYPE_CHECKING:
    from programs.series.occurrences import Occurrence


def look(occurrence: Occurrence, url: str, extract: str = "") -> Shown:
    """A line of the inbox that opens `url`."""
    space = occurrence.program.space
    return Shown(
        url=url, extract=extract, thread_title=occurrence.name, thread_url=page_of(occurrence),
        place_name=space.name if space else "", place_hue=space.hue if space else 0,
    )  # fmt: skip


def told(pk: int, occurrence: Occurrence, shown: Shown, words: str) -> Told:
    """The same for a mail, with words that are escaped here."""
    here, space = settings.PUBLIC_URL, occurrence.program.space
    return Told(
        subject_id=pk, url=here + shown.url, html=format_html("{}", linebreaks(words, autoescape=True)), text=words,
        thread_title=shown.thread_title, thread_url=here + shown.thread_url, place_name=shown.place_name,
        is_private=space is not None and space.visibility == "private",
    )  # fmt: skip
