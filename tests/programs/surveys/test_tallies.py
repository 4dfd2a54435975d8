"""What a round came to is counted once, costs the same for many rounds and answers, and no two cuts tell of fewer."""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import combinations
from statistics import mean, stdev
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.profiles.models import Member
from programs.series.occurrences import Occurrence
from programs.surveys.counting import ALL, counted
from programs.surveys.models import Round
from programs.surveys.questions import Question
from programs.surveys.results import TEXTS_MOST, results_of, trend
from programs.surveys.sheets import NamedSheet, Sheet
from programs.surveys.tallies import Tally, write_tallies
from tests.programs.surveyed import COLOUR, SCORE, WHY, a_round, a_survey, answered, closed, scores

pytestmark = pytest.mark.django_db
As = Callable[..., Any]
ROLE = Question("role", "one", "What are you?", choices=("Host", "Guest"))
HOURS = Question("hours", "number", "How many hours?")
MOOD = Question("mood", "rating", "How is it?")


def rounds_like(round_: Round, number: int) -> None:
    """More rounds of the same series in the days before, answered alike, counted as the clock leaves them."""
    first = round_.occurrence
    for back in (timedelta(days=30 * place) for place in range(1, number + 1)):
        moments = {name: getattr(first, name) - back for name in ("starts_at", "ends_at", "closed_at")}
        one = Occurrence.objects.create(
            program=first.program, day=first.day - back, opened_at=moments["starts_at"], **moments
        )
        _counted_round(round_, one)


def _counted_round(like: Round, occurrence: Occurrence) -> None:
    made = Round.objects.create(
        occurrence=occurrence, is_anonymous=True, questions=like.questions, asked_count=9, answers_count=6
    )
    Sheet.objects.bulk_create(Sheet(occurrence=occurrence, answers=said) for said in scores(9, 9, 9, 8, 1, 0))
    write_tallies(made)


def queries(client: Any, path: str) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(path).status_code == 200
    return [one["sql"] for one in seen.captured_queries]


def test_the_page_costs_the_same_for_one_round_and_for_36_and_reads_sheets_for_texts_alone(
    mia: Member, as_: As
) -> None:
    survey = a_survey(mia)
    answered(round_ := a_round(survey), *scores(9, 9, 9, 8, 1, 0))
    round_ = closed(round_)
    client, path = as_(mia), reverse("survey_results", args=[survey.program_id])
    client.get(path)
    one = queries(client, path)
    rounds_like(round_, 35)
    many = queries(client, path)
    assert len(trend(list(Round.objects.select_related("occurrence")))) == 36
    assert len(many) == len(one) <= 24
    sheets = [sql for sql in many if f'"{Sheet._meta.db_table}"' in sql]
    assert len(sheets) == 1
    assert f"LIMIT {TEXTS_MOST + 1}" in sheets[0]
    part = queries(client, f"{path}?part=score:0&q=tea")
    assert len(part) == len(one)


def test_the_course_says_of_each_round_what_its_own_page_says(mia: Member) -> None:
    answered(round_ := a_round(a_survey(mia)), *scores(10, 10, 9, 7, 2))
    round_ = closed(round_)
    rounds_like(round_, 2)
    rounds = list(Round.objects.select_related("occurrence").order_by("occurrence__starts_at"))
    said = [results_of(one).told[0].nps for one in rounds]
    assert [one.nps for one in trend(rounds)] == said
    assert [one.score for one in said if one] == [17, 17, 40]


def test_rounds_that_were_not_counted_yet_are_told_all_the_same(mia: Member, django_assert_num_queries: As) -> None:
    answered(round_ := a_round(a_survey(mia)), *scores(10, 10, 9, 7, 2))
    round_ = closed(round_)
    rounds_like(round_, 3)
    rounds = list(Round.objects.select_related("occurrence"))
    kept = trend(rounds)
    Tally.objects.all().delete()
    with django_assert_num_queries(2):
        assert trend(rounds) == kept


def test_the_sums_say_what_the_answers_say(mia: Member) -> None:
    numbers = [3, 8, 1, 1_000_000, 4, 4, 9]
    moods = [1 + n % 5 for n in numbers]
    said = [{"hours": n, "mood": mood, "colour": "Crimson"} for n, mood in zip(numbers, moods, strict=True)]
    answered(round_ := a_round(a_survey(mia, HOURS, MOOD, COLOUR)), *said)
    hours, mood, colour = results_of(closed(round_)).told
    assert hours.middle is not None and mood.middle is not None
    assert hours.middle.average == pytest.approx(mean(numbers))
    assert hours.middle.deviation == pytest.approx(stdev(numbers))
    assert mood.middle.deviation == pytest.approx(stdev(moods))
    assert [bar.count for bar in mood.bars] == [moods.count(place) for place in range(1, 6)]
    assert [(bar.words, bar.percent) for bar in colour.bars] == [("Crimson", 100), ("Azure", 0), ("Saffron", 0)]


def test_nothing_of_fewer_than_five_is_written_down(mia: Member) -> None:
    answered(few := a_round(survey := a_survey(mia)), *scores(9, 9, 9, 9))
    closed(few)
    assert not Tally.objects.exists()
    answered(more := a_round(survey, 1), *[{"score": 9}] * 6, *[{"score": 0, "why": "Few."}] * 4)
    closed(more)
    assert [(one.part, list(one.said)) for one in Tally.objects.all()] == [(ALL, ["score"])]


def test_whoever_is_in_two_parts_at_once_is_never_one_of_fewer_than_five() -> None:
    """Texts stand in each part: who finds one in two of them knows both answers of whoever wrote it."""
    asked = [COLOUR, ROLE, WHY]
    crossed = [{"colour": c, "role": r, "why": "x"} for c in ("Crimson", "Azure") for r in ("Host", "Guest")] * 5
    lonely = [*crossed, *[{"colour": "Saffron", "role": "Guest", "why": "x"}] * 5]
    assert set(counted(asked, crossed)) == {ALL, "colour:0", "colour:1", "role:0", "role:1"}
    assert set(counted(asked, lonely)) == {ALL, "colour:0", "colour:1", "colour:2", "role:0", "role:1"}
    rare = [*lonely, {"colour": "Saffron", "role": "Host", "why": "Only me."}]
    found = counted(asked, rare)
    assert set(found) == {ALL, "colour:0", "colour:1", "colour:2"}, "by role as well, one could be told"
    sizes = {part: one.people for part, one in found.items() if part}
    assert all(sizes[one] >= 5 for one in sizes)
    assert sum(sizes.values()) == found[ALL].people


def test_what_few_in_a_piece_answered_is_told_of_no_part() -> None:
    asked = [COLOUR, ROLE, WHY]
    people = [{"colour": c, "role": r} for c in ("Crimson", "Azure") for r in ("Host", "Guest") for _n in range(6)]
    said = [{**one, **({"why": "Yes."} if one["colour"] == "Crimson" and place < 9 else {})} for place, one in
            enumerate(people)]  # fmt: skip
    found = counted(asked, said)
    assert found[ALL].said["why"] == [9]
    assert len(found) == 5
    for part, one in found.items():
        assert part == ALL or "why" not in one.said, "three hosts would be told from nine by two cuts"


@pytest.mark.parametrize("seed", range(30))
def test_no_union_of_cuts_differs_from_another_by_fewer_than_five(seed: int) -> None:
    import random

    chance = random.Random(seed)
    asked = [SCORE, COLOUR, ROLE, WHY]
    people = [
        {"score": chance.choice((10, 10, 8, 3)), "colour": chance.choice(COLOUR.choices[:2]),
         "role": chance.choice(ROLE.choices), **({"why": str(n)} if chance.random() < 0.9 else {})}
        for n in range(chance.choice((8, 40, 90, 200)))
    ]  # fmt: skip
    found = counted(asked, people)
    members = {part: _inside(asked, people, part) for part in found}
    assert all(found[part].people == len(inside) for part, inside in members.items())
    for one, other in combinations(members.values(), 2):
        for rest in (one - other, other - one, one & other):
            assert not rest or len(rest) >= 5
            told = {n for n in rest if "why" in people[n]}
            shown = [part for part in found if part and "why" in found[part].said]
            assert not shown or not told or len(told) >= 5


def _inside(asked: list[Question], people: list[dict[str, Any]], part: str) -> set[int]:
    from programs.surveys.counting import group_of

    key, _colon, place = part.partition(":")
    by = next((one for one in asked if one.key == key), None)
    return {n for n, said in enumerate(people) if by is None or group_of(by, said.get(key)) == place}


def test_many_texts_are_cut_off_on_the_page_and_whole_in_the_table(mia: Member, as_: As) -> None:
    survey = a_survey(mia)
    answered(round_ := a_round(survey), *scores(9, 9, 9, 9, 9))
    more = [{"score": 9, "why": f"More words {place:03}."} for place in range(60)]
    Sheet.objects.bulk_create(Sheet(occurrence=round_.occurrence, answers=said) for said in more)
    Round.objects.filter(pk=round_.pk).update(answers_count=65, asked_count=65)
    closed(round_)
    client = as_(mia)
    page = client.get(reverse("survey_results", args=[survey.program_id])).text
    assert len(re.findall("<li>(?:More|Because)", page)) == TEXTS_MOST
    assert "There are more than these 50 texts." in page
    table = client.get(reverse("survey_csv", args=[survey.program_id])).text
    assert len(re.findall("More words|Because", table)) == 65
    found = client.get(reverse("survey_results", args=[survey.program_id]), {"q": "words 007"}).text
    assert "More words 007." in found
    assert "There are more than" not in found


def test_texts_of_a_part_are_those_of_its_people(mia: Member) -> None:
    said = (
        [{"score": 10, "why": "zqglad"}] * 5 + [{"score": 8, "why": "zqcalm"}] * 5 + [{"score": 0, "why": "zqsad"}] * 5
    )
    answered(round_ := a_round(a_survey(mia, SCORE, COLOUR, WHY)), *[{**one, "colour": "Azure"} for one in said])
    round_ = closed(round_)
    texts = [set(results_of(round_, part=f"score:{place}").told[2].texts) for place in range(3)]
    assert texts == [{"zqglad"}, {"zqcalm"}, {"zqsad"}]


def test_those_who_left_a_question_out_are_a_part(mia: Member) -> None:
    said = [{"colour": "Azure", "why": "zqchose"}] * 5 + [{"why": "zqleft"}] * 5
    answered(round_ := a_round(a_survey(mia, COLOUR, WHY)), *said)
    found = results_of(closed(round_), part="colour:-")
    assert found.count == 5
    assert set(found.told[1].texts) == {"zqleft"}
    assert found.told[0].is_hidden


def test_who_leaves_is_taken_out_of_what_was_counted_with_names(mia: Member) -> None:
    from members.privacy.erasers import ERASERS, Leaver
    from members.privacy.former import identity_of

    answered(hidden := a_round(a_survey(mia, title="Hidden one")), *scores(9, 9, 9, 9, 9))
    closed(hidden)
    named = a_round(a_survey(mia, anonymous=False))
    people = answered(named, *scores(9, 9, 9, 9, 9, 0))
    named = closed(named)
    for left in (5, 4):
        leaver = Leaver(people.pop(), identity_of(mia), erases_words=False)
        after: int | None = 0
        while after is not None:
            after = ERASERS["rows:programs.namedsheet"].step(leaver, after)
        assert NamedSheet.objects.count() == left
        assert results_of(named).is_shown == (left >= 5)
    assert results_of(Round.objects.select_related("occurrence").get(pk=hidden.pk)).is_shown
