"""Changing a draft: steps put in, changed, moved, taken out; each time read anew, so that a draft can always run."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.activity.log import record
from members.journeys.plans import WrongPlan, read

if TYPE_CHECKING:
    from members.journeys.models import Journey
    from members.profiles.models import Member

type Draft = dict[str, Any]
type Steps = list[dict[str, Any]]


class ChangedMeanwhile(ValueError):
    """Somebody else changed the draft since the page was made."""


class Editable(models.Model):
    """A journey's draft, changed step by step: `draft_number` tells two tabs apart, `draft_before` is the way back."""

    draft = models.JSONField(default=dict, editable=False)
    draft_number = models.PositiveIntegerField(default=1, editable=False)
    draft_before = models.JSONField(null=True, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    @transaction.atomic
    def change(self, act: Callable[[Draft], None], *, by: Member, seen: int) -> None:
        """Do something to the draft as it was seen. Raises WrongPlan, ChangedMeanwhile; then nothing is changed."""
        locked = type(self)._default_manager.select_for_update(no_key=True).get(pk=self.pk)
        if locked.draft_number != seen:
            raise ChangedMeanwhile
        draft = deepcopy(locked.draft)
        act(draft)
        clean = read(draft)
        if clean != locked.draft:
            self._keep(clean, locked.draft, seen + 1)
            record("journey.changed", actor=by, subject=self)

    @transaction.atomic
    def undo(self, *, by: Member, seen: int) -> None:
        """Take the last change back; nothing if there is none. Raises ChangedMeanwhile."""
        locked = type(self)._default_manager.select_for_update(no_key=True).get(pk=self.pk)
        if locked.draft_number != seen:
            raise ChangedMeanwhile
        if locked.draft_before is not None:
            self._keep(locked.draft_before, None, seen + 1)
            record("journey.changed", actor=by, subject=self)

    def _keep(self, draft: Draft, before: Draft | None, number: int) -> None:
        self.draft, self.draft_before, self.draft_number, self.changed_at = draft, before, number, timezone.now()
        self.save(update_fields=["draft", "draft_before", "draft_number", "changed_at"])


def step_put_in(
    do: str, values: dict[str, Any], *, after: str = "", inside: str = "", way: str = ""
) -> Callable[[Draft], None]:
    """An act that puts a step behind another one, at the beginning of a way inside one, or at the very beginning."""

    def act(draft: Draft) -> None:
        new: dict[str, Any] = {"id": secrets.token_hex(4), "do": do, "with": values}
        if after:
            steps, place = _place(draft, after)
            steps.insert(place + 1, new)
        elif inside:
            _found(draft, inside).setdefault("ways", {}).setdefault(way, []).insert(0, new)
        else:
            draft["steps"].insert(0, new)

    return act


def step_changed(step: str, values: dict[str, Any]) -> Callable[[Draft], None]:
    """An act that gives a step other values."""

    def act(draft: Draft) -> None:
        _found(draft, step)["with"] = values

    return act


def step_taken_out(step: str) -> Callable[[Draft], None]:
    """An act that takes a step out, with all that stands on its ways."""

    def act(draft: Draft) -> None:
        steps, place = _place(draft, step)
        del steps[place]

    return act


def step_moved(step: str, by: int) -> Callable[[Draft], None]:
    """An act that moves a step up (-1) or down (1) among its neighbours; at the end it stays where it is."""

    def act(draft: Draft) -> None:
        steps, place = _place(draft, step)
        if 0 <= place + by < len(steps):
            steps.insert(place + by, steps.pop(place))

    return act


def begins_changed(on: str, values: dict[str, Any]) -> Callable[[Draft], None]:
    """An act that lets it begin otherwise."""

    def act(draft: Draft) -> None:
        draft["begins"] = {"on": on, "with": values}

    return act


def ends_changed(**ends: Any) -> Callable[[Draft], None]:
    """An act that sets goal, days or again_after."""

    def act(draft: Draft) -> None:
        draft.update(ends)

    return act


def _all(steps: Steps) -> Iterator[tuple[Steps, int]]:
    for place, step in enumerate(steps):
        yield steps, place
        for way in step.get("ways", {}).values():
            yield from _all(way)


def _place(draft: Draft, step: str) -> tuple[Steps, int]:
    """The list a step stands in, and where. Raises WrongPlan if it is gone."""
    for steps, place in _all(draft["steps"]):
        if steps[place]["id"] == step:
            return steps, place
    raise WrongPlan(_("This step is not there any more. Open the journey again."))


def _found(draft: Draft, step: str) -> dict[str, Any]:
    steps, place = _place(draft, step)
    return steps[place]


def differences(journey: Journey) -> list[str]:
    """What publishing would change, a sentence for each; nothing if the draft is what runs."""
    if journey.version is None:
        first = [sentence(steps[place]) for steps, place in _all(journey.draft["steps"])]
        return [_("It has not run before."), *(_("New: %(step)s") % {"step": said} for said in first)]
    old, new = journey.version.plan, journey.draft
    before = {steps[place]["id"]: steps[place] for steps, place in _all(old["steps"])}
    after = {steps[place]["id"]: steps[place] for steps, place in _all(new["steps"])}
    said = [_("New: %(step)s") % {"step": sentence(after[one])} for one in after if one not in before]
    said += [
        _("Changed: %(step)s") % {"step": sentence(after[one])}
        for one in after if one in before and after[one]["with"] != before[one]["with"]
    ]  # fmt: skip
    said += [_("Taken out: %(step)s") % {"step": sentence(before[one])} for one in before if one not in after]
    said += beginning_and_end(old, new)
    if not said and old != new:
        said.append(_("The order of its steps."))
    return said


def beginning_and_end(old: Draft, new: Draft) -> list[str]:
    """How it begins and ends from now on, where that is not as it was."""
    from members.journeys.plans import plan_of
    from members.journeys.wording import beginning_in_words, rule_in_words

    said, days = [], new["days"]
    if old["begins"] != new["begins"]:
        said.append(_("It begins: %(sentence)s") % {"sentence": beginning_in_words(plan_of(new))})
    if old["goal"] != new["goal"]:
        goal = _("The goal: %(goal)s") % {"goal": rule_in_words(new["goal"])} if new["goal"] else _("It has no goal.")
        said.append(goal)
    if old["days"] != days:
        said.append(ngettext("Nobody stays longer than %(n)d day.", "Nobody stays longer than %(n)d days.", days))
        said[-1] %= {"n": days}
    if old["again_after"] != new["again_after"]:
        said.append(_("When somebody may begin again."))
    return said


def sentence(step: dict[str, Any]) -> str:
    """A step in words."""
    from members.journeys.wording import step_in_words

    return step_in_words(step["do"], step["with"])
