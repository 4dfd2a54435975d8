"""Taking a whole text as the guidelines: the first steps of a community, and its demo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from members.activity.log import record
from members.installation.models import Installation
from members.profiles.models import Member
from moderation.guidelines.models import Acceptance, Guidelines, Rule
from moderation.guidelines.reading import read
from moderation.ledger.writing import enter

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

KEY_MAX = 40


def key_for(title: str, taken: Collection[str]) -> str:
    """A key for a new rule, made of its title; none of `taken`."""
    stem = slugify(title)[: KEY_MAX - 4].strip("-") or "rule"
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key


@transaction.atomic
def adopt(text: str, *, by: Member, agreed: bool = False, at: datetime | None = None) -> Guidelines | None:
    """Live by this text from now on, as a published version with its rules; None if there is nothing in it.

    Nobody is asked to agree: it is what everybody begins with. `agreed` notes that who is here has agreed to it.
    `at` is an earlier time than now, for a community with a past.
    """
    Installation.current().lock()
    said = read(text)
    if not said.purpose and not said.rules:
        return None
    at = at or timezone.now()
    latest = Guidelines.objects.order_by("-number").first()
    version = Guidelines.objects.create(
        number=latest.number + 1 if latest else 1,
        purpose=said.purpose,
        must_accept=False,
        published_at=at,
        published_by=by,
    )
    known = dict(Rule.objects.exclude(guidelines=version).order_by("guidelines__number").values_list("title", "key"))
    keys: list[str] = []
    for rule in said.rules:
        same = known.get(rule.title)
        keys.append(same if same and same not in keys else key_for(rule.title, {*keys, *known.values()}))
    Rule.objects.bulk_create(
        Rule(guidelines=version, number=rule.number, position=place, key=key, title=rule.title, words=rule.words)
        for place, (key, rule) in enumerate(zip(keys, said.rules, strict=True), start=1)
    )
    if agreed:
        members = Member.objects.present().values_list("pk", "joined_at")
        Acceptance.objects.bulk_create(
            Acceptance(member_id=pk, guidelines=version, at=max(at, joined)) for pk, joined in members
        )
    enter("guidelines_published", by=by, at=at, number=version.number, must_accept=False)
    record("guidelines.published", actor=by, subject=version, number=version.number)
    return version
