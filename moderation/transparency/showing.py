"""Rows of the log as its readers see them: members without anybody's name, the team in full."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from members.profiles.models import Member
from moderation.ledger.models import Entry
from moderation.review.cases import APPEAL, Case
from moderation.review.subjects import KINDS
from moderation.transparency.places import names_of
from moderation.transparency.veiling import FEWEST
from moderation.transparency.wording import (
    decided_words,
    doer_words,
    keys_of,
    kind_words,
    rule_titles,
    rule_words,
    sentence_of,
)

if TYPE_CHECKING:
    from config.lib.audience import Viewer


@dataclass(frozen=True)
class PublicRow:
    """A row as every member reads it: the day, and never who."""

    at: datetime
    sentence: str
    kind: str
    rule: str
    decided: list[str]
    doer: str
    space: str


@dataclass(frozen=True)
class FullRow:
    """A row as the team reads it."""

    entry: Entry
    sentence: str
    doer: str
    actor: Member | None
    about: Member | None
    title: str
    rule: str
    decided: list[str]
    case_id: int | None


def public_rows(entries: Collection[Entry]) -> list[PublicRow]:
    """Without names; spaces only where everybody may read, and three rows or more stand for them."""
    titles, spaces = rule_titles(keys_of(entries)), _told_spaces(entries)
    return [
        PublicRow(
            at=one.at,
            sentence=sentence_of(one),
            kind=kind_words(one.subject_type) if one.subject_type else "",
            rule=rule_words(one.rule_key, titles) if one.rule_key else "",
            decided=decided_words(one),
            doer=doer_words(one),
            space="" if one.is_private else spaces.get(one.space_id or 0, ""),
        )
        for one in entries
    ]


def _told_spaces(entries: Collection[Entry]) -> dict[int, str]:
    names = names_of({one.space_id for one in entries if one.space_id and not one.is_private})
    if not names:
        return {}
    rows = Entry.objects.settled().filter(is_private=False)
    # Of each space so many cases are looked for as are needed, and no more, by the index.
    cases = rows.order_by("case_id").values("space_id", "case_id").distinct()
    few = [cases.filter(space_id=pk)[:FEWEST] for pk in names]
    found = Counter(row["space_id"] for row in few[0].union(*few[1:], all=True))
    return {pk: name for pk, name in names.items() if found[pk] >= FEWEST}


def full_rows(entries: Collection[Entry], viewer: Viewer) -> list[FullRow]:
    """With who, whom, and a link to the case if the viewer sees it; titles of what is private are not in lists."""
    people = Member.objects.get_queryset().in_bulk(
        {pk for one in entries for pk in (one.actor_id, one.member_id) if pk}
    )
    cases = {one.case_id for one in entries if one.case_id}
    seen = set(Case.objects.visible_to(viewer).filter(pk__in=cases).values_list("pk", flat=True))
    titles, things = rule_titles(keys_of(entries)), _titles([one for one in entries if one.case_id in seen])
    return [
        FullRow(
            entry=one,
            sentence=sentence_of(one),
            doer=doer_words(one),
            actor=people.get(one.actor_id or 0),
            about=people.get(one.member_id or 0),
            title=_title(one, things),
            rule=rule_words(one.rule_key, titles) if one.rule_key else "",
            decided=decided_words(one),
            case_id=one.case_id if one.case_id in seen else None,
        )
        for one in entries
    ]


def _titles(entries: Collection[Entry]) -> dict[tuple[str, int], str]:
    wanted: dict[str, set[int]] = defaultdict(set)
    for one in entries:
        if one.subject_id and one.subject_type in KINDS and not one.is_private and one.subject_type != APPEAL:
            wanted[one.subject_type].add(one.subject_id)
    found = {key: KINDS[key].many(pks) for key, pks in wanted.items()}
    # What was in the open then may stand in a private place by now.
    return {(key, pk): one.title for key, items in found.items() for pk, one in items.items() if not one.is_private}


def _title(one: Entry, things: dict[tuple[str, int], str]) -> str:
    if not one.subject_type:
        return ""
    if one.is_private:
        return _("%(kind)s, in a private place") % {"kind": kind_words(one.subject_type)}
    return things.get((one.subject_type, one.subject_id or 0)) or kind_words(one.subject_type)
