"""Publishing with what it changes, pausing, resuming, archiving; a dry run over everybody, and a test as oneself."""

from __future__ import annotations

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.lib import limits
from config.lib.audience import managers_only, member_of
from config.lib.numbers import whole_number
from members.journeys import editing
from members.journeys.beginning import begin_test
from members.journeys.counting import Numbers, numbers_of, who_would_begin
from members.journeys.counting import dry_run as foreseen
from members.journeys.forms import name_taken
from members.journeys.models import JourneyMessage, Passed
from members.journeys.plans import WrongPlan, plan_of
from members.journeys.running import advance_test
from members.journeys.views.planning import found, where_wrong
from members.journeys.wording import passed_in_words, step_in_words
from members.segments.wording import Labels


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, journey_id: int) -> HttpResponse:
    """What would change, and for whom; then let it run."""
    one, problem = found(journey_id), ""
    if request.method == "POST":
        try:
            one.publish(by=member_of(request), seen=whole_number(request.POST.get("seen", ""), 9) or 0)
        except editing.ChangedMeanwhile:
            problem = _("Somebody else changed this journey meanwhile. Look once more at what would change.")
            one.refresh_from_db()
        except WrongPlan as wrong:
            problem = where_wrong(one, wrong)
        else:
            messages.success(request, _("It runs."))
            return redirect(one)
    plan = plan_of(one.draft)
    page = {
        "journey": one, "plan": plan, "changes": editing.differences(one),
        "inside": numbers_of([one]).get(one.pk, Numbers()).inside,
        "count": who_would_begin(one, plan, timezone.now()).count(), "at_once": plan.begins == "segment",
        "problem": problem,
    }  # fmt: skip
    return render(request, "members/journeys/publish.html", page, status=422 if problem else 200)


@managers_only
@require_POST
def pause(request: HttpRequest, journey_id: int) -> HttpResponse:
    """Let it stand still."""
    one = found(journey_id)
    one.pause(by=member_of(request))
    messages.success(request, _("It stands still: nobody begins, and nobody goes on."))
    return redirect(one)


@managers_only
@require_POST
def resume(request: HttpRequest, journey_id: int) -> HttpResponse:
    """Let it go on."""
    one = found(journey_id)
    one.resume(by=member_of(request))
    messages.success(request, _("It goes on."))
    return redirect(one)


@managers_only
@require_POST
def archive(request: HttpRequest, journey_id: int) -> HttpResponse:
    """Take it off the list."""
    found(journey_id).archive(by=member_of(request))
    messages.success(request, _("Archived. Nobody begins it, and nobody goes on in it."))
    return redirect("journeys")


@managers_only
@require_POST
def unarchive(request: HttpRequest, journey_id: int) -> HttpResponse:
    """Put it back on the list."""
    one = found(journey_id)
    try:
        one.unarchive(by=member_of(request))
        messages.success(request, _("It is back. Nobody begins and nobody goes on before you let it run again."))
    except IntegrityError:
        messages.error(request, name_taken(one.name) + " " + _("Give that one another name first."))
    return redirect(one)


@managers_only
@require_safe
def dry_run(request: HttpRequest, journey_id: int) -> HttpResponse:
    """Whom it would concern if everybody went through it today; nothing happens."""
    one = found(journey_id)
    plan = plan_of(one.draft)
    count, steps = foreseen(one, plan, timezone.now())
    labels = Labels()
    rows = [(seen, step_in_words(seen.step.do, seen.step.values, labels)) for seen in steps]
    page = {"journey": one, "count": count, "rows": rows, "at_once": plan.begins == "segment"}
    return render(request, "members/journeys/dry_run.html", page)


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def test(request: HttpRequest, journey_id: int) -> HttpResponse:
    """Go through the draft as oneself: nothing is waited for, and what is said is said to oneself alone."""
    one, by = found(journey_id), member_of(request)
    if request.method != "POST":
        return render(request, "members/journeys/test.html", {"journey": one})
    limits.spend(limits.JOURNEY_TESTS, by.pk)
    try:
        with transaction.atomic():
            run = advance_test(begin_test(one, by))
    except WrongPlan as wrong:
        page = {"journey": one, "problem": where_wrong(one, wrong)}
        return render(request, "members/journeys/test.html", page, status=422)
    passed = passed_in_words(run.version.steps, Passed.objects.filter(run=run).order_by("pk"))
    told = JourneyMessage.objects.filter(run=run).order_by("pk")
    messages.success(request, ngettext("%(n)d step done.", "%(n)d steps done.", len(passed)) % {"n": len(passed)})
    page = {"journey": one, "run": run, "passed": passed, "told": told}
    return render(request, "members/journeys/test.html", page)
