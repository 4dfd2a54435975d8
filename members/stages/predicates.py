"""What rules can ask about stages."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.segments.fields import one_of
from members.segments.predicates import Predicate, Said, Values, register
from members.segments.profile import day
from members.stages.models import Stage, Standing
from members.stages.ruling import ASKS_THE_STAGE

if TYPE_CHECKING:
    from members.profiles.models import Member


def _at(values: Values, now: datetime) -> Q:
    """Who stands nowhere yet is aware."""
    mine = Standing.objects.filter(member=OuterRef("pk"))
    if values["stage"] == Stage.AWARE:
        return Q(~Exists(mine.exclude(stage=Stage.AWARE)))
    return Q(Exists(mine.filter(stage=values["stage"])))


def _since(member: Member, values: Values) -> Said | None:
    since = Standing.objects.filter(member=member).values_list("since", flat=True).first()
    return gettext("since %(day)s") % {"day": day(since)} if since else None


register(Predicate(
    ASKS_THE_STAGE, _("Stage"), _("are at the stage: {stage}"),
    {"stage": one_of(_("Stage"), lambda: Stage.choices)}, _at, _since, _("are not at the stage: {stage}"),
))  # fmt: skip
