"""Ten times as many rows of everything: copies of what is there, with copies of what they belong to."""

from collections.abc import Iterator
from copy import copy
from typing import Any

from django.apps import apps
from django.db import IntegrityError, models, transaction

from members.activity.receipts import Receipt
from members.icebreakers.models import IceBreaker
from members.profiles.models import Member

APPS = ("members", "community")
FEW = (Receipt, IceBreaker)
"""What the log keeps for each reaction, and what there are at most ten of."""
NAMES = ("handle", "email", "slug", "name", "key", "token", "code", "secret", "address", "bundle", "endpoint")
"""Words that must differ from row to row."""


def grow(times: int) -> None:
    """Copy every row so often: half of the copies with people of their own, half with the people who are there."""
    ordered = list(_ordered())
    rows = {model: list(model._base_manager.all()) for model in ordered}
    for number in range(1, times):
        _copy(rows, number, {} if number % 2 else {Member: {}})


def _copy(rows: dict[Any, list[Any]], number: int, copied: dict[Any, dict[Any, Any]]) -> None:
    for model, kept in rows.items():
        if model in copied or not kept:
            continue
        new = [_changed(row, number, copied) for row in kept]
        try:
            with transaction.atomic():
                model._base_manager.bulk_create(new)
        except IntegrityError:
            continue  # there can be one only: of a person, or of a community
        copied[model] = {old.pk: one.pk for old, one in zip(kept, new, strict=True)}


def _changed(row: Any, number: int, copied: dict[Any, dict[Any, Any]]) -> Any:
    new = copy(row)
    new._state = copy(row._state)
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.is_relation and field.related_model in copied:
            setattr(new, field.attname, copied[field.related_model].get(value, value))
        elif field.primary_key and not field.is_relation and isinstance(field, models.AutoField):
            setattr(new, field.attname, None)
        elif field.name in NAMES and isinstance(value, str) and value:
            setattr(new, field.attname, _other(value, number, field.max_length))
    new._state.adding = True
    return new


def _other(word: str, number: int, longest: int | None) -> str:
    """Another word of at most this length, which may be an e-mail address."""
    before, at, behind = word.partition("@")
    room = len(before) if longest is None else longest - len(at + behind) - 2
    return f"{before[:room]}{number:02}{at}{behind}"


def _ordered() -> Iterator[type[models.Model]]:
    """The models, each behind those it points to."""
    left = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    left = [model for model in left if model._meta.managed and model not in FEW]
    done: set[Any] = set()
    while left:
        waiting = [model for model in left if _above(model) - {model} - done & set(left)]
        ready = [model for model in left if model not in waiting] or waiting
        yield from ready
        done |= set(ready)
        left = [model for model in left if model not in ready]


def _above(model: type[models.Model]) -> set[Any]:
    return {field.related_model for field in model._meta.concrete_fields if field.is_relation}
