"""How a text sounds: warm and cool words are counted, turned where something denies them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import override

from config.lib.languages import detect
from metrics.tone.lexicon import Lexicon, Mood, folded, lexicon, signs

NEAR = 3
"""A word is turned by a "not" among so many words before it in the same clause."""
LONG = 60
"""From so many letters on a text says itself which language it is in."""
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_CLAUSE = re.compile(r"[^.!?…;:,()\[\]\n\"„“”«»–—]+")
_PASSED_OVER = frozenset({"pre", "code", "blockquote"})
_NOT_THEIR_WORDS = ("mention", "reference", "linkcard", "attachment", "quote-author", "quote-source", "group")
_PIECES = frozenset({"p", "li", "td", "th", "h2", "h3", "h4", "h5", "br", "div", "summary"})


@dataclass(frozen=True)
class Tone:
    """How many warm and cool words a text has."""

    warm: int = 0
    cool: int = 0

    @property
    def is_known(self) -> bool:
        """Whether any word of the lists is in it."""
        return bool(self.warm or self.cool)

    @property
    def is_warm(self) -> bool:
        """Whether the warm words are more."""
        return self.warm > self.cool

    @property
    def is_cool(self) -> bool:
        """Whether the cool words are more."""
        return self.cool > self.warm


def tone_of(text: str, language: str) -> Tone:
    """The tone of a text in a language; of one without a list only signs count."""
    pattern, moods = signs()
    found = [moods[sign] for sign in pattern.findall(text)]
    known = lexicon(language)
    if known is not None:
        for clause in _CLAUSE.findall(pattern.sub(" ", folded(text, language))):
            found += _moods(known, _WORD.findall(clause))
    return Tone(found.count(Mood.WARM), found.count(Mood.COOL))


def _moods(known: Lexicon, words: list[str]) -> list[Mood]:
    """What the words of a clause say. Not warm is cool; not cool is nothing: "not bad" may be praise or none."""
    found: list[Mood] = []
    turned = 0
    for word in words:
        mood = _mood(known, word)
        if mood == Mood.NOT:
            turned = NEAR + 1
        elif mood == Mood.BUT:
            turned = 0
        elif mood == Mood.WARM:
            found.append(Mood.COOL if turned else Mood.WARM)
        elif mood == Mood.COOL and not turned:
            found.append(Mood.COOL)
        turned = max(0, turned - 1)
    return found


def _mood(known: Lexicon, word: str) -> Mood | None:
    whole = known.mood_of(word)
    if whole is not None or "-" not in word:
        return whole
    return next((mood for part in word.split("-") if (mood := known.mood_of(part))), None)


class _Said(HTMLParser):
    """The words of whoever wrote a post: without quotes, code, names and titles that the page puts there."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._inside = ""
        self._depth = 0

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        if self._inside:
            self._depth += tag == self._inside
        elif tag in _PASSED_OVER or any(name in _NOT_THEIR_WORDS for name in classes):
            self._inside, self._depth = tag, 1
        elif tag in _PIECES:
            self.words.append("\n")

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._depth -= 1
            if not self._depth:
                self._inside = ""
                self.words.append("\n")

    @override
    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.words.append(data)


def said(html: str) -> str:
    """What somebody said in a post, from its HTML; a new line begins where a new piece does."""
    parser = _Said()
    parser.feed(html)
    parser.close()
    return "".join(parser.words).strip()


def language_of(text: str, *otherwise: str) -> str:
    """The language of a text; a short one is taken for the first of `otherwise` that is known."""
    if sum(map(str.isalpha, text)) >= LONG:
        return detect(text)
    return next((language for language in otherwise if language), "") or detect(text)
