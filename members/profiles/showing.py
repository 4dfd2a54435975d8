"""What a viewer sees of a member: privacy is decided here, and templates only draw."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf.locale import LANG_INFO
from django.utils import formats, timezone

from members.profiles.keeping_away import who_keeps_away_from
from members.profiles.preferences import Preferences
from members.profiles.refusing import held_off

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member

TABS = ("threads", "replies", "answers", "events")
HERE = timedelta(minutes=10)
NOT_CHOSEN = "UTC"
"""The time zone of an account whose owner has not said where it is."""


@dataclass(frozen=True)
class Shown:
    """A member as one viewer sees them."""

    member: Member
    is_me: bool
    place: str
    local_time: str
    languages: list[str]
    is_here: bool
    last_here: datetime | None
    is_led: bool = False
    """Whether the viewer is one of the team who may work now, of a higher role."""


def shown(member: Member, viewer: Viewer) -> Shown:
    """What this viewer sees. Oneself sees everything; the e-mail address is shown to nobody."""
    chosen = Preferences.of(member)
    is_me = viewer.is_authenticated and viewer.pk == member.pk
    if keeps_away(member, viewer):
        return Shown(bare(member), is_me=False, place="", local_time="", languages=[], is_here=False, last_here=None)
    shows_presence = viewer.is_authenticated and (is_me or chosen.online != "hidden")
    last = member.last_seen_at if shows_presence else None
    return Shown(
        member=member,
        is_me=is_me,
        place=member.place if is_me or chosen.place != "hidden" else "",
        local_time="" if is_me else _time_there(member),
        languages=[language_name(code) for code in member.languages],
        is_here=last is not None and timezone.now() - last < HERE,
        last_here=last,
        is_led=viewer.is_authenticated and viewer.is_moderator and viewer.outranks(member) and held_off(viewer) is None,
    )


def sees_hidden(viewer: Viewer, member: Member) -> bool:
    """Whether a viewer reads a profile that the team has hidden: its owner, who may mend it, and the team."""
    return viewer.is_authenticated and (viewer.pk == member.pk or (viewer.is_moderator and not viewer.is_suspended))


def keeps_away(member: Member, viewer: Viewer) -> bool:
    """Whether a member blocked the viewer, and did not choose to be seen by those as by others."""
    return Preferences.of(member).blocked != "seen" and member.pk in who_keeps_away_from(viewer)


def bare(member: Member) -> Member:
    """A member as a name and a picture; not to be saved."""
    known = copy(member)
    known.line = known.about = known.place = ""
    known.interests, known.expertise, known.languages = [], [], []
    return known


def _time_there(member: Member) -> str:
    """What the clock of a member says; empty as long as nobody has chosen a time zone for it."""
    # As words: a template would turn a moment into the reader's own time.
    return "" if member.time_zone == NOT_CHOSEN else formats.time_format(timezone.now().astimezone(member.zone), "H:i")


def language_name(code: str) -> str:
    """A language in its own words; the code itself where its name is not known."""
    info = LANG_INFO.get(code) or {}
    name = str(info.get("name_local") or code)
    return name[:1].upper() + name[1:]
