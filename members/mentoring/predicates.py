"""What rules can ask about mentors."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.mentoring.models import Mentor, Mentorship
from members.profiles.models import Member
from members.segments.predicates import Predicate, Said, Values, register
from members.segments.profile import day

FAMILY = _("Mentors")


def _has(values: Values, now: datetime) -> Q:
    return Q(Exists(Mentorship.objects.running().filter(newcomer=OuterRef("pk"))))


def _has_since(member: Member, values: Values) -> Said | None:
    pair = Mentorship.objects.running().filter(newcomer=member).first()
    since = pair.accepted_at if pair is not None else None
    return gettext("since %(day)s") % {"day": day(since)} if since is not None else None


def _is(values: Values, now: datetime) -> Q:
    return Q(Exists(Mentor.objects.filter(member=OuterRef("pk"))))


def _is_since(member: Member, values: Values) -> Said | None:
    mentor = Mentor.objects.filter(member=member).first()
    return gettext("since %(day)s") % {"day": day(mentor.since)} if mentor is not None else None


register(Predicate("has_mentor", FAMILY, _("have a mentor"), {}, _has, _has_since, _("have no mentor")))
register(Predicate("is_mentor", FAMILY, _("are mentors"), {}, _is, _is_since, _("are no mentors")))
