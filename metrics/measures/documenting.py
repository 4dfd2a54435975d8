"""The page docs/measures.md, written from what the code declares."""

from __future__ import annotations

from django.utils.translation import override

from metrics.measures.all import MEASURES
from metrics.measures.grouping import grouped
from metrics.measures.measure import Direction, Measure, Unit
from metrics.measures.wording import worded

INTRODUCTION = """\
# Measures: what is counted, how, and what to do about it

*Written by `manage.py document_measures` from the code. A test keeps it true.*

A measure is one class in `metrics/measures/`. Most read facts by day (`metrics_memberday`, `metrics_daycut`,
`metrics_arrival`, `metrics_opening`). Each query answers for many windows at once: `ends(day)` holds the last days,
`%(days)s` how far each window looks back (28, 90 or 365 days), `%(zone)s` the zone of the community. In
braces stand the slots: `{space:x}` keeps to one space, `{whom:x}` to the members of a segment, `{by:x}` is what is
grouped by, `{among:x|y}` is x where it is about spaces and y where it is about everybody. A row is day, space, what was
counted, out of how many, and how many people that rests on. Below five people nothing is told, and neither is what one
could work it out from.

Targets are those that come with Talkoot. Managers choose others, and who looks after them, on
`/manage/health/measures/`; the owner of each measure is whoever they chose, nobody at first. What another target
changes is the colour and the word, never the number.
"""
UNITS = {
    Unit.PERCENT: "percent", Unit.HOURS: "hours", Unit.NUMBER: "a plain number", Unit.POINTS: "points from −100 to 100",
}  # fmt: skip


def document() -> str:
    """The whole page, in Markdown and in English."""
    with override("en"):
        return "\n".join([INTRODUCTION, *(_chapter(str(name), found) for name, found in grouped(MEASURES))])


def _chapter(name: str, measures: list[Measure]) -> str:
    return "\n".join([f"## {name}", "", *(_section(measure) for measure in measures)])


def _section(measure: Measure) -> str:
    facts = {
        "unit": UNITS[measure.unit],
        "target": "none, only a way to go" if measure.target is None else worded(measure.unit, measure.target),
        "better": "higher" if measure.direction == Direction.UP else "lower",
        "owner": "nobody until a manager chooses somebody",
        "of one space": "yes" if measure.has_spaces else "no",
        "of a segment": "yes" if measure.has_segments else "no",
        "what to do": f"{measure.remedy}" + (f" (`{measure.remedy_url}`)" if measure.remedy_url else ""),
    }
    rows = [f"| {name} | {words} |" for name, words in facts.items()]
    query = [f"```sql\n{measure.shown_sql}\n```"]
    return "\n".join([
        f"### {measure.name} (`{measure.key}`)", "", f"**{measure.question}** {measure.definition}", "",
        "| | |", "| --- | --- |", *rows, "", *query, "",
    ])  # fmt: skip
