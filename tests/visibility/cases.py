"""What arguments of addresses about moderation are filled with, and what opening a case writes."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django.db.models import Model

from community.posts.models import Revision
from moderation.appeals.links import token_for
from moderation.appeals.models import Appeal
from moderation.escalation.matrix import Rung
from moderation.escalation.models import Escalation, EscalationCall
from moderation.reports.models import Report
from moderation.review.cases import Case
from moderation.review.decisions import Decision
from moderation.rota.away import Away
from moderation.rota.patterns import ShiftPattern
from moderation.rota.shifts import Shift
from moderation.sanctions.models import Sanction
from moderation.screening.rules import ActingRule
from moderation.transparency.reports import TransparencyReport
from programs.amas.models import AmaAnswer, AmaQuestion
from programs.challenges.models import ChallengeEntry
from programs.contributions.models import Contribution
from tests.visibility.speakers import NOBODY

if TYPE_CHECKING:
    from tests.visibility.village import Village


def _all(model: Any) -> Callable[["Village"], list[Any]]:
    """Every row there is, and none."""
    return lambda _village: [*model.objects.order_by("pk").values_list("pk", flat=True), NOBODY]


OF_MODERATION: dict[str, Callable[["Village"], list[Any]]] = {
    "case_id": _all(Case),
    "decision_id": _all(Decision),
    "appeal_id": _all(Appeal),
    "escalation_id": _all(Escalation),
    "rung_id": _all(Rung),
    "rule_id": _all(ActingRule),
    "shift_id": _all(Shift),
    "pattern_id": _all(ShiftPattern),
    "away_id": _all(Away),
    "sanction_id": _all(Sanction),
    "year": lambda v: [TransparencyReport.objects.get().year, 1999],
    "pk": lambda v: [1, 2],
}
_CLAIM = ("moderation_case", "moderation_caselook", "members_activity")
CLAIMS: dict[str, tuple[str, ...]] = {}
"""What opening an address may write beside what everybody's visit does: a claim, and the look into a private place."""


def _claims() -> Iterator[tuple[str, tuple[str, ...]]]:
    from tests.house.source import addresses

    for address in addresses():
        if address.name in ("case", "case_beside", "appeal_case"):
            yield str(address), _CLAIM
            yield f"{address} as a fragment", _CLAIM
        if address.name.startswith("api_health"):  # when a key was last used
            yield str(address), ("metrics_healthkey",)
        if address.name == "newsletter_go":  # that somebody went on is counted, not who
            yield str(address), ("programs_newsletterpart",)
            yield f"{address} as a fragment", ("programs_newsletterpart",)


def tokens_of_cases() -> list[str]:
    """A receipt, the address in a letter to who can appeal, and the one in a letter that escalates."""
    receipts = Report.objects.exclude(receipt="").values_list("receipt", flat=True)
    decisions = Decision.objects.filter(in_force_at__isnull=False).order_by("pk")
    return [*receipts, *(token_for(one) for one in decisions), *(one.token for one in EscalationCall.objects.all()[:2])]


def above(village: "Village") -> dict[str, int]:
    """What only the owner may know of: a case about the manager, and what came of another."""
    about = village.member("community_manager")
    appeal = Appeal.objects.get(by=about)
    case = Case.objects.get(about=about, closed_at=None, subject_type="post")
    return {
        "case_id": case.pk,
        "decision_id": appeal.decision_id,
        "appeal_id": appeal.pk,
        "escalation_id": Escalation.objects.get(case=case).pk,
        "sanction_id": Sanction.objects.get(member=about).pk,
    }


def reported_thing(village: "Village", kind: str, pk: int) -> int:
    """One of two things of a kind: among a few, or in the open."""
    few: dict[str, tuple[Model, Model]] = {
        "post": (village.private.posts.get(number=2), village.public.posts.get(number=2)),
        "line": (village.rooms[1].lines.earliest("pk"), village.rooms[0].lines.earliest("pk")),
        "guide": (village.guides[1], village.guides[0]),
        "message": (village.talks[0].messages.earliest("pk"), village.talks[1].messages.earliest("pk")),
        "appeal": (Appeal.objects.earliest("pk"), Appeal.objects.latest("pk")),
        "member": (village.member("member"), village.muted),
        "ama_question": (AmaQuestion.objects.earliest("pk"), AmaQuestion.objects.latest("pk")),
        "ama_answer": (AmaAnswer.objects.earliest("pk"), AmaAnswer.objects.latest("pk")),
        "challenge_entry": (ChallengeEntry.objects.earliest("pk"), ChallengeEntry.objects.get(title__endswith="open")),
        "contribution": (Contribution.objects.earliest("pk"), Contribution.objects.latest("pk")),
        "version": (Revision.objects.earliest("pk"), Revision.objects.get(post=village.revised)),
    }
    return int(few[kind][pk - 1].pk) if kind in few else NOBODY


CLAIMS.update(_claims())

KINDS = [
    *("members", "tags", "emoji", "post", "message", "member", "line", "guide", "appeal", "version"),
    *("ama_question", "ama_answer", "challenge_entry", "contribution"),
]
"""What addresses call kinds: of completions, and of things that are reported."""
