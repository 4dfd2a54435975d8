"""Challenges as notices speak of them: what happened, who may know, how it looks in an inbox and a mail."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.html import format_html, linebreaks

from community.following.hearing import seers
from community.surfaces import InSpaces
from members.notifications.notices import Happening, Shown, Told
from members.profiles.models import Member
from programs.challenges.addresses import judging_of, page_of
from programs.challenges.models import ChallengeEntry, ChallengeJudge
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem, Notification

NOBODY = 0
"""Stands for who did it: the clock, or the team as a whole."""
_BELOW = -(2**44)
"""Notices about challenges gather under numbers below this one, far from those of threads."""


def _seeing(occurrence: Occurrence, members: Collection[int]) -> set[int]:
    """Of these members, those who see the challenge."""
    program = occurrence.program
    if not program.is_public or program.planned_at is None:
        managers = Member.objects.present().filter(pk__in=members, role__in=["manager", "owner"])
        return set(managers.values_list("pk", flat=True))
    return seers(program.space, members) if program.space is not None else set(members)


def _look(occurrence: Occurrence, *, url: str = "", extract: str = "") -> Shown:
    space, page = occurrence.program.space, page_of(occurrence)
    return Shown(
        url=url or page, extract=extract, thread_title=occurrence.name, thread_url=page,
        place_name=space.name if space else "", place_hue=space.hue if space else 0,
    )  # fmt: skip


def _about(occurrence: Occurrence) -> str:
    return occurrence.about or occurrence.program.about or occurrence.name


def _told(pk: int, occurrence: Occurrence, look: Shown, words: str) -> Told:
    here, space = settings.PUBLIC_URL, occurrence.program.space
    return Told(
        subject_id=pk, url=here + look.url, html=format_html("{}", linebreaks(words, autoescape=True)), text=words,
        thread_title=look.thread_title, thread_url=here + look.thread_url, place_name=look.place_name,
        is_private=space is not None and space.visibility == "private",
    )  # fmt: skip


class Challenges(InSpaces):
    """Challenges as a whole. The subject of every notice is an occurrence."""

    verbs = (
        "challenge.announced", "challenge.begun", "challenge.voting_begun", "challenge.judging_begun",
        "challenge.published",
    )  # fmt: skip

    def happening(self, activity: Activity) -> Happening | None:
        """The challenge; None if it takes place no more."""
        rows = Occurrence.objects.taking_place().select_related("program__space", "program__audience")
        one = rows.filter(pk=activity.subject_id or 0).first()
        if one is None:
            return None
        return Happening(NOBODY, one.pk, activity.at, _BELOW - one.pk, one.program.space_id, one)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who sees it."""
        return _seeing(happening.thing, members)

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each opens the page; that of judging opens the judges'."""
        found = self._found(viewer, {subject for row in rows for subject in row.subjects})
        looks = {}
        for row in rows:
            one = found.get(row.subjects[0]) if row.subjects else None
            if one is not None:
                looks[row.pk] = _look(one, url=judging_of(one) if row.kind == "challenge_judge" else "")
        return looks

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """What it is about, and where."""
        found = self._found(viewer, {item.subject_id for item in items})
        return {pk: _told(pk, one, _look(one), _about(one)) for pk, one in found.items()}

    def _found(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Occurrence]:
        rows = Occurrence.objects.visible_to(viewer).filter(pk__in=ids).select_related("program__space")
        return {one.pk: one for one in rows}


class OwnEntries(InSpaces):
    """What became of an entry, told to its author alone. The subject is the entry."""

    verbs = ("challenge.entry_refused", "challenge.entry_readmitted", "challenge.won")

    def happening(self, activity: Activity) -> Happening | None:
        """The entry, as long as it is there."""
        rows = ChallengeEntry.objects.open().filter(pk=activity.subject_id or 0)
        one = rows.select_related("challenge__occurrence__program__space").first()
        if one is None:
            return None
        occurrence = one.challenge.occurrence
        return Happening(NOBODY, one.pk, activity.at, _BELOW - occurrence.pk, occurrence.program.space_id, one)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who still sees the challenge."""
        return _seeing(happening.thing.challenge.occurrence, members)

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each opens the entry, with the reason."""
        found = self._found(viewer, {subject for row in rows for subject in row.subjects})
        return {
            row.pk: _look(one.challenge.occurrence, url=one.get_absolute_url(), extract=_reason(one) or one.title)
            for row in rows
            if row.subjects and (one := found.get(row.subjects[0])) is not None
        }

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """The entry and the reason."""
        told = {}
        for pk, one in self._found(viewer, {item.subject_id for item in items}).items():
            look = _look(one.challenge.occurrence, url=one.get_absolute_url())
            words = "\n\n".join(filter(None, [one.title or one.words, _reason(one)]))
            told[pk] = _told(pk, one.challenge.occurrence, look, words)
        return told

    def _found(self, viewer: Viewer, ids: Collection[int]) -> dict[int, ChallengeEntry]:
        rows = ChallengeEntry.objects.visible_to(viewer).filter(pk__in=ids, author=viewer.pk)
        return {one.pk: one for one in rows.select_related("challenge__occurrence__program__space", "win")}


def _reason(one: ChallengeEntry) -> str:
    if one.refused_at is not None:
        return one.refused_why
    win = getattr(one, "win", None)
    return win.reason if win is not None and one.challenge.published_at is not None else ""


class Judging(InSpaces):
    """Being named a judge, told to the judge. The subject is the judge's row."""

    verbs = ("challenge.judge_named",)

    def happening(self, activity: Activity) -> Happening | None:
        """The judge, while they are one."""
        rows = ChallengeJudge.objects.filter(pk=activity.subject_id or 0, released_at=None)
        one = rows.select_related("challenge__occurrence__program__space").first()
        if one is None:
            return None
        occurrence = one.challenge.occurrence
        return Happening(NOBODY, one.pk, activity.at, _BELOW - occurrence.pk, occurrence.program.space_id, one)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who sees the challenge."""
        return _seeing(happening.thing.challenge.occurrence, members)

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each opens the judges' page."""
        found = self._found(viewer, {subject for row in rows for subject in row.subjects})
        return {
            row.pk: _look(one, url=judging_of(one))
            for row in rows
            if row.subjects and (one := found.get(row.subjects[0])) is not None
        }

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """What is judged, and where."""
        found = self._found(viewer, {item.subject_id for item in items})
        return {pk: _told(pk, one, _look(one, url=judging_of(one)), _about(one)) for pk, one in found.items()}

    def _found(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Occurrence]:
        rows = ChallengeJudge.objects.filter(pk__in=ids, member=viewer.pk, released_at=None)
        seen = rows.filter(challenge__occurrence__in=Occurrence.objects.visible_to(viewer))
        return {
            one.pk: one.challenge.occurrence for one in seen.select_related("challenge__occurrence__program__space")
        }
