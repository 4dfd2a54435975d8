"""What the kit shows of health: one score card in each state, and every chart."""

from datetime import date
from typing import Any

from metrics.drawing.bars import Bar
from metrics.drawing.curve import Step
from metrics.drawing.lines import Named
from metrics.measures.all import MEASURES
from metrics.measures.reading import Reading

END = date(2026, 11, 22)
LINE: list[float | None] = [27, 28, 26, 29, 30, 29, 31, 32, 31, 32, 34, 33.6]
GAPS: list[float | None] = [None, 21, 23, None, 24, None, 22, 25, 24, None, 26, 27]
WEEKS = [
    "7 Sep", "14 Sep", "21 Sep", "28 Sep", "5 Oct", "12 Oct", "19 Oct", "26 Oct", "2 Nov", "9 Nov", "16 Nov", "22 Nov",
]  # fmt: skip
COHORTS = {
    "28 Sep": (148, [41, 36, 33, 31, 30, 29, 29]),
    "5 Oct": (131, [44, 38, 35, 34, 32, 31]),
    "12 Oct": (162, [39, 33, 31, 29, 28]),
    "19 Oct": (155, [46, 41, 38, 37]),
    "26 Oct": (139, [48, 43, 41]),
    "2 Nov": (171, [51, 45]),
    "9 Nov": (158, [53]),
}
CURVE = [(0.5, 18), (1, 26), (2, 38), (4, 56), (6, 61), (9, 68), (12, 76), (18, 82), (24, 87), (36, 92), (48, 95)]


def _readings() -> list[tuple[Reading, str]]:
    rate = MEASURES["activity-rate"]
    last = "1,842 of 5,410 members did something."
    return [
        (Reading(rate, 28, END, 34, 1842, 5410, 1842, 32, LINE, 30), last),
        (Reading(rate, 28, END, 27.4, 27, 98, 27, 28.4, GAPS, 30), "Weeks of fewer than five people are gaps."),
        (Reading(rate, 28, END, 12, 12, 100, 12, 18, [30, *LINE[1:-1], 12], 30), "Twelve members did something."),
        (Reading(rate, 28, END, 34, 34, 100, 34, 31, LINE), "There is no target, only a way to go."),
        (Reading(rate, 28, END, is_withheld=True, line=[None] * 12, target=30), ""),
        (Reading(rate, 28, END, line=[None] * 12, target=30), "Numbers need about two weeks."),
    ]


def _columns() -> list[Bar]:
    return [
        Bar("under 1 h", 62), Bar("1–4 h", 71), Bar("4–12 h", 48), Bar("12–24 h", 27), Bar("1–2 days", 19, "late"),
        Bar("over 2 days", 8, "late"), Bar("no reply yet", 4, "open"),
    ]  # fmt: skip


def samples() -> dict[str, Any]:
    """What templates/dev/kit_health.html draws."""
    return {
        "readings": _readings(),
        "columns": _columns(),
        "funnel": [
            ("Joined", 612, 100, ""), ("Activated", 251, 41, "41 %"), ("Contributing", 118, 19, "47 %"),
            ("Advocates", 19, 3, "16 %"),
        ],
        "steps": [Step(hours, share, max(0, share - 7), min(100, share + 5)) for hours, share in CURVE],
        "ticks": [(0, "0"), (12, "12 h"), (24, "1 day"), (36, ""), (48, "2 days")],
        "weeks": WEEKS,
        "one_line": [Named("Active", LINE)],
        "two_lines": [Named("New welcome", LINE), Named("Old welcome", GAPS)],
        "cohorts": [(day, many, values + [None] * (7 - len(values))) for day, (many, values) in COHORTS.items()],
        "effects": [
            ("Came back in week 4", 4.2, 1.1, 7.3, "up 4 points, likely between 1 and 7", True),
            ("Came back in week 8", 1.4, -2.2, 5, "up 1 point, but it may be down 2 or up 5", True),
            ("Reports", -3.1, -5.6, -0.6, "down 3 points, likely between 6 and 1", False),
        ],
    }  # fmt: skip
