"""An AMA in each of its phases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from community.spaces.models import Space
from members.profiles.models import Member
from programs.amas.models import AmaPlan
from programs.series.occurrences import Occurrence
from tests.factories import a_member
from tests.programs.planned import a_program

Ama = Callable[..., Occurrence]


@pytest.fixture
def long_ago() -> Any:
    """When regulars joined: nothing of a first day holds for them."""
    return timezone.now() - timedelta(days=400)


@pytest.fixture
def piotr(db: None, long_ago: Any) -> Member:
    """The guest."""
    return a_member("Piotr Zawadzki", joined_at=long_ago)


@pytest.fixture
def ama(mia: Member, piotr: Member, space: Space) -> Ama:
    """An AMA that mia owns; `phase` says where it stands."""

    def make(phase: str = "collecting", *, said: dict[str, Any] | None = None, **fields: Any) -> Occurrence:
        given: dict[str, Any] = {
            "format": "ama",
            "title": "Planning with a team of two",
            "rule": "",
            "space": space,
        } | fields
        program = a_program(mia, **given | fields)
        AmaPlan.objects.create(program=program, **({"guest": piotr, "guest_words": "operations lead"} | (said or {})))
        occurrence: Occurrence = program.occurrences.get()
        now = timezone.now()
        if phase == "announced":
            occurrence.starts_at = now + timedelta(days=20)
        if phase in ("live", "answered"):
            occurrence.starts_at = occurrence.opened_at = now - timedelta(minutes=10)
        if phase == "answered":
            occurrence.closed_at = now
        occurrence.ends_at = occurrence.starts_at + timedelta(hours=1)
        occurrence.save()
        return occurrence

    return make
