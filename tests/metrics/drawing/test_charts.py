"""Charts say what they draw, leave gaps where nothing is told, and need no style."""

import re

import pytest
from django.template import Context, Template
from lxml import etree

from metrics.drawing.bars import TALLEST, Bar, bars, share_bar
from metrics.drawing.curve import Step, curve
from metrics.drawing.heat import heat
from metrics.drawing.interval import interval
from metrics.drawing.lines import Named, lines, plain_axis
from metrics.drawing.paper import Goal, Scale, coordinate, marks, runs
from metrics.drawing.spark import spark

WEEKS = [f"w{n}" for n in range(12)]
NUMBERS = [float(n) for n in range(12)]


def drawn(svg: str) -> etree._Element:
    """What was drawn, as a tree; a chart that is not well formed fails here."""
    return etree.fromstring(f"<div>{svg}</div>")


def charts() -> list[str]:
    return [
        spark([1, None, 3, *NUMBERS], sentence="From 1 to 11.", target=4, tone="warn"),
        bars([Bar("under 1 h", 62), Bar("over a day", 3, "late"), Bar("none", 2, "open")], label="Waits", goal="24 h"),
        lines([Named("A", NUMBERS), Named("B", NUMBERS)], WEEKS, sentence="Two.", goal=Goal(5, "Target")),
        curve([Step(1, 40, 30, 50), Step(9, 80)], [(0, "0"), (24, "1 day")], sentence="Half.", in_words=str),
        interval(2, -1, 5, reach=8, sentence="up 2"),
        share_bar(41),
    ]


@pytest.mark.parametrize("svg", charts())
def test_a_chart_is_well_formed_and_has_no_style_or_script(svg: str) -> None:
    assert drawn(svg) is not None
    assert not re.search(r"<style|style=|<script|\son\w+=", svg)


@pytest.mark.parametrize("svg", [charts()[n] for n in (0, 2, 3, 4)])
def test_a_picture_says_what_it_shows(svg: str) -> None:
    pictures = drawn(svg).xpath(".//svg[@role='img']")
    assert len(pictures) == 1
    assert pictures[0].get("aria-label")


def test_words_are_never_taken_for_markup() -> None:
    evil = '"><img src=x onerror=alert(1)>'
    for svg in (
        spark([1, 2], sentence=evil),
        bars([Bar(evil, 1)], label=evil, goal=evil),
        lines([Named(evil, [1.0]), Named(evil, [1.0])], [evil], sentence=evil, said=evil, goal=Goal(1, evil)),
        curve([Step(1, 50)], [(0, evil), (2, evil)], sentence=evil, in_words=lambda _value: evil, goal=Goal(1, evil)),
        interval(1, 0, 2, reach=3, sentence=evil),
    ):
        assert drawn(svg).xpath(".//img") == []


def test_a_week_that_is_not_told_is_a_gap_and_a_lone_one_stays_to_be_seen() -> None:
    svg = drawn(spark([1, None, 3, None, 5, 6], sentence="x"))
    (ink,) = svg.xpath(".//path[@class='ink']")
    (alone,) = svg.xpath(".//path[@class='ink alone']")
    assert ink.get("d").count("M") == 1
    assert alone.get("d").count("M") == 2
    assert len(svg.xpath(".//path[@class='area']")) == 1


def test_the_dot_stands_at_the_last_week_or_nowhere() -> None:
    assert drawn(spark([1, 2], sentence="x")).xpath(".//path[@class='dot']")
    assert not drawn(spark([1, None], sentence="x")).xpath(".//path[@class='dot']")
    assert not drawn(spark([], sentence="x")).xpath(".//path")


def test_higher_values_stand_higher_and_the_target_between_them() -> None:
    svg = drawn(spark([10, 30], sentence="x", target=20))
    first, last = re.findall(r"[ML][\d.]+ ([\d.]+)", svg.xpath(".//path[@class='ink']")[0].get("d"))
    goal = float(svg.xpath(".//line[@class='goal']")[0].get("y1"))
    assert float(last) < goal < float(first)


def test_columns_are_as_tall_as_their_numbers_and_the_goal_stands_before_the_first_late_one() -> None:
    svg = drawn(bars([Bar("a", 50), Bar("b", 25), Bar("c", 5, "late"), Bar("d", 0, "open")], label="x", goal="24 h"))
    tall = [float(one.get("height")) for one in svg.xpath(".//svg[@class='col']")]
    assert tall == [TALLEST, TALLEST / 2, pytest.approx(TALLEST / 10), 0]
    assert [one.text for one in svg.xpath(".//b")] == ["50", "25", "5", "0"]
    assert [one.getparent().getparent().get("class") for one in svg.xpath(".//*[@class='goal']")] == ["late"]


def test_a_column_that_is_not_told_is_as_tall_as_nothing_and_says_so() -> None:
    told, untold = (drawn(bars([Bar("a", 50), Bar("b", count)], label="x")) for count in (3, None))
    assert "not told" in etree.tostring(untold, encoding="unicode")
    assert "not told" not in etree.tostring(told, encoding="unicode")
    assert untold.xpath(".//svg[@class='col']")[1].get("height") == "3"


@pytest.mark.parametrize(
    ("value", "step"),
    [(26, "heat-0"), (54, "heat-9"), (40, "heat-5"), (10, "heat-0"), (99, "heat-9"), (None, "heat-none")],
)
def test_the_colour_of_a_cell_is_a_step_between_least_and_most(value: float | None, step: str) -> None:
    assert heat(value, 26, 54) == step


def test_cells_that_are_all_alike_stand_in_the_middle() -> None:
    assert heat(7, 7, 7) == "heat-4"


def test_an_interval_is_sure_only_where_it_does_not_touch_zero() -> None:
    assert 'class="interval ok"' in interval(4, 1, 7, reach=8, sentence="x")
    assert 'class="interval calm"' in interval(1, -2, 5, reach=8, sentence="x")
    assert 'class="interval bad"' in interval(-3, -5, -1, reach=8, sentence="x")
    assert 'class="interval ok"' in interval(-3, -5, -1, reach=8, sentence="x", better_up=False)


@pytest.mark.parametrize("most", [0.4, 1, 3, 7, 28, 34, 99, 100, 730, 5410])
def test_marks_are_round_few_and_reach_the_top(most: float) -> None:
    found = marks(most)
    assert found[0] == 0 and found[-1] >= most * 0.999
    assert 3 <= len(found) <= 7


def test_an_axis_goes_below_zero_where_values_do() -> None:
    values = [value for value, _words in plain_axis([-30, 40])]
    assert values[0] <= -30 and values[-1] >= 40 and 0 in values
    assert values == sorted(values)


def test_numbers_are_written_for_machines_in_every_language() -> None:
    assert [coordinate(value) for value in (1234.56, 3.0, -0.04, 0)] == ["1234.6", "3", "0", "0"]
    page = Template('{% load charts %}{% spark line "x" %}').render(Context({"line": [1.5, 2.25, 4]}, use_l10n=True))
    assert not re.search(r"\d,\d", page)


def test_a_scale_keeps_inside_its_edges() -> None:
    scale = Scale(0, 10, 100, 0)
    assert [scale(value) for value in (-5, 0, 5, 10, 50)] == [100, 100, 50, 0, 0]
    assert Scale(3, 3, 0, 10)(3) == 5
    assert runs([None, (1, 1), None]) == [[(1, 1)]]
