"""Many cases decided alike: each by itself, as it was seen, and each with a word about what became of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from members.profiles.refusing import NotNow
from moderation.guidelines.measures import Person
from moderation.review.deciding import (
    ChangedMeanwhile,
    ClaimedMeanwhile,
    DecidedMeanwhile,
    TooLate,
    Wanted,
    decide,
    undo,
)
from moderation.review.decisions import Decision
from moderation.review.direct import keep_still, open_by_hand
from moderation.review.looking import look_into
from moderation.review.proposing import drafts_for

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.cases import Case
    from moderation.review.subjects import Item

MOST = 50
"""So many cases at once; a page of the queue has fewer."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Thing:
    """What has no case of its own before it is decided: as it was seen, and the last decision about it by then."""

    item: Item
    version: str
    after: int = 0

    @property
    def value(self) -> str:
        """What a form sends for it."""
        return f"{self.item.key}:{self.item.pk}:{self.after}:{self.version}"


def decide_many(cases: Iterable[tuple[Case, str]], wanted: Wanted, by: Member) -> list[tuple[Case, Decision | str]]:
    """Decide each, with the version of its thing as it was seen: the decision, or why there is none, in one sentence.

    Each in a transaction of its own. What a second moderator has to agree to is proposed to them. Nobody is given the
    same consequence twice at once.
    """
    acts = [(case, case.about_id, partial(_decided, case, version, wanted, by)) for case, version in cases]
    return _alike(acts, wanted)


def decide_things(things: Iterable[Thing], wanted: Wanted, by: Member) -> list[tuple[Thing, Decision | str]]:
    """The same of things: a case about each is opened with its decision, or not at all."""
    acts = [(one, one.item.author.pk if one.item.author else None, partial(_begun, one, wanted, by)) for one in things]
    return _alike(acts, wanted)


def _alike[T](
    acts: Iterable[tuple[T, int | None, Callable[[], Decision | str]]], wanted: Wanted
) -> list[tuple[T, Decision | str]]:
    """Do one after the other; `acts` name what is decided, whom it is about, and how."""
    found: list[tuple[T, Decision | str]] = []
    given: set[int] = set()
    for thing, about, act in acts:
        if about in given:
            found.append((thing, _("Another of these cases gives this person a consequence. Decide this by itself.")))
            continue
        became = _one(act)
        found.append((thing, became))
        if isinstance(became, Decision) and wanted.person != Person.NOTHING and about is not None:
            given.add(about)
    return found


def undo_many(decisions: Iterable[Decision], by: Member) -> list[tuple[Case, str]]:
    """Take each back within 30 seconds; what became of it, in one sentence."""
    found = []
    for decision in decisions:
        answer = _one(partial(undo, decision, by=by))
        found.append((decision.case, answer if isinstance(answer, str) else _("Undone. The case is open again.")))
    return found


@transaction.atomic
def _begun(thing: Thing, wanted: Wanted, by: Member) -> Decision | str:
    """Open a case about it and decide that. Whoever comes second, or sends it twice, opens none."""
    keep_still(thing.item)
    about_it = Decision.objects.filter(case__subject_type=thing.item.key, case__subject_id=thing.item.pk)
    newer = about_it.filter(pk__gt=thing.after).select_related("decided_by").order_by("-pk").first()
    if newer is not None and newer.decided_by_id == by.pk and wanted.submission == newer.submission != "":
        return newer
    if newer is not None and newer.is_standing:
        raise DecidedMeanwhile(newer)
    became = _decided(open_by_hand(thing.item, by=by), thing.version, wanted, by)
    if isinstance(became, str):
        transaction.set_rollback(True)
    return became


def _decided(case: Case, version: str, wanted: Wanted, by: Member) -> Decision | str:
    if case.is_appeal:
        return _("An appeal is decided by itself, not with others.")
    if wanted.content not in case.kind.contents:
        return _("This cannot be done with it. Decide it by itself.")
    item = case.kind.many([case.subject_id]).get(case.subject_id)
    decision = decide(case, _worded(case, item, replace(wanted, version=version), by), by=by)
    if case.is_private or (item is not None and item.is_private):
        look_into(case, by=by)  # nobody decides about what stands in a private place without a trace
    return decision


def _worded(case: Case, item: Item | None, wanted: Wanted, by: Member) -> Wanted:
    """With a letter in the language of whom it goes to: what was written for all, else the words of the tone chosen."""
    if case.about is None:
        return replace(wanted, tone="")
    wanted = replace(wanted, language=case.about.language)
    if wanted.message.strip() or not wanted.tone:
        return replace(wanted, tone="")
    drafts = drafts_for(case, item, wanted.content, wanted.person, wanted.rule, by, days=wanted.days)
    words = next((draft.words for draft in drafts if draft.tone == wanted.tone), "")
    return replace(wanted, message=words, tone=wanted.tone if words else "")


def _one[T](act: Callable[[], T]) -> T | str:
    """What an act gives, or why it was refused."""
    try:
        return act()
    except NotNow as refused:
        return refused.refusal.sentence
    except DecidedMeanwhile as other:
        return _meanwhile(other.decision)
    except ClaimedMeanwhile as other:
        name = other.case.claimed_by.name if other.case.claimed_by else _("Somebody")
        return _("%(name)s has this case open.") % {"name": name}
    except ChangedMeanwhile:
        return _("Its author changed it in the meantime. Look at it again.")
    except TooLate:
        return _("The 30 seconds are over. You can open the case again among those that are done.")
    except Exception:
        # The others are decided all the same, and whoever sent them reads which one was not.
        log.exception("A case could not be decided together with others.")
        return _("It could not be done. Try it by itself.")


def _meanwhile(decision: Decision | None) -> str:
    if decision is None or decision.decided_by is None:
        return _("It was decided in the meantime.")
    name = {"name": decision.decided_by.name}
    if decision.is_proposal:
        return _("%(name)s proposed something here. Somebody has to agree or not.") % name
    return _("%(name)s decided this in the meantime.") % name
