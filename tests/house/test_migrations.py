"""Migrations stay quick on a fresh machine: every operation of its own has Django draw all tables around it anew."""

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddConstraint, AddField, AddIndex, CreateModel

OURS = {"members", "community", "moderation", "programs", "metrics"}


def test_a_new_table_comes_with_its_indexes_and_constraints() -> None:
    late = [
        f"{migration.app_label}.{migration.name}: {operation.describe()}"
        for migration in MigrationLoader(None).disk_migrations.values()
        if migration.app_label in OURS
        for operation in _late(list(migration.operations))
    ]
    assert not late, "Put these into the options of CreateModel:\n" + "\n".join(late)


def _late(operations: list[object]) -> list[AddIndex | AddConstraint]:
    made = {it.name_lower for it in operations if isinstance(it, CreateModel)}
    # Two tables that point to each other: one of them gets its column, and what is said of it, afterwards.
    grown = {it.model_name_lower for it in operations if isinstance(it, AddField)}
    return [
        it
        for it in operations
        if isinstance(it, (AddIndex, AddConstraint))
        and it.model_name_lower in made
        and it.model_name_lower not in grown
    ]
