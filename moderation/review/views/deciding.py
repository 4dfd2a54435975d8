"""Deciding a case: every way it can fail says why in a sentence, and keeps what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from config.lib.audience import member_of, moderators_only
from config.lib.htmx import go, is_fragment
from members.profiles.refusing import NotNow
from moderation.guidelines.rules import rules_in_force
from moderation.review.asking import one_page
from moderation.review.beginning import stated
from moderation.review.deciding import ChangedMeanwhile, ClaimedMeanwhile, DecidedMeanwhile, decide
from moderation.review.decisions import APPEAL_WITHIN, Decision
from moderation.review.forms import DecideForm
from moderation.review.looking import look_into
from moderation.review.page import changed, drafts_of, item_of, page_of, precedent_of, typed
from moderation.review.panels import drawn, panels_of
from moderation.review.queue import next_after
from moderation.review.told import outcome
from moderation.review.views.bench import address_of, bench, case_or_404, parts, shelf_of

if TYPE_CHECKING:
    from members.profiles.models import Member
    from moderation.review.cases import Case
    from moderation.review.subjects import Item


@moderators_only
@require_POST
def decide_case(request: HttpRequest, case_id: int) -> HttpResponse:
    """Decide, or propose what a second moderator has to agree to; then the next case."""
    viewer, found = member_of(request), _decidable(request, case_id)
    form = typed(found, viewer, request.POST)
    if not form.is_valid():
        return _again(request, found, form, "", 422)
    try:
        decision = decide(found, form.wanted(), by=viewer)
    except DecidedMeanwhile as other:
        return _late(request, found, form, decided(other.decision))
    except ClaimedMeanwhile as other:
        return _late(request, found, form, claimed(other))
    except ChangedMeanwhile:
        return _again(request, found, form, changed(), 409)
    except NotNow as refused:
        return _again(request, found, form, str(refused.refusal), 422)
    name = shelf_of(request)
    return go(request, address_of(next_after(found, name, viewer), name, done=decision.pk))


@moderators_only
@require_POST
@one_page()
def case_draft(request: HttpRequest, case_id: int) -> HttpResponse:
    """Words to begin with, for what is chosen now or for the draft that was asked for. Writes nothing but a look."""
    viewer, found = member_of(request), _decidable(request, case_id)
    item = item_of(found, beside=False)
    if found.is_private or (item is not None and item.is_private):
        look_into(found, by=viewer)  # drafts quote
    sent = request.POST.dict() | {"joined": request.POST.getlist("joined")}
    given = _drafted(_begun(sent, found), request.GET.get("draft", ""), found, item, viewer)
    form = typed(found, viewer, None, initial=given)
    if not is_fragment(request):
        return bench(request, page_of(found, viewer, form=form))
    drafts, before = drafts_of(form, found, item, viewer), precedent_of(form, found)
    context = {"case": found, "form": form, "drafts": drafts, "precedent": before, "days": APPEAL_WITHIN.days}
    if given.get("offers", form.offered_now) != form.offered_now:
        chip = next((choice for choice in form.offered if choice.name == form["choice"].value()), None)
        context["page"] = {"case": found, "form": form, "choices": form.offered, "chip": chip}
        context["panels"] = drawn(panels_of(found, item, viewer, ["person"]), request)
    return render(request, "moderation/review/drafted.html", context)


def _begun(given: dict[str, Any], found: Case) -> dict[str, Any]:
    """What was typed, with words about the rule that is chosen now if nobody wrote others."""
    rules = {str(rule.pk): stated(found, rule) for rule in rules_in_force()}
    words = given.get("facts", "").replace("\r\n", "\n").strip()
    return given if words and words not in rules.values() else given | {"facts": rules.get(given.get("rule", ""), "")}


def _drafted(given: dict[str, Any], wanted: str, found: Case, item: Item | None, viewer: Member) -> dict[str, Any]:
    """What was typed, with an untouched draft replaced, or with the draft that was asked for."""
    message = given.get("message", "").replace("\r\n", "\n").strip()
    untouched = not message or message == given.get("drafted", "").replace("\r\n", "\n").strip()
    if wanted == "blank":
        return given | {"message": "", "drafted": "", "tone": "blank"}
    if not wanted and (not untouched or given.get("tone") == "blank"):
        return given
    drafts = drafts_of(typed(found, viewer, None, initial=given), found, item, viewer)
    fit = [one for one in drafts if (one.key == wanted if wanted else one.tone == given.get("tone"))] or drafts
    words = fit[0].words if fit else ""
    return given | {"message": words, "drafted": words, "tone": fit[0].tone if fit else ""}


def _decidable(request: HttpRequest, case_id: int) -> Any:
    """A case that is decided on this page; appeals have their own."""
    found = case_or_404(request, case_id)
    if found.is_appeal:
        raise Http404
    return found


def _again(
    request: HttpRequest, found: Any, form: DecideForm, problem: str, status: int, *, goes_on_at: str = ""
) -> HttpResponse:  # fmt: skip
    """The same page with everything typed, and why it was not accepted. The case is read anew."""
    found = case_or_404(request, found.pk)
    page = page_of(found, member_of(request), form=form, problem=problem)
    page.goes_on_at = goes_on_at
    return parts(request, page, status=status) if is_fragment(request) else bench(request, page, status=status)


def _late(request: HttpRequest, found: Any, form: DecideForm, problem: str) -> HttpResponse:
    """The same for whoever came second: who did what, and where to go on."""
    name = shelf_of(request)
    goes_on_at = address_of(next_after(found, name, member_of(request)), name)
    return _again(request, found, form, problem, 409, goes_on_at=goes_on_at)


def decided(decision: Decision | None) -> str:
    """What somebody is told who comes second."""
    if decision is None:
        return _("Somebody else decided this case in the meantime. Nothing of yours was done; what you typed is kept.")
    who = decision.decided_by.name if decision.decided_by else _("A rule")
    at = formats.date_format(timezone.localtime(decision.decided_at), "H:i")
    facts = {"what": outcome(decision), "who": who, "time": at}
    words = _(
        "Decided in the meantime: %(what)s (%(who)s, %(time)s). Nothing of yours was done; what you typed is kept."
    )
    return words % facts


def claimed(other: ClaimedMeanwhile) -> str:
    """What somebody is told while another moderator has the case open."""
    who = other.case.claimed_by.name if other.case.claimed_by else ""
    return _("%(name)s is looking at this case now. Nothing was decided; what you typed is kept.") % {"name": who}
