"""A sentence of which some words lead somewhere, as a page and as a letter say it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import mark_safe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.safestring import SafeString

LINK = "place"
"""The name in a sentence under which the words stand that lead somewhere."""


@dataclass(frozen=True)
class Said:
    """A sentence with what is filled in; `%(place)s` in it are the words that lead to `url`."""

    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)
    place: str = ""
    url: str = ""

    def __str__(self) -> str:
        return self.sentence % {**self.values, LINK: self.place}

    @property
    def html(self) -> SafeString:
        """For a page: the words that lead somewhere are a link."""
        place = format_html('<a class="link" href="{}">{}</a>', self.url, self.place) if self.url else self.place
        filled = {name: escape(value) for name, value in self.values.items()} | {LINK: conditional_escape(place)}
        # What is filled in was made harmless a line above, and so is the sentence of a translator here.
        return mark_safe(escape(self.sentence) % filled)  # noqa: S308
