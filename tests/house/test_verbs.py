"""Verbs recorded = declared = documented = subscribed."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from members.activity.documenting import document
from members.activity.subscribing import SUBSCRIBERS
from members.activity.verbs import VERBS

APPS = ("metrics", "programs", "community", "moderation", "members")


def sources() -> Iterator[Path]:
    """Every Python file of the house, migrations and tests left out."""
    for app in (*APPS, "config"):
        yield from (path for path in (settings.ROOT / app).rglob("*.py") if "migrations" not in path.parts)


def calls(path: Path, function: str) -> Iterator[ast.Call]:
    """Where a file calls a function by this name."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == function:
            yield node


def calls_to_record() -> Iterator[tuple[str, ast.expr | None]]:
    """Where something is recorded, and the first argument of the call."""
    for path in sources():
        for call in calls(path, "record"):
            yield f"{path.relative_to(settings.ROOT)}:{call.lineno}", call.args[0] if call.args else None


def recorded() -> set[str]:
    """Every verb the code records."""
    return {str(verb.value) for _, verb in calls_to_record() if isinstance(verb, ast.Constant)}


def declared() -> set[str]:
    """Every verb an app declares; what rehearsals declare does not count."""
    return {verb.name for verb in VERBS.values() if verb.app in APPS}


def test_the_verb_of_each_record_is_written_out() -> None:
    hidden = [place for place, verb in calls_to_record() if not isinstance(verb, ast.Constant)]
    assert not hidden, "The first argument of record() is the verb itself, so that it can be found."


def test_what_is_recorded_is_declared() -> None:
    assert not recorded() - declared()


def test_what_is_declared_is_recorded() -> None:
    assert not declared() - recorded()


def test_what_is_subscribed_is_declared() -> None:
    subscribed = {verb for subscriber in SUBSCRIBERS.values() for verb in subscriber.verbs}
    assert not subscribed - set(VERBS)


def test_verbs_stand_in_the_verbs_file_of_their_app() -> None:
    for path in sources():
        if any(calls(path, "verb")):
            assert path.relative_to(settings.ROOT).as_posix() in {f"{app}/verbs.py" for app in APPS}


def test_the_page_about_activity_is_true() -> None:
    page = (settings.ROOT / "docs" / "activity.md").read_text()
    assert page == document(), "Run manage.py document_activity."
