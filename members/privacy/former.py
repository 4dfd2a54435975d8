"""Names of somebody who left, taken out of what others wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from config.lib.handle_names import AFTER, BEFORE
from members.installation.models import Installation
from members.profiles.models import Member

PLACEHOLDER = "former-member"
"""Stands for a handle in addresses; nobody can take it."""
_QUOTE = re.compile(r"^(?P<marks>(?:[ \t]{0,3}>[ ]?)+)(?P<rest>.*)$")


@dataclass(frozen=True)
class Identity:
    """Words by which somebody is known, and what stands in their place from now on."""

    handles: tuple[str, ...]
    name: str
    addresses: tuple[str, ...]
    instead: str
    erased: str

    @cached_property
    def has_full_name(self) -> bool:
        """A name of several words means one person; a single word may be anybody's, or any word."""
        return " " in self.name

    @cached_property
    def tells(self) -> tuple[str, ...]:
        """What a text must hold, in any case, for there to be something to take out."""
        paths = [f"/people/{handle}" for handle in self.handles]
        full = [self.name] if self.has_full_name else []
        return (*(f"@{handle}" for handle in self.handles), *paths, *self.addresses, *full)

    def named_in(self, *fields: str) -> Q:
        """Rows whose fields may name them."""
        condition = Q()
        for field in fields:
            for word in self.tells:
                condition |= Q(**{f"{field}__icontains": word})
        return condition

    def taken_out_of(self, words: Any) -> Any:
        """The words without the name; of lists and dictionaries, every text in them."""
        if isinstance(words, str):
            return self._without(words)
        if isinstance(words, list):
            return [self.taken_out_of(word) for word in words]
        if isinstance(words, dict):
            return {key: self.taken_out_of(word) for key, word in words.items()}
        return words

    def quotes_taken_out_of(self, source: str) -> str:
        """A text without the words that it quotes of them; the quote stays as a line that says so."""
        lines: list[str] = []
        within = 0
        for line in source.splitlines():
            found = _QUOTE.match(line)
            depth = found["marks"].count(">") if found else 0
            if within and depth >= within:
                continue
            is_theirs = found is not None and self._source.match(found["rest"].strip()) is not None
            within = depth if is_theirs else 0
            lines.append(f"{'> ' * depth}{self.instead}: *{self.erased}*" if is_theirs else line)
        return "\n".join(lines)

    def _without(self, text: str) -> str:
        for pattern, instead in self._patterns:
            text = pattern.sub(instead, text)
        return text

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str]]:
        handles = "|".join(map(re.escape, self.handles))
        patterns = [
            (rf'<a [^>]*href="/people/(?:{handles})/"[^>]*>[^<]*</a>', self.instead),
            *((rf"(?<![\w.+-]){re.escape(address)}(?![\w-])", self.instead) for address in self.addresses),
            (rf"(?<=/people/)(?:{handles})(?![\w-])", PLACEHOLDER),
            (rf"{BEFORE}@(?:{handles})(?![\w-]){AFTER}", self.instead),
        ]
        if self.has_full_name:
            patterns.append((r"(?<!\w)" + r"\s+".join(map(re.escape, self.name.split())) + r"(?!\w)", self.instead))
        return [(re.compile(pattern, re.IGNORECASE), instead) for pattern, instead in patterns]

    @cached_property
    def _source(self) -> re.Pattern[str]:
        handles = "|".join(map(re.escape, self.handles))
        return re.compile(rf"@(?:{handles})(?![\w-]) in (?:#[1-9][0-9]*|/p/[1-9][0-9]*/?):", re.IGNORECASE)


def identity_of(member: Member) -> Identity:
    """Every word by which a member is known here."""
    handles = [member.handle, *member.former_handles.order_by("pk").values_list("handle", flat=True)]
    addresses = {member.email.lower(), *map(str.lower, _addresses(member))}
    with translation.override(Installation.current().language or translation.get_language()):
        instead, erased = _("Former member"), _("These words were erased.")
    # The longest first: a handle may begin like another one.
    handles.sort(key=len, reverse=True)
    return Identity(tuple(handles), " ".join(member.name.split()), tuple(sorted(addresses)), instead, erased)


def _addresses(member: Member) -> list[str]:
    return list(EmailAddress.objects.filter(user=member).values_list("email", flat=True))
