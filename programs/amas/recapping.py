"""The recap: a summary in the host's words and the best answers; in one step it becomes a guide with its sources."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from community.chat.writing import LineResolver
from community.guides.citing import Cited
from community.guides.models import Guide
from community.guides.writing import begin_guide
from config.lib.markup import PostTooLong, render
from members.activity.log import record
from members.duties.models import Duty
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal, check
from programs.amas.addresses import page_of
from programs.amas.answering import NothingSaid
from programs.amas.models import SUMMARY_MAX, AmaAnswer, AmaPlan, AmaQuestion, AmaRecap
from programs.amas.permissions import may_lead, may_make_guide
from programs.amas.phases import plan_of
from programs.amas.telling import turned
from programs.series.occurrences import Occurrence

BEST_MOST = 10


@transaction.atomic
def sum_up(occurrence: Occurrence, *, by: Member, source: str, best: Sequence[int]) -> AmaRecap:
    """Write the recap, or change it; `best` are numbers of answered questions.

    Raises NotNow, NothingSaid, PostTooLong.
    """
    current = Occurrence.objects.locked(occurrence.pk)
    check(may_lead(by, current))
    if current.closed_at is None:
        raise NotNow(Refusal(_("A recap is written when the AMA is over.")))
    source = source.replace("\r\n", "\n").replace("\x00", "").strip()
    if not source:
        raise NothingSaid
    if len(source) > SUMMARY_MAX:
        raise PostTooLong(len(source), SUMMARY_MAX)
    answered = AmaQuestion.objects.open().apart().filter(occurrence=current, answered_at__isnull=False)
    known = set(answered.filter(number__in=best).values_list("number", flat=True))
    chosen = [number for number in dict.fromkeys(best) if number in known][:BEST_MOST]
    said = {"source": source, "html": render(source, LineResolver()).html, "best": chosen, "written_by": by}
    recap, _new = AmaRecap.objects.update_or_create(occurrence=current, defaults=said)
    record("ama.recap_written", actor=by, subject=recap, occurrence=current.pk)
    for duty in Duty.objects.open().filter(key=f"ama-recap:{current.pk}"):
        duty.finish(by=by)
    turned(current)
    return recap


@transaction.atomic
def into_guide(recap: AmaRecap, *, by: Member) -> Guide:
    """Make a guide of it, as a draft; pressed twice it is one guide. Raises NotNow."""
    occurrence = Occurrence.objects.locked(recap.occurrence_id)
    current = AmaRecap.objects.select_for_update(of=("self",)).select_related("guide").get(pk=recap.pk)
    check(may_make_guide(by, occurrence, current.guide))
    if current.guide is not None:
        return current.guide
    title, source = _written(current, occurrence, plan_of(occurrence.program))
    cited = [Cited(url=f"{settings.PUBLIC_URL}{page_of(occurrence)}", title=title[:200])]
    current.guide = begin_guide(
        by=by, title=title, source=source, space=occurrence.program.space, cited=cited, key=f"ama:{occurrence.pk}"
    )
    current.save(update_fields=["guide"])
    record("ama.recap_became_guide", actor=by, subject=current, guide=current.guide.pk)
    return current.guide


def _written(recap: AmaRecap, occurrence: Occurrence, plan: AmaPlan) -> tuple[str, str]:
    """Title and text: the summary, then each of the best questions with its answer. Who asked is not named."""
    space = occurrence.program.space
    with translation.override(space.language if space and space.language else translation.get_language()):
        title = _("%(title)s: what %(guest)s answered") % {"title": occurrence.name, "guest": plan.named}
    numbers = {number: place for place, number in enumerate(recap.best)}
    rows = AmaQuestion.objects.open().filter(occurrence=occurrence, number__in=recap.best)
    questions = sorted(rows, key=lambda one: numbers[one.number])
    said: dict[int, list[str]] = {}
    for answer in AmaAnswer.objects.open().filter(question__in=questions).order_by("pk"):
        said.setdefault(answer.question_id, []).append(answer.source)
    parts = [recap.source]
    parts += ["\n\n".join([f"## {one.words}", *said.get(one.pk, [])]) for one in questions]
    return title[:200], "\n\n".join(parts)[:50_000]
