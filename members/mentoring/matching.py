"""Who is offered to whom: one question to the database with a score, asked by the clock until everybody has somebody.

A language in common 4 (needed, if the newcomer has said which), each interest in common 2, up to three; clocks at most
two hours apart 2, at most five 1; and up to 1 for the share of places a mentor has free.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf.locale import LANG_INFO
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from members.activity.log import record
from members.groups.models import GroupMembership
from members.mentoring.models import Mentor, MentoringRules, Mentorship
from members.profiles.describing import Describable
from members.profiles.keeping_away import apart
from members.profiles.models import Member, MemberQuerySet
from members.profiles.roles import Role
from members.profiles.showing import NOT_CHOSEN, language_name
from members.recognition.ladder import Step
from members.recognition.models import LevelStanding

if TYPE_CHECKING:
    from collections.abc import Sequence

NEW = timedelta(days=30)
"""So long after joining somebody is offered a mentor."""
SETTLING = timedelta(hours=1)
"""Who has said nothing of their interests is given this long to."""
BATCH, TRIES = 100, 5
NEAR, FAR = 2, 5

_MATCH = """
WITH zones AS MATERIALIZED (
  SELECT name, extract(epoch FROM utc_offset) / 3600 AS hours FROM pg_timezone_names WHERE name <> %(not_chosen)s
), load AS (
  SELECT mentor_id, count(*) AS taken FROM members_mentorship WHERE closed_at IS NULL GROUP BY mentor_id
), newcomer AS (
  SELECT n.id, n.joined_at, n.interests, zones.hours,
    CASE WHEN cardinality(n.languages) > 0 THEN n.languages WHEN n.language <> '' THEN ARRAY[n.language]
         ELSE ARRAY[]::varchar[] END AS spoken
  FROM members_member n LEFT JOIN zones ON zones.name = n.time_zone
  WHERE n.is_active AND n.confirmed_at IS NOT NULL AND n.role = %(member)s AND n.joined_at > %(new)s
    AND (n.joined_at < %(settled)s OR cardinality(n.interests) > 0)
    AND (n.suspended_until IS NULL OR n.suspended_until < %(now)s) AND NOT n.preferences @> '{"mentor": "none"}'
    AND NOT EXISTS (SELECT FROM members_mentorship p WHERE p.newcomer_id = n.id AND p.closed_at IS NULL)
    AND NOT EXISTS (SELECT FROM members_mentor o WHERE o.member_id = n.id)
), mentor AS (
  SELECT m.id, m.interests || m.expertise AS known, o.languages, o.capacity, coalesce(load.taken, 0) AS taken,
    zones.hours
  FROM members_mentor o JOIN members_member m ON m.id = o.member_id
  LEFT JOIN load ON load.mentor_id = m.id LEFT JOIN zones ON zones.name = m.time_zone
  WHERE o.resting_at IS NULL AND coalesce(load.taken, 0) < o.capacity AND m.is_active AND m.confirmed_at IS NOT NULL
    AND (m.suspended_until IS NULL OR m.suspended_until < %(now)s)
    AND (m.silenced_until IS NULL OR m.silenced_until < %(now)s)
    AND (EXISTS (SELECT FROM members_levelstanding l WHERE l.member_id = m.id AND l.step >= %(step)s)
      OR EXISTS (SELECT FROM members_groupmembership g WHERE g.member_id = m.id AND g.group_id = %(group)s))
)
SELECT newcomer.id, array_agg(fit.id ORDER BY fit.score DESC, fit.id)
FROM newcomer CROSS JOIN LATERAL (
  SELECT mentor.id,
    4 * (newcomer.spoken && mentor.languages)::int
    + 2 * least(3, (SELECT count(DISTINCT lower(word)) FROM unnest(newcomer.interests) word
                    WHERE lower(word) IN (SELECT lower(one) FROM unnest(mentor.known) one)))
    + CASE WHEN hours_apart <= %(near)s THEN 2 WHEN hours_apart <= %(far)s THEN 1 ELSE 0 END
    + (mentor.capacity - mentor.taken)::numeric / mentor.capacity AS score
  FROM mentor, LATERAL (SELECT abs(mentor.hours - newcomer.hours) AS hours_apart) clock
  WHERE (cardinality(newcomer.spoken) = 0 OR newcomer.spoken && mentor.languages)
    AND NOT EXISTS (SELECT FROM members_mentorship b WHERE b.newcomer_id = newcomer.id AND b.mentor_id = mentor.id)
) fit
GROUP BY newcomer.id, newcomer.joined_at ORDER BY newcomer.joined_at, newcomer.id LIMIT %(batch)s
"""


def able(members: MemberQuerySet, rules: MentoringRules) -> MemberQuerySet:
    """Of these members, those who can be mentors: by level, or by the group of mentors."""
    fit = Q(Exists(LevelStanding.objects.filter(member=OuterRef("pk"), step__gte=Step.MENTOR)))
    if rules.group_id:
        fit |= Q(Exists(GroupMembership.objects.filter(member=OuterRef("pk"), group=rules.group_id)))
    return members.filter(fit)


def may_mentor(member: Member, rules: MentoringRules | None = None) -> bool:
    """Whether a member can be a mentor."""
    return able(Member.objects.present().filter(pk=member.pk), rules or MentoringRules.current()).exists()


def waiting() -> dict[int, list[int]]:
    """Newcomers without anybody, the longest here first, each with the mentors who fit, the best first: one query."""
    rules, now = MentoringRules.current(), timezone.now()
    if rules.on_since is None:
        return {}
    asked: dict[str, Any] = {
        "not_chosen": NOT_CHOSEN, "member": Role.MEMBER, "new": now - NEW, "settled": now - SETTLING, "now": now,
        "step": int(Step.MENTOR), "group": rules.group_id, "near": NEAR, "far": FAR, "batch": BATCH,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_MATCH, asked)
        return dict(cursor.fetchall())


def offer_next() -> int:
    """Offer whoever waits to somebody; returns how many were offered. Two workers at once offer nobody twice."""
    return sum(_offer(newcomer, mentors) for newcomer, mentors in waiting().items())


@transaction.atomic
def _offer(newcomer_id: int, mentors: Sequence[int]) -> bool:
    """Offer one newcomer to the first of these who has a place, and from whom nobody of the two keeps away."""
    rows = Member.objects.get_queryset().select_for_update(no_key=True, skip_locked=True)
    newcomer = rows.filter(pk=newcomer_id).first()
    if newcomer is None or Mentorship.objects.open().filter(newcomer=newcomer_id).exists():
        return False
    for pk in _not_apart(newcomer, mentors)[:TRIES]:
        locked = Mentor.objects.select_for_update(of=("self",), skip_locked=True).select_related("member")
        mentor = locked.filter(member=pk, resting_at=None).first()
        if mentor is None:
            continue
        # Counted again under the lock: another worker may have offered somebody to the same mentor.
        if Mentorship.objects.open().filter(mentor=pk).count() >= mentor.capacity:
            continue
        made = Mentorship.objects.create(newcomer=newcomer, mentor=mentor.member)
        record("mentorship.offered", subject=made, mentor=pk)
        return True
    return False


def _not_apart(newcomer: Member, mentors: Sequence[int]) -> list[int]:
    """Of these, in their order, those with whom the newcomer is not apart."""
    people = Member.objects.get_queryset().filter(pk__in=mentors).only("pk", "role")
    away = {one for pair in apart([newcomer, *people]) if newcomer.pk in pair for one in pair}
    return [pk for pk in mentors if pk not in away]


@transaction.atomic
def lapse_next(most: int = BATCH) -> int:
    """Take back what nobody has answered in time, or whose people cannot any more; returns how many."""
    now = timezone.now()
    late = Q(accepted_at=None, answer_by__lte=now)
    gone = Q(mentor__is_active=False) | Q(newcomer__is_active=False) | Q(mentor__suspended_until__gt=now)
    rows = Mentorship.objects.open().filter(late | gone).order_by("answer_by", "pk")
    found = list(rows.select_for_update(of=("self",), skip_locked=True)[:most])
    for pair in found:
        pair.lapse()
    return len(found)


@dataclass(frozen=True)
class Fits:
    """Why two fit together, in words for both."""

    languages: list[str]
    interests: list[str]
    is_near: bool

    @property
    def words(self) -> list[str]:
        """A line for each reason."""
        said = [_("You both speak %(language)s.") % {"language": name} for name in self.languages]
        if self.interests:
            said.append(_("You both care about %(interests)s.") % {"interests": ", ".join(self.interests)})
        return [*said, _("Your clocks show nearly the same time.")] if self.is_near else said


def fits(pair: Mentorship, mentor: Mentor | None) -> Fits:
    """What the two have in common by now; the profiles are theirs to change."""
    new, old = pair.newcomer, pair.mentor
    spoken = new.languages or [new.language]
    offered = mentor.languages if mentor else old.languages
    common = [language_name(code) for code in spoken if code and code in offered and code in LANG_INFO]
    known = {word.lower() for word in [*old.interests, *old.expertise]}
    return Fits(common, [word for word in new.interests if word.lower() in known][:3], _is_near(new, old))


def _is_near(one: Describable, other: Describable) -> bool:
    if NOT_CHOSEN in (one.time_zone, other.time_zone):
        return False
    here, there = (timezone.now().astimezone(member.zone).utcoffset() for member in (one, other))
    return here is not None and there is not None and abs(here - there) <= timedelta(hours=NEAR)
