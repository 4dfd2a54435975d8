"""Where a list goes on: after one moment and one id, so that new things neither repeat nor hide rows."""

import datetime as dt
import re
from typing import NamedTuple

from django.db.models import Model, Q, QuerySet
from django.http import Http404

_SHAPE = re.compile(r"\A([0-9]{1,17})-([1-9][0-9]{0,17})\Z")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)


class Cursor(NamedTuple):
    """The last thing shown: its moment and its id."""

    at: dt.datetime
    pk: int

    def __str__(self) -> str:
        return f"{(self.at - _EPOCH) // _MICROSECOND}-{self.pk}"

    def below[M: Model](self, rows: "QuerySet[M]", field: str) -> "QuerySet[M]":
        """Of rows ordered by `-field, -id` those after this one; an index on both is used from here on."""
        return rows.filter(**{f"{field}__lte": self.at}).filter(Q(**{f"{field}__lt": self.at}) | Q(pk__lt=self.pk))

    def above[M: Model](self, rows: "QuerySet[M]", field: str) -> "QuerySet[M]":
        """Of rows ordered by `field, id` those after this one."""
        return rows.filter(**{f"{field}__gte": self.at}).filter(Q(**{f"{field}__gt": self.at}) | Q(pk__gt=self.pk))


def cursor_from(text: str | None) -> Cursor | None:
    """The cursor in an address; None without one. Raises Http404 for what no page of ours links to."""
    if not text:
        return None
    found = _SHAPE.match(text)
    if not found:
        raise Http404
    return Cursor(_EPOCH + int(found[1]) * _MICROSECOND, int(found[2]))
