"""What each ambassador did in a quarter, counted from the log, and the things behind the numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, Case, Count, F, Q, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.activity.models import Activity
from members.ambassadors.models import Ambassador
from members.recognition.evidence import PROOFS, Thing

if TYPE_CHECKING:
    from config.lib.audience import Viewer
    from members.profiles.models import Member
    from members.segments.predicates import Said

LOOKED_THROUGH, SHOWN = 2000, 100
FIRST_YEAR = 2000


@dataclass(frozen=True)
class Quarter:
    """Three months of a year."""

    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime) -> Quarter:
        """The quarter of a moment, in the reader's time zone."""
        day = timezone.localtime(moment)
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def read(cls, text: str) -> Quarter:
        """What an address says, such as 2026-4; anything else, or what has not come yet, is the quarter of now."""
        now = cls.of(timezone.now())
        year, _dash, number = text.partition("-")
        if not (text.isascii() and year.isdigit() and len(year) == 4 and number in ("1", "2", "3", "4")):
            return now
        asked = cls(int(year), int(number))
        return asked if asked.year >= FIRST_YEAR and asked.begins_at <= timezone.now() else now

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"

    @property
    def label(self) -> str:
        """As people say it."""
        return _("Quarter %(number)s of %(year)s") % {"number": self.number, "year": self.year}

    @property
    def begins_at(self) -> datetime:
        """Its first moment."""
        return datetime(self.year, 3 * self.number - 2, 1, tzinfo=timezone.get_current_timezone())

    @property
    def ends_at(self) -> datetime:
        """The first moment after it."""
        return self.after.begins_at if self.number < 4 else self.begins_at.replace(year=self.year + 1, month=1)

    @property
    def before(self) -> Quarter:
        """The one before."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    @property
    def after(self) -> Quarter:
        """The one after."""
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)

    @property
    def next(self) -> Quarter | None:
        """The one after, if it has begun."""
        return self.after if self.after.begins_at <= timezone.now() else None


@dataclass(frozen=True)
class Deed:
    """One column: which activities count, for whom, and where the things themselves are found."""

    key: str
    label: Said
    verb: str
    whom: str = ""
    """The fact that names whose it is; empty: who did it."""
    proof: str = ""
    where: Mapping[str, int] = field(default_factory=dict)
    """What else has to be so of the activity."""


DEEDS = (
    Deed("threads", gettext_lazy("Threads started"), "thread.started", proof="started"),
    Deed("replies", gettext_lazy("Replies written"), "post.created", proof="replied", where={"facts__number__gt": 1}),
    Deed("answers", gettext_lazy("Answers accepted"), "answer.accepted", whom="author", proof="answered"),
    Deed("thanks", gettext_lazy("Thanks received"), "thanks.given", whom="member", proof="thanked"),
    Deed("welcomed", gettext_lazy("Members brought who stayed"), "referral.activated", whom="referrer"),
)


@dataclass(frozen=True)
class Cell:
    """One number, and what is behind it."""

    deed: Deed
    count: int

    @property
    def has_proof(self) -> bool:
        """Whether there is something to look at."""
        return bool(self.count and self.deed.proof)


@dataclass(frozen=True)
class Line:
    """One ambassador with what they did."""

    ambassador: Ambassador
    cells: list[Cell]


def lines_of(ambassadors: Collection[Ambassador], quarter: Quarter) -> list[Line]:
    """What each of them did in a quarter: one query for all."""
    found = counts({one.member_id for one in ambassadors}, quarter)
    return [Line(one, [Cell(deed, found[one.member_id, deed.verb]) for deed in DEEDS]) for one in ambassadors]


def counts(members: Collection[int], quarter: Quarter) -> Counter[tuple[int, str]]:
    """How often each member is in the log for each deed."""
    wanted, by_fact = Q(pk__in=[]), []
    for deed in DEEDS:
        if deed.whom:
            wanted |= Q(verb=deed.verb, **{f"facts__{deed.whom}__in": list(members)})
            by_fact.append(When(verb=deed.verb, then=Cast(KeyTextTransform(deed.whom, "facts"), BigIntegerField())))
        else:
            wanted |= Q(verb=deed.verb, actor__in=list(members), **deed.where)
    rows = Activity.objects.filter(wanted, at__gte=quarter.begins_at, at__lt=quarter.ends_at)
    whose = Case(*by_fact, default=F("actor_id"), output_field=BigIntegerField())
    found: Iterable[Any] = rows.annotate(whose=whose).values("whose", "verb").order_by().annotate(times=Count("pk"))
    return Counter({(row["whose"], row["verb"]): row["times"] for row in found})


def things_of(member: Member, deed: Deed, quarter: Quarter, viewer: Viewer) -> list[Thing]:
    """What is behind a number, as far as this reader may see it; the latest first."""
    return list(islice(_things(member, deed, quarter, viewer), SHOWN))


def _things(member: Member, deed: Deed, quarter: Quarter, viewer: Viewer) -> Iterator[Thing]:
    proof = PROOFS[deed.proof]
    if proof.rows is None or proof.thing is None:
        return
    days = (timezone.now() - quarter.begins_at).days + 1
    rows = proof.rows(member, {"space": 0, "kind": "any", "times": 1, "since": days}, viewer)
    for row in rows[:LOOKED_THROUGH]:
        thing = proof.thing(row)
        if quarter.begins_at <= thing.at < quarter.ends_at:
            yield thing
