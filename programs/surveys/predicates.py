"""What rules can ask about surveys: who was asked, what was said with a name. Anonymous answers are nobody's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Exists, Max, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.profiles.models import Member
from members.segments.fields import Offered, from_when, one_of, since, word
from members.segments.predicates import Predicate, Said, Values, register
from members.segments.profile import day
from programs.series.models import Program
from programs.surveys.models import Asked
from programs.surveys.sheets import NamedSheet

FAMILY = _("Surveys")
ANY = 0


def _named() -> Iterable[tuple[int, str]]:
    """Surveys that ask with names: of those alone anything is known."""
    named = NamedSheet.objects.values("occurrence__program")
    either = Q(survey__is_anonymous=False) | Q(pk__in=named)
    return Program.objects.filter(either, format="survey").order_by("title").values_list("pk", "title")


def _every() -> Iterable[tuple[int, str]]:
    return Program.objects.filter(format="survey").order_by("title").values_list("pk", "title")


NAMED = Offered({ANY: _("any survey with names")}, _named)
EVERY = Offered({ANY: _("any survey")}, _every)


def _of(values: Values) -> dict[str, Any]:
    return {} if values["survey"] == ANY else {"occurrence__program": values["survey"]}


def _asked(values: Values, now: datetime) -> QuerySet[Asked]:
    moments = from_when("day", values["since"], now)
    return Asked.objects.filter(**_of(values), **{name: at.date() for name, at in moments.items()})


def _was_asked(values: Values, now: datetime) -> Q:
    return Q(Exists(_asked(values, now).filter(member=OuterRef("pk"))))


def _asked_on(member: Member, values: Values) -> Said | None:
    last = _asked(values, timezone.now()).filter(member=member).aggregate(last=Max("day"))["last"]
    return gettext("on %(day)s") % {"day": day(datetime.combine(last, datetime.min.time()))} if last else None


def _scored(values: Values) -> QuerySet[NamedSheet]:
    return NamedSheet.objects.filter(**_of(values), score__gte=values["least"], score__lte=values["most"])


def _has_scored(values: Values, now: datetime) -> Q:
    return Q(Exists(_scored(values).filter(member=OuterRef("pk"))))


def _score_of(member: Member, values: Values) -> Said | None:
    sheet = _scored(values).filter(member=member).order_by("-at").first()
    return gettext("%(score)d, on %(day)s") % {"score": sheet.score or 0, "day": day(sheet.at)} if sheet else None


def _worded(values: Values) -> QuerySet[Any]:
    sheets: QuerySet[Any] = NamedSheet.objects.annotate(words=Cast("answers", TextField()))
    return sheets.filter(**_of(values), words__icontains=values["word"])


def _has_worded(values: Values, now: datetime) -> Q:
    return Q(Exists(_worded(values).filter(member=OuterRef("pk"))))


def _number(label: Any, initial: int) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=10, initial=initial)


register(Predicate(
    "survey_asked", FAMILY, _("were asked by {survey} {since}"),
    {"survey": one_of(_("Survey"), EVERY, number=True), "since": since()}, _was_asked, _asked_on,
    _("were not asked by {survey} {since}"),
))  # fmt: skip
register(Predicate(
    "survey_scored", FAMILY, _("answered {survey} with a score from {least} to {most}"),
    {
        "survey": one_of(_("Survey"), NAMED, number=True), "least": _number(_("From"), 0),
        "most": _number(_("To"), 6),
    },
    _has_scored, _score_of, _("did not answer {survey} with a score from {least} to {most}"),
))  # fmt: skip
register(Predicate(
    "survey_worded", FAMILY, _("answered {survey} with {word}"),
    {"survey": one_of(_("Survey"), NAMED, number=True), "word": word(_("Word"))}, _has_worded,
    denied=_("did not answer {survey} with {word}"),
))  # fmt: skip
