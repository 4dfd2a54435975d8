"""Where something is done, as far as there is such a page."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse


def address(name: str, *arguments: object) -> str:
    """An address by its name; empty where there is none."""
    if not name:
        return ""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""
