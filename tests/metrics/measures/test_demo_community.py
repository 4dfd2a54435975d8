"""Every measure of the demo community says what plain Python counts from all that happened there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from community.spaces.models import Space
from config.demo.loading import load
from members.segments.models import Segment
from metrics.measures.all import MEASURES
from metrics.measures.measure import Counted, Cut
from metrics.rollups.catching_up import catch_up, last_made
from metrics.tone.catching_up import catch_up_tone
from tests.metrics.measures.raw import Raw
from tests.metrics.measures.reckoned_people import PEOPLE, Number, Window
from tests.metrics.measures.reckoned_said import SAID, told
from tests.metrics.measures.reckoned_talk import TALK, Talk, Told
from tests.metrics.measures.stirred import stir

pytestmark = pytest.mark.django_db
SPANS = (28, 90, 365)
SPACES = ("questions", "start-here", "playbooks", "product-feedback")


@dataclass
class Demo:
    """The demo community as the worker has counted it, and as it is told here."""

    raw: Raw
    threads: list[Told]
    ends: list[date]
    spaces: dict[str, int]
    segment: Segment
    inside: frozenset[int]

    def reckoned(self, key: str, end: date, days: int, space: int | None, whom: frozenset[int] | None) -> Number:
        """What a measure should say."""
        if key in TALK:
            return TALK[key](Talk(self.threads, end, self.raw.over(end), days, space, whom))
        return {**PEOPLE, **SAID}[key](Window(self.raw, end, days, space, whom))


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Demo]:
    """Loaded once, stirred, counted by the worker, and taken back; far from the zone of the clocks of machines."""
    given = {"MEDIA_ROOT": tmp_path_factory.mktemp("demo"), "TIME_ZONE": "Europe/Helsinki"}
    with django_db_blocker.unblock(), override_settings(**given):
        with transaction.atomic():
            load()
            stir()
            assert catch_up(600) is False and catch_up_tone(600) is False
            raw, segment, last = Raw(), _segment(), last_made()
            assert last
            yield Demo(
                raw, told(raw), [last - timedelta(days=back) for back in (0, 9, 45)],
                {slug: Space.objects.get(slug=slug).pk for slug in SPACES}, segment,
                frozenset(segment.people().values_list("pk", flat=True)),
            )  # fmt: skip
            transaction.set_rollback(True)
        cache.clear()


def _segment() -> Segment:
    """The one with about half of the members."""
    return min(Segment.objects.all(), key=lambda one: abs(one.people().count() - 75))


def same(found: Counted, wanted: Number, where: Any) -> None:
    assert (found.value, found.people) == (
        None if wanted[0] is None else pytest.approx(wanted[0]), wanted[1],
    ), (*where, found)  # fmt: skip


def test_none_is_missing() -> None:
    assert set(MEASURES) == {*PEOPLE, *TALK, *SAID}, "Another measure needs another reckoning."


@pytest.mark.parametrize("key", MEASURES)
def test_the_demo_community_is_measured_as_it_is_reckoned(demo: Demo, key: str) -> None:
    measure, values = MEASURES[key], []
    for days in SPANS:
        together = measure.numbers(demo.ends, days, by_space=True)
        for slug in (None, *SPACES):
            space = demo.spaces[slug] if slug else None
            for segment in (None, demo.segment):
                cut = Cut(space, segment)
                found = measure.numbers(demo.ends, days, cut)
                for end in demo.ends:
                    inside = demo.inside if segment else None
                    tells = measure.tells_of(cut)
                    wanted = demo.reckoned(key, end, days, space, inside) if tells else (None, 0)
                    same(found[end, None], wanted, (key, end, days, slug, segment))
                    values.append(wanted[0])
                    if segment is None and space:
                        alone = found[end, None]
                        assert together.get((end, space), alone) == alone
                        assert (end, space) in together or not (alone.value or alone.people)
    assert any(values), "There is nothing to compare."
