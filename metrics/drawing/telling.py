"""What a line over twelve weeks says, for those who do not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from metrics.measures.wording import worded

if TYPE_CHECKING:
    from metrics.measures.reading import Reading


def told(reading: Reading) -> str:
    """The line of a card in one sentence."""
    known = [value for value in reading.line if value is not None]
    if not known:
        return _("No line yet: nothing was measured in these twelve weeks.")
    unit = reading.measure.unit
    words = {"first": worded(unit, known[0]), "last": worded(unit, known[-1]), "target": reading.target_words}
    if len(known) == 1:
        return _("One week of twelve is told: %(last)s. %(target)s.") % words
    return _("Over twelve weeks from %(first)s to %(last)s. %(target)s.") % words
