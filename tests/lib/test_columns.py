"""A column says of itself what Django would say, only sooner."""

from typing import Any

import pytest
from django.apps import apps
from django.db.models import CharField, F
from django.db.models.expressions import Col

from config.lib.columns import as_django_says
from members.profiles.models import Member
from programs.series.occurrences import Occurrence


def test_every_column_there_is_says_what_django_says() -> None:
    columns = [column for model in apps.get_models() for field in model._meta.concrete_fields
               for column in (field.get_col("one"), field.get_col("one", CharField()), Col("one", field))]  # fmt: skip
    assert len(columns) > 3_000
    for column in columns:
        assert column.identity == as_django_says.func(column)


def test_columns_made_in_another_way_are_left_to_django() -> None:
    class Other(Col):
        pass

    field = _field("name")
    for column in (Col(alias="one", target=field), Col("one", target=field), Other("one", field)):
        assert column.identity == as_django_says.func(column)
    assert Other("one", field) != Col("one", field)


def test_the_same_column_is_equal_and_another_is_not() -> None:
    name, handle = _field("name"), _field("handle")
    assert Col("one", name) == Col("one", name)
    assert hash(Col("one", name)) == hash(Col("one", name))
    assert len({Col("one", name), Col("two", name), Col("one", handle), Col("one", name, handle)}) == 4


def test_questions_are_written_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    ordered = Occurrence.objects.for_page().order_by("program__title", F("starts_at").desc())
    quick = str(ordered.query)
    monkeypatch.setattr(Col, "identity", as_django_says)
    assert str(ordered.all().query) == quick


def _field(name: str) -> Any:
    return Member._meta.get_field(name)
