"""What rules can ask about why and by whom somebody came, and whom they brought."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from members.invitations.models import Application, Invitation
from members.invitations.referrals import Referral
from members.profiles.models import Member
from members.segments.activity import so_often
from members.segments.fields import from_when, since, times, word
from members.segments.predicates import Predicate, Said, Values, at_least, register
from members.segments.profile import JOINING, day

LONGEST = 200


def _stayed(values: Values, now: datetime) -> QuerySet[Referral]:
    """Referrals that came to something."""
    found: QuerySet[Referral] = Referral.objects.counted().filter(**from_when("activated_at", values["since"], now))
    return found


def _brought(values: Values, now: datetime) -> Q:
    return at_least(_stayed(values, now), "referrer", values["times"])


def _how_many(member: Member, values: Values) -> Said | None:
    mine = _stayed(values, timezone.now()).filter(referrer=member)
    return so_often(mine.count(), mine.aggregate(last=Max("activated_at"))["last"])


def _said(values: Values, now: datetime) -> Q:
    """In an application, or to the question of a founding group."""
    asked = Application.objects.filter(invitation__used_by=OuterRef("pk"), answer__icontains=values["word"])
    expected = Invitation.objects.filter(used_by=OuterRef("pk"), expectation__icontains=values["word"])
    return Q(Exists(asked)) | Q(Exists(expected))


def _words(member: Member, values: Values) -> Said | None:
    came = Invitation.objects.filter(used_by=member).select_related("application").first()
    if came is None:
        return None
    application = getattr(came, "application", None)
    said = came.expectation or (application.answer if application else "")
    return gettext("“%(word)s”") % {"word": Truncator(" ".join(said.split())).chars(LONGEST)}


def _was_brought(values: Values, now: datetime) -> Q:
    return Q(Exists(Referral.objects.filter(member=OuterRef("pk"))))


def _by_whom(member: Member, values: Values) -> Said | None:
    found = Referral.objects.filter(member=member).select_related("referrer").first()
    if found is None:
        return None
    return gettext("by %(name)s, on %(day)s") % {"name": found.referrer.name, "day": day(found.came_at)}


register(Predicate(
    "brought", JOINING,
    ngettext_lazy(
        "brought at least {times} member who stayed {since}", "brought at least {times} members who stayed {since}",
        "times",
    ),
    {"times": times(), "since": since()}, _brought, _how_many,
    ngettext_lazy(
        "brought nobody who stayed {since}", "brought fewer than {times} members who stayed {since}", "times"
    ),
))  # fmt: skip
register(Predicate(
    "came_because", JOINING, _("wrote {word} when asked what brings them"), {"word": word(_("Word"))}, _said, _words,
    _("did not write {word} when asked what brings them"),
))  # fmt: skip
register(Predicate(
    "was_brought", JOINING, _("were brought by a member"), {}, _was_brought, _by_whom,
    _("came without being brought by a member"),
))  # fmt: skip
