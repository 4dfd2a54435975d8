"""What the field holds when somebody begins a thread: the space's template for the kind, its own for all, or questions.

The questions of a kind are short lines that are answered behind the colon, in the language of the space if it has one.
"""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from community.spaces.models import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from community.spaces.models import Space

UNCOMPARED = (Kind.INTRO, Kind.ANNOUNCEMENT)
"""Kinds whose titles are not compared with others while they are typed: nobody introduced themselves before."""


@dataclass(frozen=True)
class KindChoice:
    """A kind as the composer offers it: its word, what its title could say, what becomes of it, its questions."""

    value: str
    word: str
    title: str
    hint: str
    prompt: str


def kind_choices(kinds: Collection[str]) -> list[KindChoice]:
    """These kinds, in the order in which they are always named."""
    titles = {
        Kind.QUESTION: _("Your question in one sentence"),
        Kind.IDEA: _("Your wish in one sentence"),
        Kind.ANNOUNCEMENT: _("What is new, in one sentence"),
        Kind.INTRO: _("Hello from…"),
    }
    hints = {
        Kind.DISCUSSION: _("Talk something over. It needs no result."),
        Kind.QUESTION: _("One reply is chosen as the answer. Until then, people who know about it are asked."),
        Kind.IDEA: _("Others vote for it, and everybody who did hears what becomes of it."),
        Kind.ANNOUNCEMENT: _("From the hosts and the team, to everybody who reads here."),
        Kind.INTRO: _("Say who you are. People will say hello."),
    }
    return [
        KindChoice(kind.value, str(kind.label), titles.get(kind, _("Title")), hints[kind], prompt(kind))
        for kind in Kind
        if kind in kinds
    ]


def prompt(kind: str, language: str = "") -> str:
    """The questions of a kind, in this language or the reader's; a discussion begins with an empty page."""
    with translation.override(language) if language else nullcontext():
        lines = {
            Kind.QUESTION: [
                _("What I want to do:"),
                _("What I tried:"),
                _("What I expected, and what happened instead:"),
            ],
            Kind.IDEA: [_("The problem:"), _("Who has it, and how often:"), _("What would help:")],
            Kind.ANNOUNCEMENT: [_("What is new:"), _("From when, and for whom:"), _("What there is to do:")],
            Kind.INTRO: [
                _("Where I am:"),
                _("What brings me here:"),
                _("What I can help others with:"),
                _("What I would like to hear about from you:"),
            ],
        }
    return "\n\n".join(lines.get(Kind(kind), ())) if kind in Kind.values else ""


def beginning(kind: str, space: Space | None) -> str:
    """What a thread of this kind begins with there."""
    if space is None:
        return prompt(kind)
    return space.template_for(kind) or prompt(kind, space.language)


def beginnings(space: Space) -> str:
    """What begins otherwise in this space than elsewhere, by kind, for the composer's script."""
    words = {kind: beginning(kind, space) for kind in Kind.values}
    return json.dumps({kind: text for kind, text in words.items() if text != prompt(kind)}, ensure_ascii=False)


def is_untouched(body: str, spaces: Iterable[Space]) -> bool:
    """Whether nobody has typed anything: nothing is there, or what some kind begins with in one of these spaces."""
    text = _plain(body)
    places = chain([None], spaces)
    return not text or any(text == _plain(beginning(kind, place)) for place in places for kind in Kind.values)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
