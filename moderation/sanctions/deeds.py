"""What there is to say for somebody, in numbers. Apps further up register theirs; and other numbers about a person."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import ngettext_lazy

from members.recognition.thanks import Thanks

if TYPE_CHECKING:
    from members.profiles.models import Member


@dataclass(frozen=True)
class Deed:
    """One number about a person: a sentence with %(count)d or names of its own, and how it is counted.

    What stands in private does not count.
    """

    key: str
    icon: str
    words: Any
    count: Callable[[Member], int | Mapping[str, int]]
    """A number, or the numbers of the sentence by their names; none if there is nothing to say."""
    is_good: bool = True
    """Whether it speaks for them; other numbers, such as of reports they made, stand by themselves."""


@dataclass(frozen=True)
class Said:
    """A number in words."""

    icon: str
    words: str


DEEDS: dict[str, Deed] = {}


def register(deed: Deed) -> None:
    """Make a number known. Raises ValueError for a key used twice."""
    if deed.key in DEEDS:
        raise ValueError(f"Two numbers about a person are called {deed.key!r}.")
    DEEDS[deed.key] = deed


def deeds_of(member: Member, *, good: bool = True) -> list[Said]:
    """The numbers that are not nought."""
    found = [(deed, deed.count(member)) for deed in DEEDS.values() if deed.is_good == good]
    return [Said(deed.icon, _in_words(deed, count)) for deed, count in found if count]


def _in_words(deed: Deed, count: int | Mapping[str, int]) -> str:
    return str(deed.words % (count if isinstance(count, Mapping) else {"count": count}))


def _thanked(member: Member) -> int:
    return int(Thanks.objects.in_the_open().filter(receiver=member).count())


register(Deed("thanks", "heart", ngettext_lazy("%(count)d thanks", "%(count)d thanks", "count"), _thanked))
