"""Starting a thread."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from community.composing.composer import Composer, begin, refill, thread_composer
from community.composing.forms import ThreadForm
from community.composing.leading import leading
from community.composing.lookalikes import lookalikes
from community.composing.prompts import UNCOMPARED
from community.composing.submitting import Sent, submit_thread
from community.composing.views.answering import problem, refused
from community.composing.views.replying import find_thread, undo_words, words_for
from community.drafts.rescuing import keeping_text
from community.posts.calling import TooManyCalled
from community.posts.held import words_after_posting
from community.posts.models import Post
from community.posts.writing import PostEmpty
from community.questions.deflecting import deflect
from community.spaces.models import Space
from config.lib.audience import members_only
from config.lib.htmx import go
from config.lib.limits import COMPLETE, by_member, limited, spend
from config.lib.markup import PostTooLong
from config.lib.net import network_of
from members.profiles.models import Member
from members.profiles.refusing import NotNow, barred
from members.profiles.submissions import SameKeyOtherText


@keeping_text
@members_only
@require_http_methods(["GET", "HEAD", "POST"])
def thread_new(request: HttpRequest) -> HttpResponse:
    """Write a new thread, or publish it."""
    member = cast(Member, request.user)
    space = Space.objects.visible_to(member).filter(slug=request.GET.get("space", "").replace("\0", "")[:80]).first()
    composer = thread_composer(member, space=space, kind=request.GET.get("kind", ""))
    # A search without result hands over what was looked for; a draft's own title stays.
    composer.title = composer.title or " ".join(request.GET.get("title", "").replace("\0", "").split())[:200]
    if request.method == "POST" and "begin" not in request.POST:
        return _publish(request, member, composer)
    if request.method == "POST":
        begin(refill(composer, request.POST))
    context = {"composer": composer, "reply_refusal": barred(member)}
    return render(request, "community/posts/new.html", context, status=403 if context["reply_refusal"] else 200)


def _publish(request: HttpRequest, member: Member, composer: Composer) -> HttpResponse:
    form = ThreadForm(request.POST, viewer=member, spaces=[choice.space for choice in composer.choices])
    refill(composer, request.POST, form if not form.is_valid() else None)
    if (refusal := barred(member)) is not None:
        return refused(request, composer, refusal)
    if not form.is_valid() or composer.errors:
        return problem(request, composer, 422)
    data = form.cleaned_data
    try:
        thread = submit_thread(
            data["space"], by=member, kind=data["kind"], title=data["title"], source=data["body"],
            tags=data["tags"], key=data["key"], poll=composer.wanted_poll,
            sent=Sent(insist=request.POST.get("insist", ""), sender=network_of(request)),
        )  # fmt: skip
    except NotNow as not_now:
        return refused(request, composer, not_now.refusal)
    except (PostEmpty, PostTooLong, TooManyCalled, SameKeyOtherText) as error:
        composer.errors["body"] = words_for(error)
        return problem(request, composer, 422)
    first = Post.objects.get(thread=thread, number=1)
    said = words_after_posting(first, _("Your thread is published."))
    messages.success(request, undo_words(request, said, first))
    return go(request, thread.get_absolute_url())


@members_only
@require_GET
def thread_similar(request: HttpRequest) -> HttpResponse:
    """A fragment with threads like the title that is being typed, answered ones first."""
    spend(COMPLETE, by_member(request))
    compares = request.GET.get("kind", "") not in UNCOMPARED
    found = lookalikes(request.user, request.GET.get("title", "")[:200]) if compares else []
    context = {"lookalikes": found, "leading": leading(request.user, request.GET.get("title", "")[:200])}
    return render(request, "community/posts/_lookalikes.html", context)


@members_only
@limited(COMPLETE, key=by_member)
@require_POST
def thread_solved(request: HttpRequest, thread_id: int) -> HttpResponse:
    """Somebody found their answer here instead of asking again."""
    thread = find_thread(request.user, thread_id)
    deflect(thread, by=cast(Member, request.user))
    messages.success(request, _("Good. Your draft is kept, in case this was not all."))
    return go(request, thread.get_absolute_url())
