"""Writing messages, and changing what one wrote."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from config.lib.audience import member_of, members_only
from config.lib.composing import WritingBox
from config.lib.htmx import go, is_fragment
from config.lib.markup import PostTooLong
from config.lib.rescuing import keeping_text_for
from members.messages.composing import TYPED_MAX, edit_composer, message_composer
from members.messages.finding import find_message, in_talk
from members.messages.forms import MessageForm, NewForm
from members.messages.permissions import Company, may_delete, may_edit
from members.messages.submitting import submit, submit_edit, submit_first
from members.messages.views.talk import about, talk_page
from members.messages.wording import MessageEmpty
from members.profiles.refusing import NotNow, Refusal
from members.profiles.submissions import SameKeyOtherText


def _page_of(request: HttpRequest) -> str:
    """The talk, or the page of a first message."""
    match = request.resolver_match
    if match is not None and match.view_name == "messages_write":
        return reverse("messages_talk", kwargs=match.kwargs)
    return request.path


keeping_text = keeping_text_for(_page_of)
WRONG = (MessageEmpty, PostTooLong, SameKeyOtherText)


@keeping_text
@members_only
@require_POST
@in_talk
def write(request: HttpRequest, company: Company) -> HttpResponse:
    """Say something."""
    form, composer = MessageForm(request.POST), message_composer(company.seat.talk)
    if not form.is_valid():
        return _problem(request, composer, 422, form=form, company=company)
    try:
        message = submit(company, by=member_of(request), source=form.cleaned_data["body"], key=form.cleaned_data["key"])
    except NotNow as not_now:
        return _refused(request, composer, not_now.refusal, company=company)
    except WRONG as error:
        return _problem(request, composer, 422, refusal=Refusal(words_for(error)), company=company)
    if is_fragment(request):
        return render(request, "members/messages/_sent.html", {"composer": composer, "message": message})
    return redirect(f"{company.seat.talk.get_absolute_url()}#m-{message.pk}")


@keeping_text
@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write to somebody, or to several in a group; `to` in the address says whom."""
    composer = message_composer(None)
    if request.method != "POST":
        form = NewForm(initial={"people": request.GET.get("to", "")[:400]})
        return render(request, "members/messages/new.html", {"composer": composer, "form": form})
    form, member = NewForm(request.POST), member_of(request)
    if not form.is_valid():
        return _problem(request, composer, 422, form=form)
    data = form.cleaned_data
    try:
        sent = submit_first(data["people"], by=member, source=data["body"], key=data["key"], name=data["name"])
    except NotNow as not_now:
        return _refused(request, composer, not_now.refusal, form=form)
    except WRONG as error:
        return _problem(request, composer, 422, refusal=Refusal(words_for(error)), form=form)
    return go(request, f"{sent.talk.get_absolute_url()}#m-{sent.pk}")


def words_for(error: Exception) -> str:
    """What to tell somebody whose message cannot be sent."""
    if isinstance(error, SameKeyOtherText):
        return _("This was sent already, with other words. Open the page again to write this too.")
    if isinstance(error, PostTooLong):
        return _("At most %(limit)d characters fit into a message.") % {"limit": error.limit}
    return _("Write something first.")


def _problem(
    request: HttpRequest, composer: WritingBox, status: int, *, refusal: Refusal | None = None,
    form: Any = None, company: Company | None = None, **context: Any,
) -> HttpResponse:  # fmt: skip
    """Say what is in the way, with everything that was typed."""
    composer.body = request.POST.get("body", "")[:TYPED_MAX]
    composer.refusal = refusal
    composer.errors = {} if form is None else {name: str(errors[0]) for name, errors in form.errors.items()}
    if is_fragment(request):
        return render(request, "components/composer_problem.html", {"composer": composer}, status=status)
    if company is not None and "message" not in context:
        return talk_page(request, company, composer=composer, status=status)
    page = "members/messages/edit.html" if company is not None else "members/messages/new.html"
    extra = about(request, company) if company is not None else {}
    return render(request, page, {"composer": composer, "form": form} | extra | context, status=status)


def _refused(request: HttpRequest, composer: WritingBox, refusal: Refusal, **context: Any) -> HttpResponse:
    """Say why it may not be sent now: 429 with the time if it will be possible later, 403 if not."""
    response = _problem(request, composer, 429 if refusal.until else 403, refusal=refusal, **context)
    if refusal.until:
        response["Retry-After"] = str(refusal.retry_after)
    return response


@keeping_text
@members_only
@require_http_methods(["GET", "HEAD", "POST"])
@in_talk
def edit(request: HttpRequest, company: Company, message_id: int) -> HttpResponse:
    """Say it in other words, for fifteen minutes."""
    message, member = find_message(company, message_id), member_of(request)
    refusal, composer = may_edit(member, message), edit_composer(message)
    if request.method != "POST":
        if refusal is not None:
            raise PermissionDenied(refusal.sentence)
        return render(request, "members/messages/edit.html", about(request, company) | {"composer": composer})
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _problem(request, composer, 422, form=form, company=company, message=message)
    try:
        submit_edit(message, by=member, source=form.cleaned_data["body"])
    except NotNow as not_now:
        return _refused(request, composer, not_now.refusal, company=company, message=message)
    except WRONG as error:
        return _problem(request, composer, 422, refusal=Refusal(words_for(error)), company=company, message=message)
    return go(request, message.get_absolute_url())


@members_only
@require_POST
@in_talk
def delete(request: HttpRequest, company: Company, message_id: int) -> HttpResponse:
    """Take one's words back; a mark stays."""
    message, member = find_message(company, message_id), member_of(request)
    refusal = may_delete(member, message)
    if refusal is not None:
        raise PermissionDenied(refusal.sentence)
    message.delete_words(by=member)
    messages.success(request, _("Deleted."))
    return go(request, message.get_absolute_url())
