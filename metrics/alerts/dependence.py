"""A community that rests on few."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, ClassVar

from django.db.models import Q, Sum
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from metrics.alerts.alert import Alert, Found, Look, Reason, Remedy, Threshold, Verdict
from metrics.alerts.models import Severity
from metrics.alerts.remedies import is_not, is_so, people
from metrics.rollups.models import MemberDay

if TYPE_CHECKING:
    from metrics.alerts.models import Finding

DAYS, TOP = 28, 5
LEAST_REPLIES, LEAST_REPLIERS = 50, 10
GRAVE = 15


class DependenceOnFew(Alert):
    """Five write most of it, or one person most of the replies."""

    key = "dependence"
    name = _("Dependence on few")
    question = _("Would it go on if a few people were away?")
    opens = _(
        "In the last 28 days the five who wrote most wrote %(opens)s %% or more of all posts, or one person wrote "
        "%(one_opens)s %% or more of all replies."
    )
    closes = _("The five wrote %(closes)s %% or less, and nobody more than %(one_closes)s %% of the replies.")
    quiet = _("Silent below %(least)s people who wrote and 100 posts; of one person, below 50 replies by 10 people.")
    thresholds: ClassVar = (
        Threshold("opens", _("Opens at this share of the five, in percent"), 65, 20, 100),
        Threshold("closes", _("Closes at this share of the five, in percent"), 55, 10, 99),
        Threshold("one_opens", _("Opens at this share of one person’s replies, in percent"), 50, 15, 100),
        Threshold("one_closes", _("Closes at this share of one person’s replies, in percent"), 40, 10, 99),
        Threshold("least", _("People who must have written"), 25, 10, 1000),
    )
    ordered: ClassVar = (("opens", "closes"), ("one_opens", "one_closes"))
    sentences: ClassVar = {
        "top": ngettext_lazy(
            "The five who wrote most wrote %(percent)d %% of all posts of the last 28 days, out of %(n)d person.",
            "The five who wrote most wrote %(percent)d %% of all posts of the last 28 days, out of %(n)d people.", "n",
        ),
        "one": ngettext_lazy(
            "One person wrote %(percent)d %% of all replies of the last 28 days, out of %(n)d reply.",
            "One person wrote %(percent)d %% of all replies of the last 28 days, out of %(n)d replies.", "n",
        ),
    }  # fmt: skip
    icon = "users"

    def look(self, look: Look) -> list[Found]:
        """Every space, and all of them together."""
        rows = MemberDay.objects.filter(day__gt=look.start(DAYS + 1).date(), day__lte=look.day)
        rows = rows.filter(Q(space=None) | Q(space__archived_at=None, space__deleted_at=None))
        sums = rows.filter(Q(threads__gt=0) | Q(replies__gt=0)).values_list("space_id", "member_id").order_by()
        posts: dict[int | None, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        replies: dict[int | None, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for space, member, started, replied in sums.annotate(Sum("threads"), Sum("replies")):
            for place in {space, None}:
                posts[place][member] += started + replied
                replies[place][member] += replied
        told = [self._place(look, place, posts[place], replies[place]) for place in posts]
        return [one for one in told if one is not None]

    def _place(
        self, look: Look, space: int | None, posts: dict[int, int], replies: dict[int, int]
    ) -> Found | None:  # fmt: skip
        signs: list[tuple[Reason, int, int]] = []
        all_posts, all_replies = sum(posts.values()), sum(replies.values())
        if len(posts) >= look["least"] and all_posts >= 100:
            share = 100 * sum(sorted(posts.values())[-TOP:]) / all_posts
            reason = {"is": "top", "percent": round(share), "n": len(posts)}
            signs.append((reason, _side(share, look["opens"], look["closes"]), round(share) - look["opens"]))
        if all_replies >= LEAST_REPLIES and sum(1 for count in replies.values() if count) >= LEAST_REPLIERS:
            share = 100 * max(replies.values()) / all_replies
            reason = {"is": "one", "percent": round(share), "n": all_replies}
            signs.append(
                (reason, _side(share, look["one_opens"], look["one_closes"]), round(share) - look["one_opens"])
            )
        if not signs:
            return None
        worst = max(side for _reason, side, _beyond in signs)
        reasons = [reason for reason, side, _beyond in signs if side or not worst]
        grave = any(beyond >= GRAVE for _reason, _side, beyond in signs)
        verdict = (Verdict.CLEARS, Verdict.HOLDS, Verdict.OPENS)[worst]
        return Found(space, verdict, reasons, Severity.ACT if grave else Severity.WATCH)

    def remedy(self, finding: Finding) -> Remedy:
        """Members who know answers and have written little lately, to be asked."""
        space = finding.space_id if finding.space_id is not None else 0
        able = is_so("answered", space=space, times=1, since=365)
        busy = is_not("replied", space=space, times=10, since=30)
        return Remedy(_("See who could take a part"), people(able, busy))


def _side(value: float, opens: int, closes: int) -> int:
    """0: well, 1: between, 2: it opens."""
    return 2 if value >= opens else int(value > closes)
