"""Where most of what is missing sits: the space that has the largest share of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import ngettext

from community.spaces.models import Space
from metrics.measures.addresses import address
from metrics.measures.measure import Cut, asked
from metrics.measures.survival import WAITING_KINDS
from metrics.measures.talk import OPENED
from metrics.measures.withholding import is_withheld
from metrics.scoreboard.saying import Said
from metrics.scoreboard.sentences import number

if TYPE_CHECKING:
    from metrics.measures.reading import Reading

SLOW = {"first-reply-median", "first-reply-p90", "answered-1h", "answered-24h", "answered-7d"}
"""Times do not add up over spaces; how many waited longer than a day does."""
MISSING = {
    **dict.fromkeys(
        SLOW,
        "AND coalesce(CASE WHEN o.replied_at < moment.over THEN o.replied_at END, least(o.ended_at, moment.over)) "
        "- o.opened_at > interval '24 hours'",
    ),
    "answer-rate": "AND o.kind = 'question' AND coalesce(o.replied_at >= moment.over, true)",
    "resolution-rate": "AND o.kind = 'question' AND coalesce(o.solved_at >= moment.over, true)",
}
"""By the key of a number: which threads are missing in it, as they stood when its last day was over."""
_SQL = f"""
SELECT ends.day, {{by:o.space_id}}, count(*), 0, count(DISTINCT o.author_id)
{OPENED}
WHERE NOT o.by_staff AND o.kind = ANY(%(kinds)s) {{space:o}} MISSING
GROUP BY 1, 2
"""
HALF = 0.5


@dataclass(frozen=True)
class Share:
    """What is missing in one space."""

    space: int
    threads: int
    people: int
    """Who opened them."""


def where_most_is_missing(reading: Reading) -> Said | None:
    """The sentence that names the space with at least half of what is missing; None if there is no such one.

    Two queries. Where fewer than five people opened those threads, or all the others, nothing is said of the place.
    """
    key = reading.measure.key
    if key not in MISSING:
        return None
    parts = missing_by_space(reading)
    worst, everything = max(parts, key=lambda part: part.threads, default=None), sum(part.threads for part in parts)
    if worst is None or len(parts) == 1 or worst.threads < everything * HALF:
        return None
    if is_withheld(worst.people) or is_withheld(sum(part.people for part in parts) - worst.people):
        return None
    space = Space.objects.filter(pk=worst.space, archived_at=None, deleted_at=None).first()
    if space is None:
        return None
    values = {"there": number(worst.threads), "all": number(everything)}
    query = f"?days={reading.days}&space={space.slug}"
    return Said(_words(key, everything), values, space.name, address("measure_behind", key) + query)


def missing_by_space(reading: Reading) -> list[Share]:
    """What is missing in each space that has any of it; one query."""
    sql = _SQL.replace("MISSING", MISSING[reading.measure.key])
    rows = asked(sql, [reading.end], reading.days, Cut(), by_space=True, kinds=list(WAITING_KINDS))
    return [Share(space, threads, people) for _day, space, threads, _of, people in rows]


def _words(key: str, count: int) -> str:
    if key in SLOW:
        return ngettext(
            "%(place)s is falling behind: %(there)s of the %(all)s thread that waited longer than a day is there.",
            "%(place)s is falling behind: %(there)s of the %(all)s threads that waited longer than a day are there.",
            count,
        )
    if key == "answer-rate":
        return ngettext(
            "%(place)s is falling behind: %(there)s of the %(all)s question without a reply is there.",
            "%(place)s is falling behind: %(there)s of the %(all)s questions without a reply are there.",
            count,
        )
    return ngettext(
        "%(place)s is falling behind: %(there)s of the %(all)s question without an accepted answer is there.",
        "%(place)s is falling behind: %(there)s of the %(all)s questions without an accepted answer are there.",
        count,
    )
