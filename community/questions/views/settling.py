"""Asked before: marking, suggesting, agreeing; and whether an answer still holds."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from community.composing.lookalikes import lookalikes
from community.composing.views.answering import stop_at
from community.posts.models import Post
from community.questions import duplicating
from community.questions.checking import judge, may_judge
from community.questions.duplicating import NotAlike
from community.questions.forms import CheckForm, DuplicateForm
from community.questions.models import Suggestion
from community.questions.permissions import may_mark, may_settle, may_suggest
from community.threads.models import Thread
from community.threads.rows import post_url
from community.threads.views import find
from config.lib.audience import members_only
from config.lib.limits import HOUR, Limit, by_member, limited
from config.lib.numbers import whole_number
from members.profiles.models import Member

SAYINGS = Limit("questions.said", 30, HOUR)


@members_only
@limited(SAYINGS, key=by_member)
@require_http_methods(["GET", "HEAD", "POST"])
def thread_duplicate(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Say which thread it is the same as: done by who asked, hosts and the team; suggested by everybody else."""
    thread = find(request.user, thread_id)
    suggests = may_mark(request.user, thread) is not None
    if suggests:
        stop_at(may_suggest(request.user, thread))
    form = DuplicateForm(request.POST or None, viewer=request.user)
    if not form.is_valid():
        return _form(request, thread, form, suggests=suggests)
    other, by = form.cleaned_data["address"], cast(Member, request.user)
    try:
        (duplicating.suggest if suggests else duplicating.mark)(thread, other, by=by)
    except NotAlike as problem:
        form.add_error("address", str(problem))
        return _form(request, thread, form, suggests=suggests)
    done = _("Thank you. Who asked is told, and decides.") if suggests else _("Done. Followers and votes went along.")
    messages.success(request, done)
    return redirect(thread)


def _form(request: HttpRequest, thread: Thread, form: DuplicateForm, *, suggests: bool) -> HttpResponse:
    alike = [one for one in lookalikes(request.user, thread.title) if one.thread.pk != thread.pk]
    page = {
        "thread": thread, "form": form, "suggests": suggests,
        "alike": [one for one in alike if one.thread.kind == thread.kind],
    }  # fmt: skip
    return render(request, "community/questions/duplicate.html", page, status=422 if form.is_bound else 200)


@members_only
@require_POST
def thread_unmark(request: HttpRequest, thread_id: int) -> HttpResponse:
    """It is another one after all: votes and followers come back."""
    thread = find(request.user, thread_id)
    stop_at(may_mark(request.user, thread))
    duplicating.unmark(thread, by=cast(Member, request.user))
    messages.success(request, _("It stands for itself again and takes replies."))
    return redirect(thread)


@members_only
@require_POST
def suggestion_answer(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Who asked says yes or no to what somebody thinks is the same question."""
    thread = find(request.user, thread_id)
    stop_at(may_settle(request.user, thread))
    pk = whole_number(request.POST.get("suggestion", "")) or 0
    seen = Thread.objects.visible_to(request.user)
    rows = Suggestion.objects.filter(pk=pk, thread=thread, settled_at=None, canonical__in=seen)
    suggestion = rows.select_related("canonical__space", "canonical__duplicate_of__space").first()
    if suggestion is None:
        raise Http404
    suggestion.thread = thread
    by = cast(Member, request.user)
    try:
        if request.POST.get("same") == "yes":
            duplicating.agree(suggestion, by=by)
            messages.success(request, _("Good. This thread shows the way there now."))
        else:
            duplicating.decline(suggestion, by=by)
            messages.success(request, _("Good to know. Your question goes on waiting here."))
    except NotAlike as problem:
        messages.error(request, str(problem))
    return redirect(thread)


@members_only
@limited(SAYINGS, key=by_member)
@require_http_methods(["GET", "HEAD", "POST"])
def answer_check(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Say whether the accepted answer still holds."""
    thread = find(request.user, thread_id)
    answer = Post.objects.filter(pk=thread.answer_id or 0).select_related("author").first()
    if answer is None:
        raise Http404
    stop_at(may_judge(request.user, thread, answer))
    start = {"verdict": request.GET.get("verdict", "")}
    form = CheckForm(request.POST) if request.method == "POST" else CheckForm(initial=start)
    if not form.is_bound or not form.is_valid():
        page = {"thread": thread, "answer": answer, "form": form}
        return render(request, "community/questions/check.html", page, status=422 if form.is_bound else 200)
    data = form.cleaned_data
    judge(thread, data["verdict"], by=cast(Member, request.user), reason=data["reason"])
    messages.success(request, _("Thank you. It stands beside the answer."))
    return redirect(post_url(thread, answer.number))
