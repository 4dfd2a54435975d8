"""What a thread is and which tags it carries, changed from the thread itself."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from community.composing.forms import kinds_in
from community.composing.prompts import kind_choices
from community.composing.submitting import submit_tags
from community.composing.views.answering import stop_at
from community.spaces.alone import NotPossible
from community.threads.becoming import become, in_the_way
from community.threads.forms import KindForm, TagsForm
from community.threads.models import Thread
from community.threads.permissions import may_sort
from community.threads.views import find
from config.lib.audience import members_only
from members.profiles.models import Member
from members.profiles.refusing import NotNow, Refusal


def _mine(request: HttpRequest, thread_id: int) -> tuple[Thread, Member]:
    thread = find(request.user, thread_id)
    stop_at(may_sort(request.user, thread))
    return thread, cast(Member, request.user)


def _page(
    request: HttpRequest, name: str, thread: Thread, form: Any, refusal: Refusal | None = None, **more: Any
) -> HttpResponse:
    context = {"thread": thread, "form": form, "refusal": refusal} | more
    status = refusal.status if refusal is not None else 422 if form.is_bound else 200
    return render(request, f"community/threads/{name}.html", context, status=status)


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def thread_kind(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Let a thread be another kind; what would be lost by that is said before."""
    thread, by = _mine(request, thread_id)
    others = [kind for kind in kind_choices(kinds_in(by, thread.space)) if kind.value != thread.kind]
    form = KindForm(request.POST if request.method == "POST" else None, kinds=others)
    if form.is_valid():
        try:
            become(thread, form.cleaned_data["kind"], by=by)
        except NotPossible as reason:
            form.add_error("kind", str(reason))
        else:
            messages.success(request, _("Now it is: %(kind)s.") % {"kind": thread.get_kind_display()})
            return redirect(thread)
    return _page(request, "kind", thread, form, others=others, sentences=in_the_way(thread, by=by))


@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def thread_tags(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Give a thread other tags."""
    thread, by = _mine(request, thread_id)
    initial = {"tags": ", ".join(thread.known_tags)}
    form = TagsForm(request.POST if request.method == "POST" else None, thread=thread, initial=initial)
    if form.is_valid():
        try:
            submit_tags(thread, form.cleaned_data["tags"], by=by, insist=request.POST.get("insist", ""))
        except NotNow as not_now:
            return _page(request, "tags", thread, form, not_now.refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect(thread)
    return _page(request, "tags", thread, form)
