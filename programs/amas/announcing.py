"""AMAs and their questions as notices speak of them: what happened, who may know, how it looks in inbox and mail."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator

from community.following.hearing import seers
from community.following.reaching import out_of_reach
from community.surfaces import InSpaces
from config.lib.mail_html import for_mail
from members.notifications.notices import Happening, Shown, Told
from members.profiles.models import Member
from programs.amas.addresses import page_of
from programs.amas.models import AmaAnswer, AmaQuestion
from programs.series.occurrences import Occurrence

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.activity.models import Activity
    from members.notifications.models import MailItem, Notification

NOBODY = 0
"""Stands for who did it: the clock."""
_BELOW = -(2**43)
"""Notices about AMAs gather under numbers below this one, far from those of threads."""
EXTRACT = 140


def gathering_number(occurrence: int) -> int:
    """Under which number notices about an AMA gather."""
    return _BELOW - occurrence


def _seeing(occurrence: Occurrence, members: Collection[int]) -> set[int]:
    """Of these members, those who see the AMA."""
    program = occurrence.program
    managers = Member.objects.present().filter(pk__in=members, role__in=["manager", "owner"])
    if not program.is_public or program.planned_at is None:
        return set(managers.values_list("pk", flat=True))
    return seers(program.space, members) if program.space is not None else set(members)


class Amas(InSpaces):
    """AMAs as a whole. The subject of every notice is an occurrence."""

    verbs = ("ama.questions_opened", "ama.begun")

    def happening(self, activity: Activity) -> Happening | None:
        """The AMA; None if it takes place no more."""
        found = Occurrence.objects.taking_place().select_related("program__space", "program__audience")
        one = found.filter(pk=activity.subject_id or 0, closed_at=None).first()
        if one is None:
            return None
        return Happening(NOBODY, one.pk, activity.at, gathering_number(one.pk), one.program.space_id, one)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who sees it."""
        return _seeing(happening.thing, members)

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """Each opens the page."""
        found = _amas(viewer, {subject for row in rows for subject in row.subjects})
        return {row.pk: _look(found[row.subjects[0]]) for row in rows if row.subjects and row.subjects[0] in found}

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """What it is about, and where."""
        here = settings.PUBLIC_URL
        looks = {pk: (one, _look(one)) for pk, one in _amas(viewer, {item.subject_id for item in items}).items()}
        return {
            pk: Told(
                subject_id=pk, url=here + look.url, html=format_html("<p>{}</p>", one.program.about or one.name),
                text=one.program.about or one.name, thread_title=look.thread_title, thread_url=here + look.url,
                place_name=look.place_name, is_private=_is_private(one),
            )
            for pk, (one, look) in looks.items()
        }  # fmt: skip


def _amas(viewer: Viewer, ids: Collection[int]) -> dict[int, Occurrence]:
    rows = Occurrence.objects.visible_to(viewer).filter(pk__in=ids).select_related("program__space")
    return {one.pk: one for one in rows}


def _is_private(occurrence: Occurrence) -> bool:
    space = occurrence.program.space
    return space is not None and space.visibility == "private"


def _look(occurrence: Occurrence, *, url: str = "", extract: str = "") -> Shown:
    space, page = occurrence.program.space, page_of(occurrence)
    return Shown(
        url=url or page, extract=extract, thread_title=occurrence.name, thread_url=page,
        place_name=space.name if space else "", place_hue=space.hue if space else 0,
    )  # fmt: skip


class Questions(InSpaces):
    """Questions of AMAs. The subject of every notice is a question."""

    verbs = ("ama.question_answered",)

    def happening(self, activity: Activity) -> Happening | None:
        """The question, while it is answered and can be read."""
        rows = AmaQuestion.objects.open().filter(pk=activity.subject_id or 0, answered_at__isnull=False)
        one = rows.select_related("occurrence__program__space").first()
        if one is None:
            return None
        occurrence = one.occurrence
        number = gathering_number(occurrence.pk)
        return Happening(activity.actor_id or NOBODY, one.pk, activity.at, number, occurrence.program.space_id, one)

    def admitted(self, happening: Happening, members: Collection[int]) -> set[int]:
        """Who sees the AMA, and did not turn away from who answered; an answer is meant for who asked."""
        occurrence, left = happening.thing.occurrence, set(members)
        if happening.actor_id and occurrence.program.space is not None:
            left -= out_of_reach(happening.actor_id, left, space=occurrence.program.space, addressed=left)
        return _seeing(occurrence, left)

    def shown(self, viewer: Viewer, rows: Collection[Notification]) -> dict[int, Shown]:
        """One answer opens by itself, several open the page."""
        found = _questions(viewer, {subject for row in rows for subject in row.subjects})
        looks = {}
        for row in rows:
            mine = [found[subject] for subject in row.subjects if subject in found]
            if mine:
                url = mine[0].get_absolute_url() if len(mine) == 1 else ""
                words = Truncator(mine[0].words).chars(EXTRACT)
                looks[row.pk] = _look(mine[0].occurrence, url=url, extract=words)
        return looks

    def told(self, viewer: Viewer, items: Collection[MailItem]) -> dict[int, Told]:
        """The question and the whole answer."""
        found = _questions(viewer, {item.subject_id for item in items})
        said: dict[int, list[AmaAnswer]] = {}
        for answer in AmaAnswer.objects.open().filter(question__in=list(found)).order_by("pk"):
            said.setdefault(answer.question_id, []).append(answer)
        return {pk: _told(one, said.get(pk, [])) for pk, one in found.items()}


def _told(question: AmaQuestion, answers: list[AmaAnswer]) -> Told:
    here, look = settings.PUBLIC_URL, _look(question.occurrence)
    parts: Any = ((for_mail(one.html, here),) for one in answers)
    return Told(
        subject_id=question.pk,
        url=here + question.get_absolute_url(),
        html=format_html("<p><b>{}</b></p>{}", question.words, format_html_join("", "{}", parts)),
        text="\n\n".join([question.words, *(one.text for one in answers)]),
        thread_title=look.thread_title,
        thread_url=here + look.thread_url,
        place_name=look.place_name,
        is_private=_is_private(question.occurrence),
    )


def _questions(viewer: Viewer, ids: Collection[int]) -> dict[int, AmaQuestion]:
    rows = AmaQuestion.objects.visible_to(viewer).open().filter(pk__in=ids, answered_at__isnull=False)
    return {one.pk: one for one in rows.select_related("occurrence__program__space")}
