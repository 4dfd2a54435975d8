"""How to search more exactly: examples for the page without a search."""

from django.utils.translation import gettext as _


def hints() -> list[tuple[str, str]]:
    """What can be typed, and what it means."""
    return [
        ('"fair rota"', _("these words next to each other")),
        ("-printer", _("without this word")),
        ("in:questions", _("in one space")),
        ("by:anna", _("written by one person")),
        (
            "kind:question is:unsolved",
            _("questions that wait for an answer; is:solved, is:outdated, is:duplicate, is:closed work too"),
        ),
        ("kind:idea is:planned", _("ideas by what becomes of them; is:in-progress, is:shipped, is:declined work too")),
        ("tag:spring", _("threads with a tag")),
        ("has:image", _("posts with pictures")),
        ("after:2026-01-31 before:2026-03-01", _("between two days, both included")),
        ("sort:latest", _("newest first")),
    ]
