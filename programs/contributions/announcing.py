"""Calls and contributions as notices speak of them: what happened, who may know, how it looks in inbox and mail."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.html import format_html, linebreaks

from community.following.hearing import seers
from community.surfaces import InSpaces
from members.notifications.notices import Happening, Shown, Told
from members.profiles.models import Member
from programs.contributions.addresses import desk_of, page_of, review_of
from programs.contributions.models import CallEditor, Contribution, ContributionStep
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem, Notification

NOBODY = 0
"""Stands for who did it: the clock, or the editors as a whole."""
_BELOW = -(2**45)
"""Notices about calls gather under numbers below this one, far from those of threads."""
SAID = {
    "contrib_comment": "comment", "contrib_changes": "changes", "contrib_accepted": "accepted",
    "contrib_declined": "declined",
}  # fmt: skip
"""By notice, the step whose words it carries."""


def seeing(occurrence: Occurrence, members: Collection[int]) -> set[int]:
    """Of these members, those who see the call."""
    program = occurrence.program
    managers = Member.objects.present().filter(pk__in=members, role__in=["manager", "owner"])
    if not program.is_public or program.planned_at is None:
        return set(managers.values_list("pk", flat=True))
    return seers(program.space, members) if program.space is not None else set(members)


def _look(occurrence: Occurrence, *, url: str = "", extract: str = "") -> Shown:
    space, page = occurrence.program.space, page_of(occurrence)
    return Shown(
        url=url or page, extract=extract, thread_title=occurrence.name, thread_url=page,
        place_name=space.name if space else "", place_hue=space.hue if space else 0,
    )  # fmt: skip


def _told(pk: int, occurrence: Occurrence, look: Shown, words: str) -> Told:
    here, space = settings.PUBLIC_URL, occurrence.program.space
    return Told(
        subject_id=pk, url=here + look.url, html=format_html("{}", linebreaks(words, autoescape=True)), text=words,
        thread_title=look.thread_title, thread_url=here + look.thread_url, place_name=look.place_name,
        is_private=space is not None and space.visibility == "private",
    )  # fmt: skip


class Calls(InSpaces):
    """Calls as a whole. The subject is an occurrence."""

    verbs = ("contribution.called",)

    def happening(self, activity: Activity) -> Happening | None:
        """The call; None if it takes place no more, or is over."""
        rows = Occurrence.objects.taking_place().select_related("program__space", "program__audience")
        one = rows.filter(pk=activity.subject_id or 0, closed_at=None).first()
        if one is None:
            return None
        return Happening(NOBODY, one.pk, activity.at, _BELOW - one.pk, one.program.space_id, one)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who sees it."""
        return seeing(happening.thing, members)

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each opens the page of the call."""
        found = self._found(viewer, {subject for row in rows for subject in row.subjects})
        return {
            row.pk: _look(one)
            for row in rows
            if row.subjects and (one := found.get(row.subjects[0])) is not None
        }  # fmt: skip

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """What it is about, and where."""
        found = self._found(viewer, {item.subject_id for item in items})
        return {pk: _told(pk, one, _look(one), one.about or one.program.about or one.name) for pk, one in found.items()}

    def _found(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Occurrence]:
        rows = Occurrence.objects.visible_to(viewer).filter(pk__in=ids).select_related("program__space")
        return {one.pk: one for one in rows}


class Editing(InSpaces):
    """Being named an editor. The subject is the editor's row."""

    verbs = ("contribution.editor_named",)

    def happening(self, activity: Activity) -> Happening | None:
        """The editor, while they are one."""
        rows = CallEditor.objects.filter(pk=activity.subject_id or 0)
        one = rows.select_related("occurrence__program__space").first()
        if one is None:
            return None
        call = one.occurrence
        return Happening(NOBODY, one.pk, activity.at, _BELOW - call.pk, call.program.space_id, one)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who sees the call."""
        return seeing(happening.thing.occurrence, members)

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each opens the desk."""
        found = self._found(viewer, {subject for row in rows for subject in row.subjects})
        return {
            row.pk: _look(one, url=desk_of(one))
            for row in rows
            if row.subjects and (one := found.get(row.subjects[0])) is not None
        }

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """Which call, and where."""
        found = self._found(viewer, {item.subject_id for item in items})
        return {pk: _told(pk, one, _look(one, url=desk_of(one)), one.name) for pk, one in found.items()}

    def _found(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Occurrence]:
        rows = CallEditor.objects.filter(pk__in=ids, member=viewer.pk)
        seen = rows.filter(occurrence__in=Occurrence.objects.visible_to(viewer).values("pk"))
        return {one.pk: one.occurrence for one in seen.select_related("occurrence__program__space")}


class Contributions(InSpaces):
    """What came in, told to editors, and what became of it, told to its author. The subject is the contribution."""

    verbs = (
        "contribution.sent", "contribution.commented", "contribution.sent_back", "contribution.accepted",
        "contribution.declined", "contribution.published", "item.approved",
    )  # fmt: skip

    def happening(self, activity: Activity) -> Happening | None:
        """The contribution, unless it is its author's alone again, or out of sight."""
        if activity.subject_type != Contribution._meta.label_lower:
            return None
        rows = Contribution.objects.sent().filter(pk=activity.subject_id or 0, held_at=None, hidden_at=None)
        one = rows.select_related("occurrence__program__space").first()
        if one is None or (activity.verb == "contribution.sent" and activity.facts.get("version") != one.version):
            return None
        call = one.occurrence
        return Happening(NOBODY, one.pk, activity.at, _BELOW - call.pk, call.program.space_id, one)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Its author, and whoever sees the call."""
        return seeing(happening.thing.occurrence, members) | ({happening.thing.author_id} & set(members))

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """For its author what was said; for editors the page where it is read."""
        found = self._found(viewer, {subject for row in rows for subject in row.subjects})
        said = _said(found)
        return {
            row.pk: _look(
                one.occurrence, url=_url(one, viewer), extract=_words(one, row.kind, said) or _title(one, viewer)
            )
            for row in rows
            if row.subjects and (one := found.get(row.subjects[0])) is not None
        }  # fmt: skip

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """The title, and what the editors said; all of it where one mail tells of it twice."""
        kinds: dict[int, dict[str, None]] = {}
        for item in items:
            kinds.setdefault(item.subject_id, {})[item.kind] = None
        found = self._found(viewer, kinds)
        said, told = _said(found), {}
        for pk, one in found.items():
            words = "\n\n".join(filter(None, [_title(one, viewer), *(_words(one, kind, said) for kind in kinds[pk])]))
            told[pk] = _told(pk, one.occurrence, _look(one.occurrence, url=_url(one, viewer)), words)
        return told

    def _found(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Contribution]:
        rows = Contribution.objects.mine_or_edited(viewer).as_sent().filter(pk__in=ids)
        return {one.pk: one for one in rows.select_related("occurrence__program__space", "thread", "guide")}


def _title(one: Any, viewer: Viewer) -> str:
    """For its author as they call it now; for editors as it was sent."""
    title: str = one.title if one.author_id == viewer.pk else one.sent_title
    return title


def _url(one: Contribution, viewer: Viewer) -> str:
    return one.get_absolute_url() if one.author_id == viewer.pk else review_of(one)


def _said(found: Collection[int]) -> dict[tuple[int, str], str]:
    """The last words of each sort, by contribution and step: one query."""
    rows = ContributionStep.objects.filter(contribution__in=list(found), what__in=SAID.values()).order_by("pk")
    return {(row.contribution_id, row.what): row.words for row in rows}


def _words(one: Contribution, kind: str, said: dict[tuple[int, str], str]) -> str:
    return said.get((one.pk, SAID.get(kind, "")), "")
