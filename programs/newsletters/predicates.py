"""What rules can ask about newsletters: who was sent one. Who read it is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, Max, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.segments.fields import Offered, from_when, one_of, since
from members.segments.predicates import Predicate, Said, Values, register
from members.segments.profile import day
from programs.newsletters.models import KEY
from programs.newsletters.rows import NewsletterLetter
from programs.series.models import Program

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from members.profiles.models import Member

ANY = 0


def _every() -> Iterable[tuple[int, str]]:
    return Program.objects.filter(format=KEY).order_by("title").values_list("pk", "title")


EVERY = Offered({ANY: _("any newsletter")}, _every)


def _sent(values: Values, now: datetime) -> Any:
    which = {} if values["newsletter"] == ANY else {"issue__occurrence__program": values["newsletter"]}
    return NewsletterLetter.objects.filter(
        **which, **from_when("sent_at", values["since"], now), sent_at__isnull=False, is_test=False
    )


def _was_sent(values: Values, now: datetime) -> Q:
    return Q(Exists(_sent(values, now).filter(member=OuterRef("pk"))))


def _sent_on(member: Member, values: Values) -> Said | None:
    last = _sent(values, timezone.now()).filter(member=member).aggregate(last=Max("sent_at"))["last"]
    return gettext("on %(day)s") % {"day": day(last)} if last else None


register(Predicate(
    "newsletter_sent", _("Newsletters"), _("were sent {newsletter} {since}"),
    {"newsletter": one_of(_("Newsletter"), EVERY, number=True), "since": since()}, _was_sent, _sent_on,
    _("were not sent {newsletter} {since}"),
))  # fmt: skip
