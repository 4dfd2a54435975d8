"""The closing report: drafted from numbers and from words whose writers allowed it, edited, published once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.posts.permissions import may_start
from community.posts.resolving import ThreadResolver
from community.threads.models import Thread
from config.lib.markup import render
from members.activity.log import record
from members.installation.models import Installation
from members.profiles.refusing import NotNow, Refusal, check
from programs.pilots.models import REPORT_MAX, Pilot, PilotAnswer, PilotSeat, PilotTask
from programs.pilots.permissions import may_manage
from programs.pilots.phases import Phase, phase_of
from programs.pilots.showing import OneTask
from programs.pilots.terms import plan_of
from programs.series.measures import Goal
from programs.series.occurrences import Occurrence
from programs.series.overtaken import ChangedMeanwhile
from programs.series.starting import start_thread

if TYPE_CHECKING:
    from members.profiles.models import Member

AVERAGE_FROM = 3
"""So many ratings make an average that the report tells."""
QUOTES_MOST = 6
type Quoted = tuple[int, str]
"""The number of an answer, and the words of it as they stand in the draft."""


class NoReport(ValueError):
    """What was typed is no report; the message is one sentence."""


def _locked(occurrence_id: int) -> tuple[Occurrence, Pilot]:
    current = Occurrence.objects.locked(occurrence_id)
    pilot, _new = Pilot.objects.get_or_create(occurrence=current)
    return current, pilot


def may_report(occurrence: Occurrence, pilot: Pilot) -> Refusal | None:
    """Write the report: when the pilot is over, until it is published."""
    phase = phase_of(occurrence, pilot)
    if phase == Phase.REPORTED:
        return Refusal(_("The report is published already."))
    if phase != Phase.CLOSING:
        return Refusal(_("The report is written when the pilot is over."))
    return None


def draft_by_itself(occurrence: Occurrence) -> bool:
    """The clock drafts it, unless somebody did before; inside a transaction. Whether there is a new draft."""
    pilot, _new = Pilot.objects.get_or_create(occurrence=occurrence)
    if pilot.drafted_at is not None or may_report(occurrence, pilot) is not None:
        return False
    _draft(occurrence, pilot, by=None)
    return True


@transaction.atomic
def draft(occurrence: Occurrence, *, edition: int, by: Member) -> None:
    """Draft it, or anew from what is in by now, instead of what stood there. Raises NotNow, ChangedMeanwhile."""
    check(may_manage(by))
    current, pilot = _locked(occurrence.pk)
    check(may_report(current, pilot))
    if pilot.edition != edition:
        raise ChangedMeanwhile
    _draft(current, pilot, by=by)


def _draft(occurrence: Occurrence, pilot: Pilot, *, by: Member | None) -> None:
    with translation.override(Installation.current().language):
        pilot.report, pilot.quoted = _words(occurrence)
    pilot.drafted_at, pilot.edition = timezone.now(), pilot.edition + 1
    pilot.save(update_fields=["report", "quoted", "drafted_at", "edition"])
    record("pilot.report_drafted", actor=by, subject=occurrence)


def _words(occurrence: Occurrence) -> tuple[str, list[Quoted]]:
    """The draft, and what it quotes of which answers."""
    seats = PilotSeat.objects.of(occurrence).filter(joined_at__isnull=False)
    answers = list(PilotAnswer.objects.filter(seat__occurrence=occurrence))
    whole = OneTask(None, [one for one in answers if one.task_id is None])
    n, active = seats.count(), len({one.seat_id for one in answers})
    parts = [_head(_("What was tried")), plan_of(occurrence.program).tried, _head(_("Who took part"))]
    parts += [
        ngettext("%(n)d person took part.", "%(n)d people took part.", n) % {"n": n}
        + " "
        + ngettext("%(n)d of them said how it went.", "%(n)d of them said how it went.", active) % {"n": active},
        *_goal(occurrence),
    ]
    tasks = [
        OneTask(task, [one for one in answers if one.task_id == task.pk])
        for task in PilotTask.objects.filter(occurrence=occurrence)
    ]
    if tasks:
        parts += [_head(_("Tasks")), "\n".join(_line(task, str(task.task)) for task in tasks)]
    parts += [_head(_("How it went")), _line(whole, _("The whole"))]
    helped, some = _quotes(answers, "helped")
    hindered, more = _quotes(answers, "hindered")
    free, rest = _quotes(answers, "words")
    titles = (_("What helped"), _("What was in the way"), _("In their words"))
    for title, quotes in zip(titles, (helped, hindered, free), strict=True):
        parts += [f"## {title}", *quotes] if quotes else []
    parts += [_head(_("What happens next")), _("(Say here what you make of it.)")]
    parts.append(_("Thank you to all who took part."))
    return "\n\n".join(filter(None, parts))[:REPORT_MAX], [*some, *more, *rest]


def _goal(occurrence: Occurrence) -> list[str]:
    """The result against the goal, where there is one to count."""
    program = occurrence.program
    number = program.kind.counted(occurrence, program.goal) if program.goal != Goal.OWN else None
    if number is None or not program.goal_number:
        return [program.goal_words] if program.goal_words else []
    words = {"what": program.get_goal_display(), "n": number, "goal": program.goal_number}
    return [_("%(what)s: %(n)d. The goal was %(goal)d.") % words]


def _head(words: str) -> str:
    return f"## {words}"


def _line(task: OneTask, title: str) -> str:
    """One line of the list: how many did it, how many could not, and the mean where enough said."""
    said = [ngettext("%(n)d answer", "%(n)d answers", len(task.answers)) % {"n": len(task.answers)}]
    if task.could_not:
        said.append(ngettext("%(n)d could not", "%(n)d could not", task.could_not) % {"n": task.could_not})
    given = sum(one.rating is not None for one in task.answers)
    if task.average is not None and given >= AVERAGE_FROM:
        said.append(_("%(mean)s of 5 on average") % {"mean": f"{task.average:.1f}"})
    return f"- **{title}**: {', '.join(said)}"


def _quotes(answers: list[PilotAnswer], name: str) -> tuple[list[str], list[Quoted]]:
    """Words whose writers allowed it, without their names; and the same with the numbers of their answers."""
    found = [one for one in answers if one.may_quote and getattr(one, name)][-QUOTES_MOST:]
    quoted = [(one.pk, _as_quote(getattr(one, name))) for one in found]
    return [quote for _pk, quote in quoted], quoted


def _as_quote(words: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in words.splitlines())


@transaction.atomic
def edit(occurrence: Occurrence, words: str, *, edition: int, by: Member) -> None:
    """Keep other words. Raises NotNow, NoReport, ChangedMeanwhile."""
    check(may_manage(by))
    current, pilot = _locked(occurrence.pk)
    check(may_report(current, pilot))
    _keep(current, pilot, words, edition=edition, by=by)


def _keep(occurrence: Occurrence, pilot: Pilot, words: str, *, edition: int, by: Member) -> None:
    words = words.replace("\x00", "").replace("\r\n", "\n").strip()
    if not words:
        raise NoReport(_("Write the report first."))
    if len(words) > REPORT_MAX:
        raise NoReport(_("Write at most %(most)d characters.") % {"most": REPORT_MAX})
    if pilot.edition != edition:
        raise ChangedMeanwhile
    if pilot.report == words:
        return
    pilot.report, pilot.edition = words, edition + 1
    pilot.drafted_at = pilot.drafted_at or timezone.now()
    pilot.save(update_fields=["report", "edition", "drafted_at"])
    record("pilot.report_edited", actor=by, subject=occurrence)


@transaction.atomic
def publish(occurrence: Occurrence, words: str, *, edition: int, for_all: bool, by: Member) -> None:
    """Publish it as typed, to the group, or to all who see the space as a thread; pressed twice it is there once.

    Raises NotNow, NoReport, ChangedMeanwhile.
    """
    check(may_manage(by))
    current, pilot = _locked(occurrence.pk)
    if pilot.reported_at is not None:
        return
    check(may_report(current, pilot))
    _keep(current, pilot, words, edition=edition, by=by)
    check(_quotes_stand(pilot))
    if for_all:
        _start_thread(current, pilot, by=by)
    space = current.program.space
    pilot.html = render(pilot.report, ThreadResolver(Thread(space=space)), prefix="p-").html
    pilot.reported_at, pilot.reported_by, pilot.quoted = timezone.now(), by, []
    pilot.save(update_fields=["html", "reported_at", "reported_by", "quoted"])
    _count_again(current)
    record("pilot.reported", actor=by, subject=current, for_all=for_all)


def _quotes_stand(pilot: Pilot) -> Refusal | None:
    """Whether whoever's words still stand there says just these, and lets them be quoted: none took them back."""
    rows = PilotAnswer.objects.filter(pk__in=[pk for pk, _quote in pilot.quoted], may_quote=True)
    said = {_as_quote(words) for one in rows for words in (one.helped, one.hindered, one.words) if words}
    if any(quote in pilot.report and quote not in said for _pk, quote in pilot.quoted):
        return Refusal(_("Somebody does not want to be quoted any more. Draft it anew, or take those words out."))
    return None


def _start_thread(occurrence: Occurrence, pilot: Pilot, *, by: Member) -> None:
    space = occurrence.program.space
    if space is None:
        raise NotNow(Refusal(_("Say in which space it is published.")))
    check(may_start(by, space))
    with translation.override(Installation.current().language):
        title = _("How the pilot went: %(name)s") % {"name": occurrence.name}
    occurrence.thread = start_thread(
        space, by=by, title=title[:200], source=pilot.report, key=f"pilot:{occurrence.pk}"
    )  # fmt: skip
    occurrence.save(update_fields=["thread"])


def _count_again(occurrence: Occurrence) -> None:
    """What was counted when it ended is counted with what was said since; what somebody said by hand stays."""
    if occurrence.result_by_id is None and occurrence.program.goal != Goal.OWN:
        number = occurrence.program.kind.counted(occurrence, occurrence.program.goal)
        if number is not None:
            occurrence.result_number, occurrence.result_at = number, occurrence.result_at or timezone.now()
            occurrence.save(update_fields=["result_number", "result_at"])
