"""Conditions about the words themselves: lists, patterns, links, pictures, language, mood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import re2
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from config.lib.languages import KNOWN, LANGUAGES, surely
from members.profiles.showing import language_name
from moderation.screening.conditions.kinds import Condition, WrongCondition, condition
from moderation.screening.conditions.kinds import Words as Found
from moderation.screening.moods import mood_of
from moderation.screening.postings import Posting, plain, words_in

WORDS_MOST, PATTERN_MOST, MATCHES = 500, 500, 5
_OPTIONS = re2.Options()
_OPTIONS.case_sensitive = False
_OPTIONS.log_errors = False
_OPTIONS.max_mem = 4 << 20


@condition
class Words(Condition):
    """One of a list of words or phrases, in any language; whole words, or anywhere."""

    key = "words"

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.shown = [line.strip() for line in given.get("words", "").splitlines() if line.strip()]
        if not self.shown or len(self.shown) > WORDS_MOST:
            raise WrongCondition(_("Write one word or phrase in a line, at most %(most)d.") % {"most": WORDS_MOST})
        self.whole = bool(given.get("whole", True))
        if self.whole:
            phrases = [" ".join(words_in(line)) for line in self.shown]
            if not all(phrases):
                raise WrongCondition(_("Each line needs a letter or a digit."))
            self._single = {phrase for phrase in phrases if " " not in phrase}
            self._many = [phrase for phrase in phrases if " " in phrase]
        else:
            self._many = [plain(line) for line in self.shown]
            if not all(self._many):
                raise WrongCondition(_("Each line needs a letter or a digit."))
            self._single = set()

    def found(self, posting: Posting) -> Found | None:
        """The words of the list that stand there."""
        if not self.whole:
            return tuple(part for part in self._many if part in posting.plain)[:MATCHES] or None
        met = sorted(self._single.intersection(posting.tokens))
        if self._many:
            line = f" {' '.join(posting.tokens)} "
            met += [phrase for phrase in self._many if f" {phrase} " in line]
        return tuple(met[:MATCHES]) or None

    def sentence(self) -> str:
        """The list."""
        words = ", ".join(f"“{word}”" for word in self.shown[:12])
        if len(self.shown) > 12:
            words = _("%(words)s and more") % {"words": words}
        if self.whole:
            return _("It has one of these words: %(words)s") % {"words": words}
        return _("It has one of these anywhere, also inside of words: %(words)s") % {"words": words}


@condition
class Pattern(Condition):
    """A pattern in the syntax of RE2, which takes linear time whatever is written."""

    key = "pattern"
    cost = 1

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.shown = given.get("pattern", "")
        if not self.shown or len(self.shown) > PATTERN_MOST:
            raise WrongCondition(_("A pattern has at most %(most)d characters.") % {"most": PATTERN_MOST})
        try:
            self._pattern = re2.compile(self.shown, _OPTIONS)
        except re2.error as error:
            why = error.args[0] if error.args else ""
            why = why.decode() if isinstance(why, bytes) else str(why)
            words = _("This pattern cannot be used: %(why)s. Look-ahead and back-references are not possible.")
            raise WrongCondition(words % {"why": why[:120]}) from error
        if self._pattern.search("") is not None:
            raise WrongCondition(_("This pattern matches everything, even an empty post."))

    def found(self, posting: Posting) -> Found | None:
        """The first places where it matches."""
        met: list[str] = []
        for match in self._pattern.finditer(posting.whole):
            met.append(match.group()[:80])
            if len(met) == MATCHES:
                break
        return tuple(dict.fromkeys(met)) or None

    def sentence(self) -> str:
        """The pattern."""
        return _("It matches the pattern %(pattern)s") % {"pattern": self.shown}


@condition
class Links(Condition):
    """So many links to other places, or links to (or outside of) a list of domains."""

    key = "links"
    cost = 1

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.least = int(given.get("least") or 1)
        self.domains = [domain.lower().removeprefix("www.") for domain in given.get("domains", "").split()]
        self.how = given.get("how") or "any"
        if self.how != "any" and not self.domains:
            raise WrongCondition(_("Name at least one domain."))

    def found(self, posting: Posting) -> Found | None:
        """The addresses that count."""
        links = posting.links
        if self.how != "any" and links:
            from moderation.screening.postings import domain_of

            links = [link for link in links if self._listed(domain_of(link)) == (self.how == "listed")]
        return tuple(links[:MATCHES]) if len(links) >= self.least else None

    def _listed(self, host: str) -> bool:
        return any(host == domain or host.endswith(f".{domain}") for domain in self.domains)

    def sentence(self) -> str:
        """How many, and where to."""
        count, domains = {"count": self.least}, ", ".join(self.domains[:12])
        if self.how == "listed":
            words = ngettext("It has a link to %(domains)s", "It has %(count)d links to %(domains)s", self.least)
        elif self.how == "unlisted":
            words = ngettext(
                "It has a link that does not lead to %(domains)s",
                "It has %(count)d links that do not lead to %(domains)s", self.least,
            )  # fmt: skip
        else:
            words = ngettext("It has a link", "It has %(count)d links or more", self.least)
        return words % (count | {"domains": domains})


@condition
class Pictures(Condition):
    """So many pictures."""

    key = "pictures"

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.least = int(given.get("least") or 1)

    def found(self, posting: Posting) -> Found | None:
        """Whether there are so many."""
        return () if posting.pictures >= self.least else None

    def sentence(self) -> str:
        """How many."""
        return ngettext("It has a picture", "It has %(count)d pictures or more", self.least) % {"count": self.least}


@condition
class Language(Condition):
    """Written in a language that is not one of the community's."""

    key = "language"
    cost = 8

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.own = tuple(given.get("own") or ())
        if unknown := [code for code in self.own if code not in KNOWN]:
            raise WrongCondition(_("“%(code)s” is no language that can be told here.") % {"code": unknown[0][:10]})

    def found(self, posting: Posting) -> Found | None:
        """Whether it surely is another language."""
        language = surely(posting.text)
        return () if language and language not in (self.own or LANGUAGES) else None

    def sentence(self) -> str:
        """That it is foreign, and to which languages."""
        if self.own:
            names = ", ".join(language_name(code) for code in self.own)
            return _("It is written in a language other than: %(languages)s") % {"languages": names}
        return _("It is written in a language the community does not speak")


@condition
class Mood(Condition):
    """Angry words, weighed, from a small list in each language."""

    key = "mood"
    cost = 1

    def __init__(self, given: Mapping[str, Any]) -> None:
        self.least = int(given.get("least") or 3)

    def found(self, posting: Posting) -> Found | None:
        """The angry words, if they weigh enough."""
        weight, words = mood_of(posting.tokens)
        return tuple(words[:MATCHES]) if weight >= self.least else None

    def sentence(self) -> str:
        """How angry."""
        words = ngettext(
            "It sounds angry (%(count)d point or more)", "It sounds angry (%(count)d points or more)", self.least
        )
        return words % {"count": self.least}
