"""What was chosen to be decided together, each with the version of its thing as it was seen."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils.translation import gettext as _

from moderation.review.bulk import MOST, Thing
from moderation.review.decisions import Decision
from moderation.review.direct import found_by
from moderation.review.subjects import KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from members.profiles.models import Member
    from moderation.review.subjects import Item

SEEN_MAX = 64
DIGITS_MAX = 18


class Chosen:
    """Cases that were chosen in a list (`<id>:<version>`), or things without one, in their order, each once.

    A thing is `<kind>:<id>:<last decision about it>:<version>`.
    """

    def __init__(self, cases: Sequence[str], things: Sequence[str] = ()) -> None:
        self.versions: dict[int, str] = {}
        self.things: dict[tuple[str, int], tuple[int, str]] = {}
        self.unread = 0
        for value in cases:
            number, _colon, version = value.partition(":")
            if _is_number(number) and len(version) <= SEEN_MAX:
                self.versions.setdefault(int(number), version)
            else:
                self.unread += 1
        for value in things:
            key, number, after, version = [*value.split(":", 3), "", "", ""][:4]
            if key in KINDS and _is_number(number) and _is_number(after) and len(version) <= SEEN_MAX:
                self.things.setdefault((key, int(number)), (int(after), version))
            else:
                self.unread += 1

    @property
    def problem(self) -> str:
        """Why nothing can be done with them, in one sentence; empty if there is nothing in the way."""
        if len(self.versions) + len(self.things) > MOST:
            return _("At most %(most)d cases can be decided together.") % {"most": MOST}
        if self.unread or (self.versions and self.things):
            return _("Some of the cases were not understood. Choose them again.")
        return "" if self.versions or self.things else _("Choose at least one case.")

    def seen_by(self, viewer: Member) -> tuple[list[Thing], int]:
        """The things, as far as this viewer finds them and may open a case about them; and how many are not there."""
        found = []
        for (key, pk), (after, version) in self.things.items():
            if (item := found_by(viewer, key, pk)) is not None:
                found.append(Thing(item.discreet(), version, after))
        return found, len(self.things) - len(found)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= DIGITS_MAX


def as_seen(items: Collection[Item]) -> list[Thing]:
    """These things as they stand now, each with the last decision about it: so it is noticed if there comes another."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for item in items:
        numbers[item.key].append(item.pk)
    last: dict[tuple[str, int], int] = {}
    for key, pks in numbers.items():
        about = Decision.objects.filter(case__subject_type=key, case__subject_id__in=pks).order_by()
        for pk, latest in about.values_list("case__subject_id").annotate(Max("pk")):
            last[key, pk] = latest
    return [Thing(item, item.version, last.get((item.key, item.pk), 0)) for item in items]
