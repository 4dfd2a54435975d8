"""Keys and imports go down the stairs; the ground floors of an app's rooms make no circle.

The stairs themselves are checked by import-linter (`lint-imports`), imports inside functions included. A circle of
rooms is one that Python would meet while loading: imports inside functions and for types alone do not count here.
"""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field

from tests.house.source import APPS, ROOT, files

HEIGHT = {app: height for height, app in enumerate(APPS)}


def keys() -> Iterator[tuple[str, str, str]]:
    """Every foreign key: what it is called, the app it is in, the app it points at."""
    for app in APPS:
        for model in apps.get_app_config(app).get_models(include_auto_created=True):
            for field in model._meta.get_fields():
                if isinstance(field, Field) and field.is_relation and field.related_model:
                    target = field.related_model
                    assert not isinstance(target, str)
                    yield f"{model.__name__}.{field.name}", app, target._meta.app_label


def test_keys_go_down_the_stairs() -> None:
    up = [name for name, app, target in keys() if target in HEIGHT and HEIGHT[target] > HEIGHT[app]]
    assert not up


def test_the_log_points_at_nobody_but_its_actor() -> None:
    from members.activity.models import Activity

    pointed = {field.name for field in Activity._meta.get_fields() if isinstance(field, Field) and field.is_relation}
    assert pointed <= {"actor"}, "A subject is a kind and a number, so that activity knows no other room."


def room(module: str) -> str | None:
    """The room a dotted name stands in; None for a front hall."""
    parts = module.split(".")
    if len(parts) < 2 or parts[0] not in APPS or not (ROOT / parts[0] / parts[1]).is_dir():
        return None
    return ".".join(parts[:2])


def loaded_by(path: Path) -> Iterator[str]:
    """The modules a file imports while it is loaded."""
    todo: list[ast.stmt] = list(ast.parse(path.read_text()).body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ClassDef | ast.If | ast.Try | ast.With):
            todo.extend(child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt))


def named(path: Path) -> str:
    """The dotted name of a file."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def circle(graph: dict[str, set[str]]) -> str:
    """The first circle of a graph in words; empty if there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return " → ".join(error.args[1])
    return ""


def imports(app: str) -> dict[str, set[str]]:
    """Which modules of an app each of its modules loads."""
    modules = {named(path): set(loaded_by(path)) for path in files(app, ending=".py")}
    return {name: {other for other in loads if other in modules} - {name} for name, loads in modules.items()}


def test_the_list_of_rooms_names_every_room() -> None:
    table = (ROOT / "docs" / "architecture.md").read_text().split("## The rooms")[1].split("##")[0]
    for app in ("members", "moderation", "community"):
        (row,) = [line for line in table.splitlines() if line.startswith(f"| {app} |")]
        there = {path.parent.name for path in (ROOT / app).glob("*/__init__.py")}
        said = row.split("|")[2].replace(" ", "").split(",")
        assert set(said) == there - {"management", "migrations", "templatetags"}


@pytest.mark.parametrize("app", APPS)
def test_no_module_loads_itself_over_others(app: str) -> None:
    found = circle(imports(app))
    assert not found, f"Modules in a circle: {found}"


@pytest.mark.parametrize("app", APPS)
def test_the_ground_floors_of_rooms_make_no_circle(app: str) -> None:
    """What `models.py` loads is a room's ground floor; pages stand above and may look into any room."""
    graph = imports(app)
    ground, todo = set[str](), [f"{app}.models"]
    while todo:
        name = todo.pop()
        if name not in ground:
            ground.add(name)
            todo.extend(graph.get(name, ()))
    rooms: dict[str, set[str]] = {}
    for name in ground:
        here = room(name)
        if here is not None:
            there = {other for loaded in graph[name] & ground if (other := room(loaded))}
            rooms.setdefault(here, set()).update(there - {here})
    found = circle(rooms)
    assert not found, f"Rooms in a circle: {found}"
