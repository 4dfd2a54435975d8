"""The page where managers look after a tag, and its acts."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.spaces.alone import NotPossible
from community.tags.forms import DescribeForm, MergeTagForm
from community.tags.models import Tag
from community.tags.steering import describe, merge, retire, unretire
from config.lib.audience import managers_only
from config.lib.tag_names import tag_or_404
from members.profiles.models import Member


@managers_only
@require_safe
def tag_manage(request: HttpRequest, tag: str) -> HttpResponse:
    """Describe a tag, give it another name, retire it."""
    return _page(request, tag_or_404(tag))


@managers_only
@require_POST
def tag_describe(request: HttpRequest, tag: str) -> HttpResponse:
    """Say what a tag is for."""
    name, form = tag_or_404(tag), DescribeForm(request.POST)
    if not form.is_valid():
        return _page(request, name, 422, describing=form)
    describe(name, form.cleaned_data["description"], by=cast(Member, request.user))
    messages.success(request, _("Saved."))
    return redirect("tag", name)


@managers_only
@require_POST
def tag_merge(request: HttpRequest, tag: str) -> HttpResponse:
    """Make a tag another name of another one."""
    name = tag_or_404(tag)
    form = MergeTagForm(request.POST, name=name)
    if not form.is_valid():
        return _page(request, name, 422, merging=form)
    into = form.cleaned_data["into"]
    try:
        merge(name, into, by=cast(Member, request.user))
    except NotPossible as reason:
        form.add_error("into", str(reason))
        return _page(request, name, 422, merging=form)
    words = _("#%(tag)s leads to #%(into)s now. Its threads follow within moments.")
    messages.success(request, words % {"tag": name, "into": into})
    return redirect("tag", into)


@managers_only
@require_POST
def tag_retire(request: HttpRequest, tag: str) -> HttpResponse:
    """Give a tag to no new thread, or to new ones again."""
    name, by = tag_or_404(tag), cast(Member, request.user)
    try:
        if request.POST.get("retire") == "no":
            unretire(name, by=by)
            messages.success(request, _("In use again."))
        else:
            retire(name, by=by)
            messages.success(request, _("Retired. Threads that carry it keep it; new ones do not get it."))
    except NotPossible as reason:
        messages.error(request, str(reason))
    return redirect("tag_manage", name)


def _page(request: HttpRequest, name: str, status: int = 200, **forms: Any) -> HttpResponse:
    known = Tag.objects.filter(name=name).select_related("synonym_of").first()
    context = {
        "tag": name,
        "known": known,
        "synonyms": Tag.objects.filter(synonym_of__name=name).order_by("name"),
        "describing": DescribeForm(initial={"description": known.description if known else ""}),
        "merging": MergeTagForm(name=name),
    } | forms
    return render(request, "community/tags/manage.html", context, status=status)
