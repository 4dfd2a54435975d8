"""A memo in words: the verdict first, five numbers with their change, what else moved, and the one thing to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import formats, translation
from django.utils.translation import gettext as _

from config.lib.mail import WayBack, compose
from config.lib.tokens import sign
from members.installation.sending import sender
from members.notifications.letters import speaking_to
from members.replying.addresses import Errand, address_for
from metrics.measures.measure import Cut
from metrics.measures.reading import State
from metrics.memos.receiving import spaces_of
from metrics.scoreboard.board import board_of

if TYPE_CHECKING:
    from datetime import date

    from community.spaces.models import Space
    from config.lib.mail import Letter
    from members.profiles.models import Member
    from metrics.scoreboard.board import Board, Card
    from metrics.scoreboard.verdict import Verdict

PURPOSE = "health-memo"
DAYS, FIVE, MOVED_MOST = 28, 5, 3


@dataclass(frozen=True)
class Line:
    """One number in a letter."""

    name: str
    value: str
    change: str
    state: str


@dataclass(frozen=True)
class Part:
    """What a memo says of the community, or of one space."""

    title: str
    """The space; empty for the community."""
    verdict: str
    said: str
    lines: list[Line]
    moved: list[str]
    remedy: str
    remedy_url: str
    url: str


@dataclass(frozen=True)
class Told:
    """One memo, in the language of its reader."""

    week: date
    end: date
    parts: list[Part]
    subject: str


def told_to(member: Member, week: date) -> Told | None:
    """What the memo of a week says to a member, as they may read it now; None while its numbers are not made."""
    end = week - timedelta(days=1)
    with speaking_to(member):
        boards = _boards(member, end)
        parts = [_part(title, board, url) for title, board, url in boards if board is not None]
        if not parts or len(parts) < len(boards):
            return None
        return Told(week, end, parts, _subject(parts))


def _boards(member: Member, end: date) -> list[tuple[str, Board | None, str]]:
    """Of the community for whoever manages it; of each of their spaces for hosts."""
    if member.is_manager:
        return [("", board_of(Cut(), DAYS, viewer=member, end=end), reverse("health"))]
    return [
        (one.name, _of_space(one, member, end), reverse("space_health", args=[one.slug])) for one in spaces_of(member)
    ]


def _of_space(space: Space, member: Member, end: date) -> Board | None:
    return board_of(Cut(space.pk), DAYS, viewer=member, end=end, for_hosts=True)


def _subject(parts: list[Part]) -> str:
    if len(parts) == 1:
        first = parts[0]
        return f"{first.title}: {first.verdict}" if first.title else first.verdict
    return _("Your spaces this week")


def _part(title: str, board: Board, url: str) -> Part:
    verdict, five = board.verdict, board.cards[:FIVE]
    remedy, remedy_url = _to_do(verdict)
    return Part(
        title, verdict.title, str(verdict), [_line(card) for card in five],
        [_moved(card) for card in board.cards[FIVE:] if _has_moved(card)][:MOVED_MOST], remedy, remedy_url,
        settings.PUBLIC_URL + url,
    )  # fmt: skip


def _to_do(verdict: Verdict) -> tuple[str, str]:
    """What to do, and the whole address where that begins: the remedy, or the finding the verdict leads to."""
    if verdict.remedy is not None:
        url = verdict.remedy.url
        return verdict.remedy.words, settings.PUBLIC_URL + url if url else ""
    leading = next((one for one in verdict.said if one.url), None)
    return (str(leading), settings.PUBLIC_URL + leading.url) if leading is not None else ("", "")


def _line(card: Card) -> Line:
    reading = card.reading
    return Line(str(reading.measure.name), card.words, reading.change_words, reading.state_words)


def _has_moved(card: Card) -> bool:
    """Whether it came to be off its target, or moved by a tenth of what it was."""
    reading = card.reading
    if reading.value is None or reading.before is None:
        return False
    return reading.state == State.OFF or abs(reading.value - reading.before) >= abs(reading.before) / 10 > 0


def _moved(card: Card) -> str:
    words = {"name": card.reading.measure.name, "value": card.reading.words, "change": card.reading.change_words}
    return _("%(name)s: %(value)s, %(change)s") % words


def letter_for(key: str, member: Member, told: Told, *, stop: str = "") -> Letter:
    """The letter, with the same Message-ID every time. `stop`: another end than their own."""
    with speaking_to(member):
        host = settings.PUBLIC_HOST.rsplit(":", 1)[0]
        stop = stop or stop_address(member)
        context = {
            "language": translation.get_language(), "date": formats.date_format(told.week, "DATE_FORMAT"),
            "told": told, "end": formats.date_format(told.end, "DATE_FORMAT"), "end_url": stop,
            "stop_url": f"{stop}#all", "why": why(member),
        }  # fmt: skip
        return compose(
            "health_memo", context, to=member.email, subject=told.subject, sender=sender(), unsubscribe_url=stop,
            message_id=f"<{key}@{host}>", back=WayBack(reports=address_for(Errand(member.pk))),
        )  # fmt: skip


def why(member: Member) -> str:
    """Why somebody gets it."""
    if member.is_manager:
        return _("You get this on Mondays because you manage this community.")
    return _("You get this on Mondays because you host a space and asked for it.")


def stop_address(member: Member) -> str:
    """Where memos are stopped without signing in."""
    return f"{settings.PUBLIC_URL}{reverse('health_memo_stop', args=[sign(PURPOSE, str(member.pk))])}"
