"""How a member wants pages to look and what others may see, with types; kept in `Member.preferences`."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from django.db import transaction

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member

CHOICES: dict[str, tuple[str, ...]] = {
    "theme": ("", "light", "dark"),
    "reading": ("", "large", "larger"),
    "links": ("", "underlined"),
    "motion": ("", "reduced"),
    "shortcuts": ("", "off"),
    "composer": ("", "plain"),
    "dock": ("", "on"),
    "profile": ("", "members"),
    "place": ("", "hidden"),
    "online": ("", "hidden"),
    "blocked": ("", "seen"),
    "directory": ("", "hidden"),
    "messages": ("", "open", "known"),
    "leaders": ("", "hidden"),
    "celebrate": ("", "hidden"),
    "welcome": ("", "closed"),
    "mentor": ("", "none"),
}
"""What each preference may be. The empty word is what pages do without it, and is not kept."""


@dataclass(frozen=True)
class Preferences:
    """One word per preference, as in CHOICES."""

    theme: str = ""
    reading: str = ""
    links: str = ""
    motion: str = ""
    shortcuts: str = ""
    composer: str = ""
    dock: str = ""
    profile: str = ""
    place: str = ""
    online: str = ""
    blocked: str = ""
    directory: str = ""
    messages: str = ""
    leaders: str = ""
    celebrate: str = ""
    welcome: str = ""
    mentor: str = ""

    @classmethod
    def of(cls, member: Member) -> Preferences:
        """What this member chose; a word that is not known any more counts as not chosen."""
        kept = member.preferences if isinstance(member.preferences, dict) else {}
        return cls(**{f.name: kept[f.name] for f in fields(cls) if kept.get(f.name) in CHOICES[f.name][1:]})


@transaction.atomic
def choose(member: Member, **chosen: str) -> None:
    """Keep these preferences beside the others. Raises KeyError or ValueError for what CHOICES does not hold."""
    for name, word in chosen.items():
        if word not in CHOICES[name]:
            raise ValueError(f"{word!r} is no choice for {name}.")
    row = member.__class__.objects.get_queryset().select_for_update().get(pk=member.pk)
    kept: dict[str, Any] = {**row.preferences, **chosen}
    member.preferences = {name: word for name, word in kept.items() if name not in CHOICES or word}
    member.save(update_fields=["preferences"])


def may_see_profile(viewer: Viewer, member: Member) -> bool:
    """Whether a viewer may open a member's profile: members always, visitors unless the member closed it to them."""
    return viewer.is_authenticated or Preferences.of(member).profile != "members"
