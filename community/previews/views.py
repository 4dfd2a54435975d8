"""Pictures of link previews, taking previews off a post, and the owner's rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST, require_safe

from community.posts.models import Post
from community.posts.permissions import may_edit
from community.previews.forms import RuleForm
from community.previews.models import PreviewRule, PreviewUse
from community.previews.removing import remove_previews, restore_previews
from community.uploads.serving import SANDBOX, serve
from config.lib.audience import members_only, owners_only, public
from members.profiles.models import Member


@public
@require_safe
@csp_override(SANDBOX)
def preview_picture(request: HttpRequest, use_id: str, secret: str) -> HttpResponseBase:
    """The picture of a card, for whoever sees the post that shows it."""
    uses = PreviewUse.objects.visible_to(request.user).select_related("preview")
    use = uses.filter(pk=use_id, preview__picture=secret).first()
    if use is None:
        raise Http404
    everyones = PreviewUse.objects.visible_to(AnonymousUser()).filter(pk=use.pk)
    return serve(request, use.preview.path, etag=f'"{secret}"', kind="image/webp", is_everyones=everyones.exists)


@members_only
@require_POST
def previews_remove(request: HttpRequest, post_id: int) -> HttpResponse:
    """Let the links of a post be links."""
    return _change(request, post_id, remove_previews, _("The previews are gone. The links stay."))


@members_only
@require_POST
def previews_restore(request: HttpRequest, post_id: int) -> HttpResponse:
    """Let the links of a post be cards again."""
    return _change(request, post_id, restore_previews, _("The links have their previews again."))


def _change(request: HttpRequest, post_id: int, act: Callable[..., None], said: str) -> HttpResponse:
    member = cast(Member, request.user)
    post = get_object_or_404(Post.objects.visible_to(member).select_related("thread__space"), pk=post_id)
    if (refusal := may_edit(member, post)) is not None:
        raise PermissionDenied(refusal.sentence)
    act(post, by=member)
    messages.success(request, said)
    return redirect(f"{post.get_absolute_url()}#p-{post.number}")


@owners_only
@require_safe
def settings_previews(request: HttpRequest) -> HttpResponse:
    """Where links are shown with a preview."""
    return _settings(request, RuleForm(initial={"reach": PreviewRule.current().reach}))


@owners_only
@require_POST
def rule_previews(request: HttpRequest) -> HttpResponse:
    """Show previews there from now on."""
    form = RuleForm(request.POST)
    if not form.is_valid():
        return _settings(request, form, 422)
    PreviewRule.current().set(form.cleaned_data["reach"], by=cast(Member, request.user))
    messages.success(request, _("Saved. Posts follow within a few minutes."))
    return redirect("settings_previews")


def _settings(request: HttpRequest, form: RuleForm, status: int = 200) -> HttpResponse:
    return render(request, "community/previews/settings.html", {"form": form, "topic": "previews"}, status=status)
