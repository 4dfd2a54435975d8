"""What members said and nobody answered: ideas without a status, surveys without a word."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from community.ideas.models import StatusChange, Vote
from community.spaces.models import Kind
from community.threads.models import Thread
from community.threads.planning import Status
from metrics.alerts.alert import Alert, Found, Look, Reason, Remedy, Threshold, Verdict
from metrics.alerts.models import Severity
from metrics.measures.withholding import LEAST
from programs.feedback.models import Feedback
from programs.surveys.models import Round

if TYPE_CHECKING:
    from metrics.alerts.models import Finding

KEPT, FORGOTTEN = 20, 180


class FeedbackIgnored(Alert):
    """Ideas with votes that nobody answers, and surveys of which nobody says what came of them."""

    key = "feedback-ignored"
    name = _("Feedback ignored")
    question = _("Does whoever says something hear what became of it?")
    opens = _(
        "%(opens)s ideas or more with at least %(votes)s votes have had no status for %(days)s days; or a survey that "
        "five people or more answered has been over for %(days)s days, nobody showed its results, and no “You said, we "
        "did” was published since."
    )
    closes = _("At most %(closes)s such idea and no such survey is left.")
    quiet = _("Ideas older than a year and surveys older than 180 days are not counted any more.")
    thresholds: ClassVar = (
        Threshold("opens", _("Opens from so many ideas"), 3, 1, 100),
        Threshold("closes", _("Closes at so many ideas"), 1, 0, 99),
        Threshold("votes", _("Votes an idea must have"), 3, 1, 100),
        Threshold("days", _("Days it may wait"), 30, 7, 179),
    )
    ordered: ClassVar = (("opens", "closes"),)
    sentences: ClassVar = {
        "ideas": ngettext_lazy(
            "%(n)d idea with votes has had no status for more than %(days)d days.",
            "%(n)d ideas with votes have had no status for more than %(days)d days.", "n",
        ),
        "surveys": ngettext_lazy(
            "Nobody has said for more than %(days)d days what came of %(n)d survey.",
            "Nobody has said for more than %(days)d days what came of %(n)d surveys.", "n",
        ),
        "answered": _("Ideas with votes have a status, and surveys an answer."),
    }  # fmt: skip
    icon = "message-square"

    def look(self, look: Look) -> list[Found]:
        """Every space with ideas, and all of them together; surveys together."""
        late: dict[int | None, list[int]] = defaultdict(list, {None: []})
        for space, thread in self._ideas(look):
            late[space].append(thread)
            late[None].append(thread)
        rounds = list(self._rounds(look))
        places = {*late, *(space for space in look.since)}
        return [self._place(look, space, late[space], rounds if space is None else []) for space in places]

    def _ideas(self, look: Look) -> Any:
        """Ideas as they stood at the end of the day, the one most people wait for first."""
        end = look.end
        voted = Vote.objects.filter(thread=OuterRef("pk"), at__lt=end)
        enough = voted.order_by().values("thread").annotate(n=Count("pk")).filter(n__gte=look["votes"])
        moved = StatusChange.objects.filter(thread=OuterRef("pk"), at__lt=end)
        ideas = Thread.objects.filter(
            Q(status=Status.OPEN) | Q(status_at__gte=end), Q(closed_at=None) | Q(closed_at__gte=end),
            kind=Kind.IDEA, deleted_at=None, held_at=None, merged_at=None, duplicate_of=None,
            created_at__lt=end - timedelta(days=look["days"]), created_at__gte=end - timedelta(days=365),
            space__archived_at=None, space__deleted_at=None,
        ).filter(~Exists(moved), Exists(enough))  # fmt: skip
        return ideas.order_by("-votes_count", "pk").values_list("space_id", "pk")

    def _rounds(self, look: Look) -> Any:
        """Surveys that are over for long enough and of which nobody said anything."""
        end = look.end
        said = Feedback.objects.filter(published_at__gte=OuterRef("occurrence__ends_at"), published_at__lt=end)
        rounds = Round.objects.filter(
            Q(shared_at=None) | Q(shared_at__gte=end), answers_count__gte=LEAST,
            occurrence__ends_at__lt=end - timedelta(days=look["days"]),
            occurrence__ends_at__gte=end - timedelta(days=FORGOTTEN),
        )  # fmt: skip
        return rounds.filter(~Exists(said)).order_by("pk").values_list("occurrence__program_id", flat=True)

    def _place(self, look: Look, space: int | None, ideas: list[int], rounds: list[int]) -> Found:
        count, reasons = len(ideas), list[Reason]()
        if count:
            reasons.append({"is": "ideas", "n": count, "days": look["days"], "threads": ideas[:KEPT]})
        if rounds:
            reasons.append({"is": "surveys", "n": len(rounds), "days": look["days"], "program": rounds[-1]})
        if count >= look["opens"] or rounds:
            severe = count >= 3 * look["opens"] or len(rounds) > 1
            return Found(space, Verdict.OPENS, reasons, Severity.ACT if severe else Severity.WATCH)
        if count > look["closes"]:
            return Found(space, Verdict.HOLDS, reasons)
        return Found(space, Verdict.CLEARS, reasons or [{"is": "answered"}])

    def remedy(self, finding: Finding) -> Remedy:
        """The board of ideas without a status, or the results of the survey."""
        if not any(reason["is"] == "ideas" for reason in finding.reasons):
            program = next((reason["program"] for reason in finding.reasons if "program" in reason), None)
            url = reverse("surveys") if program is None else reverse("survey_results", args=[program])
            return Remedy(_("Say what came of the survey"), url)
        space = finding.space
        board = reverse("ideas") if space is None else reverse("space_ideas", args=[space.slug])
        return Remedy(_("Give these ideas a status"), f"{board}?status={Status.OPEN.value}", for_hosts=True)
