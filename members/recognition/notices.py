"""Who is told of levels: those whose level moves or is about to, and those who proposed somebody."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from members.activity.models import Activity
from members.activity.subscribing import subscribe
from members.notifications.notices import Happening, Notice, Shown, Surface, Told, register
from members.notifications.telling import tell
from members.recognition.models import LevelMove, Move, Nomination

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.notifications.models import MailItem, Notification, NotificationQuerySet

TOLD_ELSEWHERE: list[Callable[[LevelMove], bool]] = []
"""Rooms that ask and thank whoever has a level themselves say here of which ends they do."""
NOBODY = 0
"""Stands for who did it: the rule."""


def words_of(move: LevelMove) -> str:
    """What happened to somebody's level, in sentences for them."""
    said = {"level": move.get_step_display(), "then": move.get_then_display()}
    if move.move == Move.REACHED:
        return _("You are %(level)s now.") % said
    if move.move == Move.KEPT:
        return _("You stay %(level)s.") % said
    if move.move == Move.LOST:
        return _("You are no longer %(level)s. You are %(then)s now.") % said
    said["day"] = formats.date_format(timezone.localtime(move.falls_at), "DATE_FORMAT") if move.falls_at else ""
    return (
        _("On %(day)s you will be %(then)s instead of %(level)s, unless what is asked for it is so again by then.")
        % said
    )


class Levels(Surface):
    """Levels that moved. The subject of every notice is a move."""

    verbs = ("level.reached", "level.at_risk", "level.kept", "level.lost")

    def happening(self, activity: Activity) -> Happening | None:
        """The move; None if it is gone."""
        move = LevelMove.objects.filter(pk=activity.subject_id or 0).first()
        return Happening(NOBODY, move.pk, activity.at, thing=move) if move else None

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Whose level it is."""
        return set(members) & {happening.thing.member_id}

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """All of them: a row is its member's own."""
        return rows

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each row says what happened, and opens the page with the rules and one's own progress."""
        found = self._moves(viewer, {subject for row in rows for subject in row.subjects})
        return {
            row.pk: Shown(
                url=reverse("levels"), extract=words_of(found[row.subjects[-1]]), thread_title=_("Levels"),
                thread_url=reverse("levels"), place_name=_("Recognition"),
            )
            for row in rows if row.subjects[-1] in found
        }  # fmt: skip

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """What happened, why, and where the rules are."""
        moves = self._moves(viewer, {item.subject_id for item in items})
        return {pk: _told(pk, words_of(move), reverse("levels"), _("Levels")) for pk, move in moves.items()}

    def _moves(self, viewer: Viewer, ids: Collection[int]) -> dict[int, LevelMove]:
        return LevelMove.objects.filter(member=viewer.pk).in_bulk(list(ids))


def _told(pk: int, words: str, path: str, title: str) -> Told:
    here = settings.PUBLIC_URL + path
    more = _("What is asked for each level, and what counts for you, stands there.")
    return Told(
        subject_id=pk, url=here, html=format_html("<p>{}</p><p>{}</p>", words, more), text=f"{words}\n\n{more}",
        thread_title=title, thread_url=here, place_name=_("Recognition"),
    )  # fmt: skip


class Nominations(Surface):
    """Nominations that were decided. The subject of every notice is a nomination."""

    verbs = ("nomination.accepted", "nomination.declined")

    def happening(self, activity: Activity) -> Happening | None:
        """The nomination; None if it is gone."""
        rows = Nomination.objects.decided_here().filter(pk=activity.subject_id or 0)
        found = rows.exclude(accepted=None).first()
        return Happening(NOBODY, found.pk, activity.at, thing=found) if found else None

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who proposed it."""
        return set(members) & {happening.thing.made_by_id}

    def narrow(self, rows: NotificationQuerySet, viewer: Viewer) -> NotificationQuerySet:
        """All of them: a row is its member's own."""
        return rows

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each row says how it was decided."""
        found = self._made(viewer, {subject for row in rows for subject in row.subjects})
        return {
            row.pk: Shown(
                url=reverse("levels"), extract=_decision(found[row.subjects[-1]]), thread_title=_("Levels"),
                thread_url=reverse("levels"), place_name=_("Recognition"),
            )
            for row in rows if row.subjects[-1] in found
        }  # fmt: skip

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """How each was decided."""
        made = self._made(viewer, {item.subject_id for item in items})
        return {pk: _told(pk, _decision(one), reverse("levels"), _("Levels")) for pk, one in made.items()}

    def _made(self, viewer: Viewer, ids: Collection[int]) -> dict[int, Nomination]:
        return Nomination.objects.filter(made_by=viewer.pk).select_related("member").in_bulk(list(ids))


def _decision(one: Nomination) -> str:
    said = {"level": one.get_step_display(), "name": one.member.name}
    if one.is_application:
        if one.accepted:
            return _("Your application was accepted: you are %(level)s for a year.") % said
        return _("Your application to become %(level)s was declined this time. You can apply again.") % said
    if one.accepted:
        return _("%(name)s is %(level)s now, as you proposed.") % said
    return _("Your proposal to make %(name)s %(level)s was declined this time.") % said


class LevelReached(Notice):
    """I have reached a level."""

    key = "level_reached"
    setting = "level_reached"
    label = gettext_lazy("That I reached a level, or that my proposal was decided")
    words = ngettext_lazy("You have reached a level", "You have reached a level", "people")
    why = gettext_lazy("It is your own level.")
    icon = "star"
    surface = Levels()
    verbs = ("level.reached",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whose level it is."""
        return [happening.thing.member_id]


class LevelAtRisk(LevelReached):
    """A level of mine ends in two weeks, and I can still keep it."""

    key = setting = "level_at_risk"
    label = gettext_lazy("That my level is about to end, or has ended")
    words = ngettext_lazy("Your level is about to end", "Your level is about to end", "people")
    by_mail = True
    icon = "hourglass"
    verbs = ("level.at_risk",)

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Whose level it is, unless they hear of its end from where it was given."""
        told = any(tells(happening.thing) for tells in TOLD_ELSEWHERE)
        return [] if told else super().recipients(activity, happening)


class LevelKept(LevelAtRisk):
    """A level of mine that was about to end is kept."""

    key = "level_kept"
    setting = LevelAtRisk.setting
    words = ngettext_lazy("You keep your level", "You keep your level", "people")
    by_mail = False
    icon = "star"
    verbs = ("level.kept",)


class LevelLost(LevelAtRisk):
    """A level of mine has ended."""

    key = "level_lost"
    setting = LevelAtRisk.setting
    words = ngettext_lazy("Your level has ended", "Your level has ended", "people")
    verbs = ("level.lost",)


class Decided(Notice):
    """A proposal of mine was decided."""

    key = "nomination_decided"
    setting = LevelReached.setting
    label = LevelReached.label
    words = ngettext_lazy("Your proposal was decided", "Your proposal was decided", "people")
    why = gettext_lazy("You made it.")
    icon = "list-checks"
    surface = Nominations()
    verbs = ("nomination.accepted", "nomination.declined")

    def recipients(self, activity: Activity, happening: Happening) -> Iterable[int]:
        """Who proposed it."""
        return [happening.thing.made_by_id] if happening.thing.made_by_id else []


for kind in (LevelReached, LevelAtRisk, LevelKept, LevelLost, Decided):
    register(kind())


@subscribe("level.reached", "level.at_risk", "level.kept", "level.lost", "nomination.accepted", "nomination.declined",
           name="members.level_notices")  # fmt: skip
def tell_of_levels(activity: Activity) -> None:
    """Tells members that their level moved or will, and how a proposal of theirs was decided."""
    tell(activity)
