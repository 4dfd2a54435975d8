"""A digest in words: its parts as its reader may read them now, what it is called, and how long it takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import structlog
from django.db import transaction
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.lib.markup import NullResolver, render
from members.digest.models import DigestNote, DigestPlan
from members.digest.sections import SECTIONS, Chosen, Piece, Readers, Section, in_order
from members.installation.models import Installation

if TYPE_CHECKING:
    from members.profiles.models import Member

log = structlog.get_logger(__name__)

WORDS_A_MINUTE = 200
EXPERIMENT = "digest-subject"
"""The key of the experiment that tries subjects; its variants are called like SUBJECTS."""


@dataclass(frozen=True)
class Part:
    """One section with the things in it."""

    section: Section[Any]
    pieces: list[Piece]


@dataclass(frozen=True)
class Told:
    """A digest as one member reads it."""

    parts: list[Part]
    note_html: str = ""
    note_text: str = ""

    @property
    def is_worth_it(self) -> bool:
        """Whether there is reason enough to send it."""
        return any(part.section.carries for part in self.parts)


def told(readers: Readers, chosen: Mapping[int, Mapping[str, list[int]]]) -> dict[int, Told]:
    """What was chosen for each of them, as far as they may read it now; a fixed number of queries."""
    note, order, found = DigestNote.current(), in_order(DigestPlan.current().order), dict[int, Told]()
    written = render(note.source, NullResolver()) if note else None
    head = (written.html, written.text) if written else ("", "")
    looked = _looked_up(readers, chosen)
    for language, members in _by_language(readers).items():
        with translation.override(language):
            parts = {key: _shown_by(SECTIONS[key], readers.among(members), *looked[key]) for key in looked}
        for pk in members:
            mine = [Part(section, parts[section.key][pk]) for section in order if parts.get(section.key, {}).get(pk)]
            found[pk] = Told(mine, *head)
    return found


def _by_language(readers: Readers) -> dict[str, list[int]]:
    spoken: dict[str, list[int]] = defaultdict(list)
    default = Installation.current().language
    for pk, member in readers.members.items():
        spoken[member.language or default].append(pk)
    return spoken


def _looked_up(readers: Readers, chosen: Mapping[int, Mapping[str, list[int]]]) -> dict[str, tuple[Chosen, Any]]:
    """By section, what was chosen of it and what its words are made of; one that fails is left out."""
    looked: dict[str, tuple[Chosen, Any]] = {}
    for key, section in SECTIONS.items():
        wanted = {pk: things for pk in readers.members if (things := chosen.get(pk, {}).get(key))}
        if wanted:
            with _left_out_if_it_fails(key), transaction.atomic():
                looked[key] = wanted, section.find(readers.among(wanted), wanted)
    return looked


def _shown_by(section: Section[Any], readers: Readers, chosen: Chosen, found: Any) -> dict[int, list[Piece]]:
    """One section in words, for those of them for whom something of it was chosen."""
    mine = {pk: things for pk, things in chosen.items() if pk in readers.members}
    if mine:
        with _left_out_if_it_fails(section.key):
            return section.show(readers.among(mine), mine, found)
    return {}


@contextmanager
def _left_out_if_it_fails(key: str) -> Iterator[None]:
    """So that one section does not keep all the others back."""
    try:
        yield
    except Exception:
        log.exception("A section of the digest could not be shown.", section=key)


def subject_of(digest: Told, member: Member, variant: str | None) -> str:
    """What it is called, in the language of now: the most personal fact, or as a variant of the experiment says."""
    return SUBJECTS.get(variant or "", _fact)(digest, member)


def _fact(digest: Told, member: Member) -> str:
    by_key = {part.section.key: part for part in digest.parts}
    for key in SECTIONS:  # the most personal section comes first, wherever a manager puts it
        if key in by_key and (fact := by_key[key].section.fact(by_key[key].pieces, member.name)):
            return fact
    return _week(digest, member)


def _week(digest: Told, member: Member) -> str:
    day = formats.date_format(timezone.localdate(), "l")
    return _("Your %(day)s from %(community)s") % {"day": day, "community": Installation.current().name}


def _title(digest: Told, member: Member) -> str:
    titles = [piece.title for part in digest.parts for piece in part.pieces]
    more = len(titles) - 1
    if more < 1:
        return titles[0] if titles else _week(digest, member)
    words = ngettext("“%(title)s” and %(count)d more", "“%(title)s” and %(count)d more", more)
    return words % {"title": titles[0], "count": more}


SUBJECTS = {"fact": _fact, "week": _week, "title": _title}
"""Subjects that can be tried against one another."""


def length_of(digest: Told) -> str:
    """What is in it and how long it takes: "3 threads, 1 thank-you. About 2 minutes."."""
    said = [str(part.section.counted % {"count": len(part.pieces)}) for part in digest.parts]
    words = sum(len(f"{one.title} {one.quote} {one.meta}".split()) for part in digest.parts for one in part.pieces)
    minutes = max(1, round((words + len(digest.note_text.split())) / WORDS_A_MINUTE))
    time = ngettext("About %(count)d minute to read.", "About %(count)d minutes to read.", minutes)
    return f"{', '.join(said)}. {time % {'count': minutes}}"
