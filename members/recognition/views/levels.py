"""Levels for everybody: the rules, one's own progress, the evidence, and proposing somebody."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import Viewer, member_of, members_only, public
from config.lib.limits import NOMINATIONS, by_member, limited
from members.profiles.keeping_away import who_keeps_away_from
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal, check
from members.recognition.asking import asked_for
from members.recognition.evidence import PROOFS, counted, needed
from members.recognition.forms import ProposalForm
from members.recognition.ladder import GIVEN, Step
from members.recognition.models import Nomination
from members.recognition.proposing import propose
from members.recognition.showing import PAGES, ladder, path_of, standing_of, step_of, steps, walked
from members.segments.rules import Rule
from members.segments.wording import sentence_of

PAGE = 30


@public
@require_safe
def levels(request: HttpRequest) -> HttpResponse:
    """All levels with their rules; for members with their own progress and its evidence."""
    asked, path = asked_for(), None
    rungs = ladder(asked, request.user)
    if isinstance(request.user, Member):
        path = path_of(request.user, request.user, asked=asked)
        walked(rungs, path)
    page = {"rungs": rungs, "path": path}
    return render(request, "members/recognition/levels.html", page)


@members_only
@require_safe
def my_path(request: HttpRequest) -> HttpResponse:
    """One's own path alone, for one's profile."""
    viewer = member_of(request)
    rungs, path = steps(), path_of(viewer, viewer)
    walked(rungs, path)
    page = {"rungs": rungs, "path": path, "more": True}
    return render(request, "members/recognition/_path.html", page)


@members_only
@require_safe
def proof(request: HttpRequest, handle: str, step: int, number: int) -> HttpResponse:
    """What counts for one criterion of a level, thing by thing: of oneself, and of those who have the level."""
    member, leaf = _criterion(request.user, handle, step, number)
    evidence = PROOFS[leaf["is"]]
    if evidence.rows is None or evidence.thing is None:
        raise Http404
    rows = evidence.rows(member, leaf["with"], request.user)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "member": member, "step": Step(step), "words": sentence_of(leaf), "needed": needed(leaf), "page": page,
        "count": page.paginator.count if evidence.different == "pk" else counted([leaf], member, request.user)[0][0],
        "things": [evidence.thing(row) for row in page],
    }  # fmt: skip
    return render(request, "members/recognition/proof.html", context)


def _criterion(viewer: Viewer, handle: str, step: int, number: int) -> tuple[Member, Rule]:
    """Whose evidence it is, and for what; 404 where it is not for this reader."""
    member = Member.objects.present().named(handle).first()
    if member is None or step not in Step or member.pk in who_keeps_away_from(viewer):
        raise Http404
    if viewer.pk != member.pk and step_of(standing_of(member)) < step and not _decides(viewer, member, step):
        raise Http404
    asked = asked_for().get(Step(step))
    rules = asked.criteria if asked else []
    if not 1 <= number <= len(rules):
        raise Http404
    return member, rules[number - 1]


def _decides(viewer: Viewer, member: Member, step: int) -> bool:
    """Whether somebody has to decide about this level of a member, and so may see how far they are."""
    waits = Nomination.objects.waiting().filter(member=member, step=step)
    return isinstance(viewer, Member) and viewer.is_manager and waits.exists()


@members_only
@require_safe
def proposal(request: HttpRequest, step: int) -> HttpResponse:
    """A form to propose somebody for a level that is given."""
    return _proposal(request, _given(step), ProposalForm(initial={"handle": request.GET.get("who", "")[:60]}))


@members_only
@require_POST
@limited(NOMINATIONS, key=by_member)
def nominate(request: HttpRequest, step: int) -> HttpResponse:
    """Propose somebody."""
    wanted, form = _given(step), ProposalForm(request.POST)
    if not form.is_valid():
        return _proposal(request, wanted, form, 422)
    try:
        check(_own_page_first(member_of(request), form.member, wanted))
        propose(form.member, wanted, form.cleaned_data["reason"], by=member_of(request))
    except NotNow as no:
        form.add_error(None, no.refusal.sentence)
        return _proposal(request, wanted, form, 422)
    messages.success(request, _("The team has your proposal. You are told how it is decided."))
    return redirect("levels")


def _own_page_first(by: Member, member: Member, step: Step) -> Refusal | None:
    """Whoever wants a level with a page of its own applies there, where they are asked and wait as everybody does."""
    if by.pk != member.pk or step not in PAGES or not PAGES[step]():
        return None
    return Refusal(_("For %(level)s there is a page of its own. Apply there.") % {"level": step.label})


def _given(step: int) -> Step:
    if step not in GIVEN:
        raise Http404
    return Step(step)


def _proposal(request: HttpRequest, step: Step, form: ProposalForm, status: int = 200) -> HttpResponse:
    return render(request, "members/recognition/propose.html", {"step": step, "form": form}, status=status)
