"""The pages about what comes of experiments: who may not, what is not told yet, bad forms, and the library."""

import csv
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from members.activity.models import Activity
from members.experiments.models import Experiment
from members.profiles.models import Member
from metrics.experiments.looking import look_after_all
from metrics.experiments.models import Came, Look, Plan, Result
from tests.house.test_query_budgets import queries, within
from tests.metrics.experiments.trying import an_experiment, days_ago, days_are_rolled, did, met, planned, started, the

pytestmark = pytest.mark.django_db
As = Callable[[object], Client]
TYPED = {"outcome": "active-4", "against": "v:long", "expected": "30", "least": "10", "ends_by_rule": "on"}
LIST, LIBRARY = "health_experiments", "experiment_library"


@pytest.fixture
def hello(mia: Member) -> Experiment:
    """Long and short; it does not run yet."""
    return an_experiment(mia)


def runs(experiment: Experiment, by: Member, *, long: int = 8, short: int = 28, people: int = 80) -> None:
    """It runs with a plan made before, and forty in each group, of whom so many did it."""
    planned(experiment, by, people=people)
    started(experiment, by)
    Plan.objects.filter(experiment=experiment).update(made_at=experiment.started_at - timedelta(days=1))  # type: ignore[operator]
    for key, many in (("long", long), ("short", short)):
        did(met(experiment, the(experiment, key), 40, days_ago(30))[:many], days_ago(5))
    days_are_rolled()


def one(experiment: Experiment, name: str = "health_experiment") -> str:
    return reverse(name, args=[experiment.pk])


def test_nobody_but_managers_sees_or_changes_anything(
    as_: As, visitor: Any, nia: Member, mo: Member, eve: Member, mia: Member, hello: Experiment
) -> None:
    runs(hello, mia)
    look_after_all()
    pages = [reverse(LIST), reverse(LIBRARY), reverse("experiment_library_csv"), one(hello)]
    pages += [one(hello, f"health_experiment_{name}") for name in ("plan", "short")]
    acts = [one(hello, f"health_experiment_{name}") for name in ("plan_keep", "lesson")]
    for who, status in ((visitor, 302), (nia, 403), (eve, 403), (mo, 403)):
        client = as_(who)
        answers = [client.get(path) for path in pages] + [client.post(path, TYPED | {"lesson": "x"}) for path in acts]
        assert {answer.status_code for answer in answers} == {status}, who
    assert Plan.objects.get().made_by == mia and Result.objects.get().lesson == ""


def test_an_act_is_posted_and_what_does_not_exist_is_missing(as_: As, mia: Member, hello: Experiment) -> None:
    client = as_(mia)
    assert {client.get(one(hello, f"health_experiment_{name}")).status_code for name in ("plan_keep", "lesson")} == {
        405
    }
    assert client.get(reverse("health_experiment", args=[0])).status_code == 404
    assert client.post(one(hello, "health_experiment_lesson"), {"lesson": "Too early"}).status_code == 404


def test_a_plan_is_kept_and_says_how_many_people_it_takes(as_: As, mia: Member, hello: Experiment) -> None:
    client = as_(mia)
    assert "It has no plan yet." in client.get(one(hello)).text
    assert client.post(one(hello, "health_experiment_plan_keep"), TYPED).status_code == 302
    plan = Plan.objects.get()
    assert (plan.people, plan.days, plan.made_by, plan.is_late) == (742, 28, mia, False), "707 and a twentieth"
    text = client.get(one(hello)).text
    assert "It takes 742 people: then a difference of 10 points is found four times out of five." in text
    assert "371" in text
    assert Activity.objects.filter(verb="experiment.planned", actor=mia).count() == 1
    client.post(one(hello, "health_experiment_plan_keep"), TYPED | {"least": "20"})
    assert Plan.objects.get().people < 200, "Before the start another plan takes its place."


def test_a_plan_that_came_late_says_so_for_good_and_is_not_changed(as_: As, mia: Member, hello: Experiment) -> None:
    started(hello, mia, days=3)
    client = as_(mia)
    assert "Its result will always say" in client.get(one(hello, "health_experiment_plan")).text
    client.post(one(hello, "health_experiment_plan_keep"), TYPED)
    assert Plan.objects.get().is_late
    assert "was written when the experiment ran already" in client.get(one(hello)).text
    client.post(one(hello, "health_experiment_plan_keep"), TYPED | {"least": "20"})
    assert Plan.objects.get().least == 10
    assert client.get(one(hello, "health_experiment_plan")).status_code == 302


def test_what_is_over_is_planned_no_more(as_: As, mia: Member, hello: Experiment) -> None:
    started(hello, mia)
    hello.stop(by=mia)
    assert as_(mia).post(one(hello, "health_experiment_plan_keep"), TYPED).status_code == 302
    assert not Plan.objects.exists()
    assert "nothing is concluded from it" in as_(mia).get(one(hello)).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": "richest"}, {"outcome": ""}, {"against": "v:none"}, {"against": "held-out"}, {"expected": "0"},
        {"expected": "nan"}, {"expected": "many"}, {"least": "1"}, {"least": "90"}, {"least": ""}, {"least": "1e999"},
        {"outcome": "active-4\0"},
    ],
)  # fmt: skip
def test_a_wrong_form_keeps_what_was_typed_and_plans_nothing(
    as_: As, mia: Member, hello: Experiment, wrong: dict[str, str]
) -> None:
    answer = as_(mia).post(one(hello, "health_experiment_plan_keep"), TYPED | {"expected": "37"} | wrong)
    assert answer.status_code == 422 and not Plan.objects.exists()
    assert 'value="37"' in answer.text or "expected" in wrong
    assert "Problem:" in answer.text


def test_between_two_looks_the_page_says_how_far_it_is_and_never_who_is_ahead(
    as_: As, mia: Member, hello: Experiment
) -> None:
    runs(hello, mia, long=8, short=14, people=200)
    look_after_all()
    assert Look.objects.exists() and not Result.objects.exists()
    met(hello, the(hello, "short"), 20, days_ago(10))
    for path in (one(hello), reverse(LIST), one(hello, "health_experiment_short"), hello.get_absolute_url()):
        text = as_(mia).get(path).text
        assert not [word for word in ("20 %", "35 %", "15 points", "Better", "Worse") if word in text], path
    text = as_(mia).get(one(hello)).text
    assert "40 % of the 200 people it takes" in text and "Not sure yet" in text
    assert "Needs about" in text and "to be sure" in text


def test_the_days_it_still_needs_follow_from_how_many_come(as_: As, mia: Member, hello: Experiment) -> None:
    """80 of 200 are known; 28 more in four weeks is one a day: 92 more days for 92 more people, and 28 until the last
    of them is known."""
    runs(hello, mia, long=8, short=14, people=200)
    for day in range(28):
        met(hello, the(hello, "short"), 1, days_ago(day))
    assert "Needs about 120 more days to be sure." in as_(mia).get(one(hello)).text
    Plan.objects.update(people=100)
    assert "Needs about 20 more days to be sure." in as_(mia).get(one(hello)).text, "The hundredth came 8 days ago."


def test_nothing_is_told_of_a_group_below_five(as_: As, mia: Member, hello: Experiment) -> None:
    planned(hello, mia)
    started(hello, mia)
    met(hello, the(hello, "long"), 23, days_ago(3))
    met(hello, the(hello, "short"), 4, days_ago(3))
    text = as_(mia).get(one(hello)).text
    assert "Not told: fewer than five people" in text
    assert ">4<" not in text and ">23<" not in text, "What is left would tell it."


def test_a_result_is_told_in_words_first_with_its_interval_and_guardrails(
    as_: As, mia: Member, hello: Experiment
) -> None:
    runs(hello, mia)
    look_after_all()
    text = as_(mia).get(one(hello)).text
    assert "“short” does better than “long”." in text
    assert "short: 70 %, long: 20 %." in text
    assert 'class="interval ok"' in text and "Better than the comparison" in text
    assert "No clear harm: at most" in text
    listed = as_(mia).get(reverse(LIST)).text
    assert "The rule has spoken" in listed and "Go and stop it" in listed
    assert "does better" in as_(mia).get(one(hello, "health_experiment_short")).text


def test_a_result_that_was_cut_short_tells_no_numbers(
    as_: As, mia: Member, hello: Experiment, delivered: Callable[[], object]
) -> None:
    runs(hello, mia, long=8, short=14, people=200)
    look_after_all()
    hello.stop(by=mia)
    delivered()
    for path in (one(hello), reverse(LIBRARY), reverse("experiment_library_csv")):
        text = as_(mia).get(path).text
        assert "nothing can be concluded" in text
        assert not [word for word in ("20 %", "35 %", "15 points", ",20.0,", ",35.0,") if word in text], path


def test_what_was_learnt_is_kept_and_found_again(as_: As, mia: Member, hello: Experiment) -> None:
    runs(hello, mia)
    look_after_all()
    client = as_(mia)
    lesson = {"lesson": "Short letters are read zqlesson"}
    assert client.post(one(hello, "health_experiment_lesson"), lesson).status_code == 302
    client.post(one(hello, "health_experiment_lesson"), lesson)
    assert Activity.objects.filter(verb="experiment.lesson_kept").count() == 1
    for words, is_found in (("zqlesson", True), ("HELLO", True), ("short", True), ("zqnothing", False), ("%", False)):
        assert ("does better" in client.get(reverse(LIBRARY), {"q": words}).text) is is_found, words
    assert client.get(reverse(LIBRARY), {"q": "\0", "page": "x"}).status_code == 200
    answer = client.post(one(hello, "health_experiment_lesson"), {"lesson": "x" * 2001})
    assert answer.status_code == 422 and "x" * 2001 in answer.text


def test_the_table_says_what_the_page_says_and_no_formula(as_: As, mia: Member, hello: Experiment) -> None:
    Experiment.objects.update(name="=cmd()")
    runs(hello, mia)
    look_after_all()
    answer = as_(mia).get(reverse("experiment_library_csv"))
    assert answer["Content-Type"].startswith("text/csv")
    head, *rows = list(csv.reader(StringIO(answer.text)))
    assert [row[head.index("Group")] for row in rows] == ["short", "long"]
    short = dict(zip(head, rows[0], strict=True))
    assert short["Experiment"] == "'=cmd()"
    assert (short["People"], short["Did it"], short["Percent"]) == ("40", "28", "70.0")
    assert short["Points above the comparison"] == "50.0" and 0 < float(short["At least"]) < 50 < float(
        short["At most"]
    )
    assert short["Settled"] == timezone.localdate().isoformat() and short["What came of it"] == "A clear difference"


def test_ten_times_as_many_experiments_ask_no_more_questions(as_: As, mia: Member) -> None:
    client, asked = as_(mia), dict[str, list[int]]()
    for number in range(1, 7):
        for state in ("running", "settled", "planned", "bare"):
            experiment = an_experiment(mia, f"{state}-{number}")
            if state in ("running", "settled"):
                runs(experiment, mia, people=80 if state == "settled" else 5000)
            elif state == "planned":
                planned(experiment, mia)
        look_after_all()
        if number in (1, 6):
            for path in (reverse(LIST), reverse(LIBRARY), reverse("experiment_library_csv")):
                asked.setdefault(path, []).append(len(queries(client, path)))
    assert Result.objects.filter(came=Came.WINNER).count() == 6
    assert all(first == last for first, last in asked.values()), asked
    within(queries(client, reverse(LIST)), 20)
    settled = Experiment.objects.get(key="settled-1")
    within(queries(client, one(settled)), 20)
