"""Response templates, for the team: moderators read them, managers write their own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of, moderators_only
from moderation.guidelines.forms import restamp
from moderation.guidelines.measures import Content, Person
from moderation.guidelines.permissions import may_edit_policies
from moderation.replies.forms import ReplyForm
from moderation.replies.keeping import ReplyChanged, change_reply, remove_reply, write_reply
from moderation.replies.models import NOTES, ReplyTemplate, Tone
from moderation.replies.shipped import shipped_words
from moderation.replies.variables import VARIABLES, fill, sample_values


@moderators_only
@require_safe
def replies(request: HttpRequest) -> HttpResponse:
    """The community's own templates, and an example of what Talkoot comes with."""
    values = sample_values()
    shipped = [
        (Tone(tone).label, NOTES[Tone(tone)], fill(_example(tone), values)) for tone in Tone.values
    ]  # fmt: skip
    page = {
        "rows": list(ReplyTemplate.objects.select_related("changed_by")),
        "shipped": shipped,
        "refusal": may_edit_policies(member_of(request)),
    }
    return render(request, "moderation/replies/list.html", page)


def _example(tone: str) -> str:
    return shipped_words(Content.HIDE, Person.WARN, tone, held=False, rule=True, quote=True)


@managers_only
@require_safe
def reply_new(request: HttpRequest) -> HttpResponse:
    """A form for another template."""
    return _page(request, ReplyForm(initial={"language": translation.get_language()}), None)


@managers_only
@require_POST
def reply_write(request: HttpRequest) -> HttpResponse:
    """Keep another template, or show what it would say."""
    _may(request)
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _page(request, form, None, 422)
    if "preview" in request.POST:
        return _page(request, form, None, preview=_looks(form))
    write_reply(by=member_of(request), **form.said())
    messages.success(request, _("The template is offered from now on."))
    return redirect("replies")


@managers_only
@require_safe
def reply_template(request: HttpRequest, key: str) -> HttpResponse:
    """One template, to change it."""
    template = get_object_or_404(ReplyTemplate, key=key)
    return _page(request, ReplyForm.of(template), template)


@managers_only
@require_POST
def reply_change(request: HttpRequest, key: str) -> HttpResponse:
    """Change a template, or show what it would say."""
    _may(request)
    template, form = get_object_or_404(ReplyTemplate, key=key), ReplyForm(request.POST)
    if not form.is_valid():
        return _page(request, form, template, 422)
    if "preview" in request.POST:
        return _page(request, form, template, preview=_looks(form))
    try:
        change_reply(template, by=member_of(request), stamp=form.cleaned_data["stamp"], **form.said())
    except ReplyChanged as changed:
        restamp(form, changed.template.changed_at.isoformat())
        form.add_error(
            None, _("Somebody else changed this while you wrote. Compare your words with theirs, then save again.")
        )
        return _page(request, form, template, 409, theirs=changed.template)
    messages.success(request, _("The template is changed."))
    return redirect("replies")


@managers_only
@require_POST
def reply_remove(request: HttpRequest, key: str) -> HttpResponse:
    """Offer a template no more."""
    _may(request)
    remove_reply(get_object_or_404(ReplyTemplate, key=key), by=member_of(request))
    messages.success(request, _("The template is gone. Letters that were sent stay as they are."))
    return redirect("replies")


def _looks(form: ReplyForm) -> str:
    """What it would say to somebody."""
    with translation.override(form.cleaned_data["language"]):
        return fill(form.cleaned_data["words"], sample_values())


def _page(
    request: HttpRequest, form: ReplyForm, template: ReplyTemplate | None, status: int = 200, **more: Any
) -> HttpResponse:
    variables = [("{" + name + "}", words) for name, words in VARIABLES.items()]
    page = {"form": form, "template": template, "variables": variables} | more
    return render(request, "moderation/replies/edit.html", page, status=status)


def _may(request: HttpRequest) -> None:
    if (refusal := may_edit_policies(member_of(request))) is not None:
        raise PermissionDenied(refusal.sentence)
