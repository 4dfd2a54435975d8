"""Interests: what can be picked, and which spaces and people are about the same."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import F, Q

from community.spaces.models import Space
from community.spaces.seeing import visible_space_ids
from community.tags.listing import used_tags
from members.profiles.finding import Wanted, people
from members.profiles.wording import as_tag, under_their_names

if TYPE_CHECKING:
    from members.profiles.models import Member

OFFERED, SPACES, PEOPLE = 16, 3, 4
LATEST_MEMBERS, LATEST_THREADS = 2000, 2000

_POPULAR = """
SELECT word FROM (
  SELECT interests FROM members_member
  WHERE is_active AND confirmed_at IS NOT NULL AND NOT preferences @> '{"directory": "hidden"}'
  ORDER BY joined_at DESC LIMIT %s
) latest, unnest(interests) AS word
GROUP BY word ORDER BY count(*) DESC, word LIMIT %s
"""
_ABOUT = """
SELECT community_space.* FROM (
  SELECT space_id, count(*) AS threads FROM (
    SELECT space_id, tags FROM community_thread
    WHERE space_id = ANY(%s) AND deleted_at IS NULL AND held_at IS NULL AND archived_at IS NULL
    ORDER BY last_post_at DESC, id DESC LIMIT %s
  ) latest
  WHERE tags && %s::varchar[]
  GROUP BY space_id
) about JOIN community_space ON community_space.id = space_id
WHERE community_space.archived_at IS NULL
ORDER BY threads DESC, space_id LIMIT %s
"""


@dataclass(frozen=True)
class Kindred:
    """Somebody with interests in common."""

    member: Member
    shared: list[str]


@dataclass(frozen=True)
class ForYou:
    """What exists here around some interests."""

    spaces: list[Space]
    people: list[Kindred]

    def __bool__(self) -> bool:
        return bool(self.spaces or self.people)


def offered(member: Member) -> list[str]:
    """Words to pick from under their names: one's own, what the latest members care about, then tags; four queries."""
    with connection.cursor() as cursor:
        cursor.execute(_POPULAR, [LATEST_MEMBERS, OFFERED])
        popular = [word for (word,) in cursor.fetchall()]
    words = [*member.interests, *popular, *(tag.name for tag in used_tags(member))]
    once: dict[str, str] = {}
    for word in under_their_names(words):
        once.setdefault(as_tag(word), word)
    most = max(OFFERED, len(member.interests))
    return list(once.values())[:most]


def for_you(member: Member, words: Collection[str]) -> ForYou:
    """The spaces and the people around these interests, as far as the member may see them."""
    if not words:
        return ForYou([], [])
    known = sorted({form for word in words for form in (word, word.lower(), as_tag(word))})
    return ForYou(_spaces(member, known), _people(member, known))


def _spaces(member: Member, known: list[str]) -> list[Space]:
    return list(Space.objects.raw(_ABOUT, [list(visible_space_ids(member)), LATEST_THREADS, known, SPACES]))


def _people(member: Member, known: list[str]) -> list[Kindred]:
    alike = people(member, Wanted()).exclude(pk=member.pk)
    alike = alike.filter(Q(interests__overlap=known) | Q(expertise__overlap=known))
    found = alike.order_by(F("last_seen_at").desc(nulls_last=True), "pk")[:PEOPLE]
    return [Kindred(one, _shared(one, known)) for one in found]


def _shared(one: Member, known: list[str]) -> list[str]:
    """The interests in common, in the words of the other, each once."""
    return list(dict.fromkeys(word for word in [*one.interests, *one.expertise] if word in known))[:3]
