"""Anonymous by construction: no key, no order, no time and no transaction leads from an answer to a member."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models

from members.activity.models import Activity
from members.profiles.models import Member
from programs.surveys.answering import AnsweredAlready, answer
from programs.surveys.models import Asked, Round
from programs.surveys.sheets import NamedSheet, Sheet
from tests.factories import a_member
from tests.programs.surveyed import a_round, a_survey, answered, asked_too, closed, scores

pytestmark = pytest.mark.django_db


def _keys_of(model: type[models.Model]) -> dict[str, Any]:
    return {field.name: field.related_model for field in model._meta.concrete_fields if field.is_relation}


def test_a_sheet_has_a_random_number_its_occurrence_and_answers_and_nothing_else() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s",
                       [Sheet._meta.db_table])  # fmt: skip
        columns = dict(cursor.fetchall())
    assert columns == {"id": "uuid", "occurrence_id": "bigint", "answers": "jsonb"}
    assert set(_keys_of(Sheet)) == {"occurrence"}


def test_no_table_has_a_key_to_a_sheet() -> None:
    leading = [model for model in apps.get_models() if Sheet in _keys_of(model).values()]
    assert leading == []


def test_who_answered_is_known_by_the_day_and_no_finer() -> None:
    times = [field.name for field in Asked._meta.concrete_fields if isinstance(field, models.DateTimeField)]
    assert times == []


def _systems(model: type[models.Model], where: str = "TRUE") -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT xmin::text, ctid::text, * FROM {model._meta.db_table} WHERE {where} ORDER BY ctid")
        return list(cursor.fetchall())


@pytest.mark.django_db(transaction=True)
def test_joining_by_the_transaction_that_wrote_a_row_finds_everybody_or_nobody(mia: Member) -> None:
    round_ = a_round(a_survey(mia))
    answered(round_, *scores(0, 3, 5, 7, 8, 9, 10, 10))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.id, count(*) FROM {Sheet._meta.db_table} s JOIN {Asked._meta.db_table} a "
            "ON a.xmin = s.xmin AND a.occurrence_id = s.occurrence_id AND a.answered_on IS NOT NULL GROUP BY s.id"
        )
        found = dict(cursor.fetchall())
    assert len(found) == 8
    assert set(found.values()) == {8}


@pytest.mark.django_db(transaction=True)
def test_where_rows_lie_tells_no_order(mia: Member) -> None:
    round_ = a_round(a_survey(mia))
    people = answered(round_, *[{"score": place % 11, "why": f"{place:02}"} for place in range(12)])
    columns = [field.name for field in Sheet._meta.concrete_fields]
    said = [row[2 + columns.index("answers")] for row in _systems(Sheet)]
    given = [str(place) for place in range(12)]
    order = [text for row in said for text in given if f'"{int(text):02}"' in str(row)]
    lying = [row.member_id for row in Asked.objects.raw(
        f"SELECT * FROM {Asked._meta.db_table} WHERE answered_on IS NOT NULL ORDER BY ctid")]  # fmt: skip
    assert order != given
    assert lying != [one.pk for one in people]
    assert sorted(lying) == sorted(one.pk for one in people)


def test_an_anonymous_answer_is_in_no_log_and_a_named_one_is(mia: Member) -> None:
    hidden = a_round(a_survey(mia))
    answered(hidden, *scores(9))
    assert not Activity.objects.filter(verb="survey.answered").exists()
    named = a_round(a_survey(mia, anonymous=False))
    people = answered(named, *scores(9))
    assert Activity.objects.get(verb="survey.answered").actor_id == people[0].pk
    assert not NamedSheet.objects.filter(occurrence=hidden.occurrence).exists()
    assert Sheet.objects.filter(occurrence=named.occurrence).count() == 0


def test_no_answer_makes_a_task_before_an_anonymous_survey_closes(mia: Member) -> None:
    from members.duties.models import Duty

    round_ = a_round(a_survey(mia))
    answered(round_, *scores(0, 0, 0, 0, 0))
    assert not Duty.objects.exists()
    closed(round_)
    assert Duty.objects.count() == 5
    assert not Duty.objects.exclude(member=None).exists()


def test_what_was_told_when_it_opened_holds_also_after_the_survey_changed(mia: Member) -> None:
    survey = a_survey(mia)
    round_ = a_round(survey)
    survey.is_anonymous = False
    survey.save()
    answered(round_, *scores(4))
    assert Sheet.objects.count() == 1
    assert not NamedSheet.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_pressing_ten_times_at_once_answers_once(mia: Member) -> None:
    round_, ben = a_round(a_survey(mia)), a_member("Ben")
    asked_too(round_, ben)

    def press(_number: int) -> str:
        try:
            answer(round_.occurrence, {"score": 9}, by=ben)
        except AnsweredAlready:
            return "already"
        finally:
            connection.close()
        return "kept"

    with ThreadPoolExecutor(5) as pool:
        said = list(pool.map(press, range(10)))
    assert sorted(said) == ["already"] * 9 + ["kept"]
    assert Sheet.objects.count() == 1
    assert Round.objects.get(pk=round_.pk).answers_count == 1


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_all_kept(mia: Member) -> None:
    round_ = a_round(a_survey(mia))
    people = [a_member() for _ in range(12)]
    for one in people:
        asked_too(round_, one)

    def press(member: Member) -> None:
        answer(round_.occurrence, {"score": 9}, by=member)
        connection.close()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(press, people))
    assert Sheet.objects.count() == Round.objects.get(pk=round_.pk).answers_count == 12
    assert Asked.objects.filter(answered_on__isnull=False).count() == 12
