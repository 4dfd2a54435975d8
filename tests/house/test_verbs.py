"""Verbs recorded = declared = documented = subscribed."""

import ast
from collections.abc import Iterator

from django.conf import settings

from members.activity.documenting import document
from members.activity.subscribing import SUBSCRIBERS
from members.activity.verbs import VERBS
from members.notifications.notices import NOTICES
from tests.house.source import calls, short

APPS = ("metrics", "programs", "community", "moderation", "members")


def calls_to_record() -> Iterator[tuple[str, ast.expr | None]]:
    """Where something is recorded, and the first argument of the call."""
    for path, name, call in calls():
        if name in ("record", "record_each"):
            yield f"{short(path)}:{call.lineno}", call.args[0] if call.args else None


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


def test_somebody_reacts_to_what_members_are_told_of() -> None:
    subscribed = {verb for subscriber in SUBSCRIBERS.values() for verb in subscriber.verbs}
    told = {verb for notice in NOTICES.values() for verb in notice.verbs}
    assert not told - subscribed, "A notice is told by a subscriber that calls tell()."


def test_verbs_stand_in_the_verbs_file_of_their_app() -> None:
    places = {short(path) for path, name, _ in calls() if name == "verb"}
    assert places
    assert places <= {f"{app}/verbs.py" for app in APPS}


def test_the_page_about_activity_is_true() -> None:
    page = (settings.ROOT / "docs" / "activity.md").read_text()
    assert page == document(), "Run manage.py document_activity."
