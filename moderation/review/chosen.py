"""Cases that were chosen in a list, each with the version of its thing as it was seen."""

from __future__ import annotations

from django.utils.translation import gettext as _

from moderation.review.bulk import MOST

SEEN_MAX = 64


class Chosen:
    """The cases that were chosen in a list: `<id>:<version>` each, in the order of the list, each once."""

    def __init__(self, values: list[str]) -> None:
        self.versions: dict[int, str] = {}
        self.unread = 0
        for value in values:
            number, _colon, version = value.partition(":")
            if number.isascii() and number.isdigit() and len(number) < 19 and len(version) <= SEEN_MAX:
                self.versions.setdefault(int(number), version)
            else:
                self.unread += 1

    @property
    def problem(self) -> str:
        """Why nothing can be done with them, in one sentence; empty if there is nothing in the way."""
        if len(self.versions) > MOST:
            return _("At most %(most)d cases can be decided together.") % {"most": MOST}
        if self.unread:
            return _("Some of the cases were not understood. Choose them again.")
        return "" if self.versions else _("Choose at least one case.")
