"""What a challenge asks in the form of a program: what is done, its phases, who may, how it is judged, its prizes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.activity.log import record
from members.recognition.badges import Badge
from programs.challenges.models import PRIZE_MAX, ChallengePlan
from programs.challenges.phases import plan_of
from programs.challenges.terms import (
    CRITERIA_MOST,
    ENTRIES_MOST,
    PHASE_MOST,
    VOTES_MOST,
    WEIGHT_MOST,
    Criterion,
    Prize,
    Sort,
    Terms,
)
from programs.series.formats import Details, Fold

if TYPE_CHECKING:
    from members.profiles.models import Member
    from programs.series.models import Program

STEPS = ("announce", "vote", "judge", "settle")
"""What the clock does for a challenge beside opening and closing it."""
PRIZES_MOST, PLACES_MOST, IDEAS_MOST, NAME_MAX = 10, 20, 60, 80
_CRITERION = re.compile(r"(?P<name>.+?)(?:\s*[x×*]\s*(?P<weight>\d{1,3}))?")
_PRIZE = re.compile(r"(?P<first>\d{1,3})(?:\s*[-–]\s*(?P<last>\d{1,3}))?\s*[:.]\s*(?P<words>.+)")


def _whole(label: Any, least: int, most: int, initial: int, hint: Any = "") -> forms.IntegerField:
    short = forms.NumberInput(attrs={"class": "input short"})
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, initial=initial, help_text=hint, widget=short
    )


def _lines(label: Any, hint: Any, most: int) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, required=False, max_length=most, widget=forms.Textarea(attrs={"rows": 3})
    )


class ChallengeDetails(Details):
    """Everything that is promised to those who take part."""

    folds = (
        Fold(gettext_lazy("Check-ins"), ("target", "together", "promise", "ideas"), Sort.STEPS),
        Fold(gettext_lazy("Entries and votes"), ("entries_each", "vote_days", "votes_each", "is_blind"), Sort.ENTRIES),
        Fold(
            gettext_lazy("Judges"), ("judge_days", "criteria", "judges_each", "keeps_groups_apart", "jury_share"),
            Sort.ENTRIES,
        ),
        Fold(gettext_lazy("Prizes and result"), ("result_days", "prizes", "badge", "recognition", "team_may")),
    )  # fmt: skip
    sort = forms.ChoiceField(label=gettext_lazy("What is done"), choices=Sort.choices, initial=Sort.STEPS)
    announce_days = _whole(gettext_lazy("Announced so many days before"), 0, PHASE_MOST, 7)
    target = _whole(gettext_lazy("Check-ins until it is done"), 1, 100, 10, gettext_lazy("For check-ins."))
    together = _whole(
        gettext_lazy("Check-ins of all together"), 0, 1_000_000, 0, gettext_lazy("For check-ins. 0: no such goal.")
    )
    promise = forms.CharField(
        label=gettext_lazy("What happens when all have reached it"), max_length=200, required=False
    )
    ideas = _lines(gettext_lazy("Ideas for the days"), gettext_lazy("One a line; one is shown each day."), 6000)
    entries_each = _whole(gettext_lazy("Entries a person"), 1, ENTRIES_MOST, 1)
    vote_days = _whole(
        gettext_lazy("Days of voting"), 0, PHASE_MOST, 0, gettext_lazy("For entries, after they are in. 0: no votes.")
    )
    votes_each = _whole(gettext_lazy("Votes a person"), 1, VOTES_MOST, 3)
    judge_days = _whole(
        gettext_lazy("Days of judging"), 0, PHASE_MOST, 0, gettext_lazy("For entries, after voting. 0: no judges.")
    )
    criteria = _lines(
        gettext_lazy("Criteria"),
        gettext_lazy("One a line, eight at most, with its weight: “Useful to others x 3”. Each gets 0 to 10 points."),
        2000,
    )
    is_blind = forms.BooleanField(
        label=gettext_lazy("Names are hidden until the result"), required=False, initial=True,
        help_text=gettext_lazy("From everybody but managers, who then cannot judge."),
    )  # fmt: skip
    judges_each = _whole(gettext_lazy("Judges for each entry, at least"), 1, 10, 2)
    keeps_groups_apart = forms.BooleanField(
        label=gettext_lazy("Nobody judges members of their own closed groups"), required=False
    )
    jury_share = _whole(gettext_lazy("How much of a hundred the jury counts beside votes"), 0, 100, 50)
    result_days = _whole(gettext_lazy("Days until the result is published"), 1, PHASE_MOST, 7)
    prizes = _lines(
        gettext_lazy("Prizes"),
        gettext_lazy("One a line: “1: a book” or “2-3: a spotlight”. Everybody reads them."),
        3000,
    )
    badge = forms.ModelChoiceField(
        label=gettext_lazy("Badge for winners, or for who is done"), queryset=Badge.objects.none(), required=False,
        empty_label=gettext_lazy("no badge"),
    )  # fmt: skip
    recognition = _lines(gettext_lazy("Who gets recognised, in words"), gettext_lazy("A line each."), 2000)
    team_may = forms.BooleanField(label=gettext_lazy("The team may take part"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["badge"].queryset = Badge.objects.filter(retired_at=None).order_by("name")  # type: ignore[attr-defined]

    @classmethod
    def said(cls, program: Program) -> dict[str, Any]:
        """What stands there now."""
        terms = plan_of(program)
        # Where nothing is judged nobody chose that names are hidden, or not.
        kept = {name: value for name, value in terms.kept().items() if name != "is_blind" or not terms.has_steps}
        return kept | {
            "ideas": "\n".join(terms.ideas),
            "criteria": "\n".join(f"{one.name} x {one.weight}" for one in terms.criteria),
            "prizes": "\n".join(_prize_line(one) for one in terms.prizes),
        }

    def clean_ideas(self) -> tuple[str, ...]:
        """One a line."""
        lines = _split(self.cleaned_data["ideas"])
        if len(lines) > IDEAS_MOST or any(len(line) > 200 for line in lines):
            raise forms.ValidationError(_("At most sixty ideas, each with at most 200 characters."))
        return tuple(lines)

    def clean_criteria(self) -> tuple[Criterion, ...]:
        """Their names, each once, and their weights."""
        found = [_criterion(line) for line in _split(self.cleaned_data["criteria"])]
        if len(found) > CRITERIA_MOST:
            raise forms.ValidationError(_("At most eight criteria."))
        if len({one.name.casefold() for one in found}) < len(found):
            raise forms.ValidationError(_("Each criterion stands there once."))
        return tuple(found)

    def clean_prizes(self) -> tuple[Prize, ...]:
        """Each for a place or for some places, no place twice."""
        found = [_prize(line) for line in _split(self.cleaned_data["prizes"])]
        if len(found) > PRIZES_MOST:
            raise forms.ValidationError(_("At most ten prizes."))
        places = [place for one in found for place in range(one.place, one.place + one.how_many)]
        if len(set(places)) < len(places):
            raise forms.ValidationError(_("A place has one prize. Put what belongs together into one line."))
        return tuple(found)

    def clean(self) -> dict[str, Any]:
        """What does not belong to the sort is left out; judging needs something to judge by."""
        given = super().clean() or {}
        if given.get("sort") == Sort.STEPS:
            given.update(vote_days=0, judge_days=0, is_blind=False, prizes=(), criteria=())
            for name in ("vote_days", "judge_days", "prizes", "criteria"):
                self.errors.pop(name, None)
            return given
        if given.get("judge_days") and "criteria" not in self.errors and not given.get("criteria"):
            self.add_error("criteria", _("Say by which criteria is judged."))
        if given.get("prizes") and not (given.get("vote_days") or given.get("judge_days")):
            self.add_error("prizes", _("Prizes need votes or judges."))
        return given

    def save(self, program: Program, *, by: Member) -> None:
        """Write it down; what was announced already keeps the terms it was announced with."""
        said = dict(self.cleaned_data)
        badge = said.pop("badge")
        terms = Terms(**said, badge=badge.pk if badge else None)
        _plan, new = ChallengePlan.objects.update_or_create(program=program, defaults={"terms": terms.kept()})
        _shift(program)
        record("challenge.planned", actor=by, subject=program, new=new)


def _shift(program: Program) -> None:
    """What the clock does moves with the phases; what it has no more to do is forgotten."""
    from programs.series.steps import Step, set_steps

    if program.planned_at is not None:
        rows = list(program.occurrences.to_come().select_related("program"))
        Step.objects.waiting().filter(occurrence__in=rows, key__in=STEPS).delete()
        set_steps(rows)


def _split(typed: str) -> list[str]:
    return [" ".join(line.split()) for line in typed.replace("\x00", "").splitlines() if line.strip()]


def _criterion(line: str) -> Criterion:
    found = _CRITERION.fullmatch(line)
    weight = int(found["weight"] or 1) if found else 0
    if found is None or len(found["name"]) > NAME_MAX or not 1 <= weight <= WEIGHT_MOST:
        raise forms.ValidationError(
            _("“%(line)s”: write a name of at most 80 characters and a weight from 1 to 10.") % {"line": line[:60]}
        )
    return Criterion(found["name"], weight)


def _prize(line: str) -> Prize:
    found = _PRIZE.fullmatch(line)
    first = int(found["first"]) if found else 0
    last = int(found["last"] or first) if found else 0
    if found is None or not 1 <= first <= last <= PLACES_MOST or len(found["words"]) > PRIZE_MAX:
        raise forms.ValidationError(
            _("“%(line)s”: write a place from 1 to 20, a colon, and the prize.") % {"line": line[:60]}
        )
    return Prize(first, found["words"], last - first + 1)


def _prize_line(one: Prize) -> str:
    last = one.place + one.how_many - 1
    return f"{one.place if last == one.place else f'{one.place}-{last}'}: {one.words}"
