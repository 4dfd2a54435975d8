"""What rules can ask about prompts: who answered one, where every member can read it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.posts.models import Post
from community.predicates import OPENLY
from community.spaces.models import Made
from members.segments.activity import so_often
from members.segments.fields import from_when, since, times
from members.segments.predicates import Predicate, Said, Values, at_least, register

if TYPE_CHECKING:
    from members.profiles.models import Member


def _rows(values: Values, now: datetime) -> QuerySet[Any]:
    return Post.objects.filter(
        thread__kind=Made.PROMPT, thread__deleted_at=None, thread__space__visibility__in=OPENLY, number__gt=1,
        author__isnull=False, deleted_at=None, hidden_at=None, held_at=None,
        **from_when("created_at", values["since"], now),
    )  # fmt: skip


def _answered(values: Values, now: datetime) -> Q:
    return at_least(_rows(values, now), "author", values["times"])


def _why(member: Member, values: Values) -> Said | None:
    seen = _rows(values, timezone.now()).filter(author=member).aggregate(count=Count("pk"), last=Max("created_at"))
    return so_often(seen["count"], seen["last"])


register(Predicate(
    "prompt_answered", _("Programs"),
    ngettext_lazy("answered at least {times} prompt {since}", "answered at least {times} prompts {since}", "times"),
    {"times": times(), "since": since()}, _answered, _why,
    ngettext_lazy("answered no prompt {since}", "answered fewer than {times} prompts {since}", "times"),
))  # fmt: skip
