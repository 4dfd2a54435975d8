"""Where something is done about a number."""

from __future__ import annotations

from django.urls import reverse


def address(name: str, *arguments: object) -> str:
    """A page by its name; empty where nothing is named."""
    return reverse(name, args=arguments) if name else ""
