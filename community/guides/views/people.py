"""Who writes a guide: its owner and its editors."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from community.composing.views.answering import stop_at
from community.guides.finding import guide_at
from community.guides.models import Guide
from community.guides.owning import EDITORS_MAX
from community.guides.permissions import may_name_editors
from community.spaces.seeing import visible_space_ids
from config.lib.audience import members_only
from config.lib.handle_names import typed_handle
from members.profiles.keeping_away import who_keeps_away_from
from members.profiles.models import Member


@members_only
@require_safe
@guide_at
def guide_people(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Choose who writes it."""
    stop_at(may_name_editors(request.user, guide))
    return render(request, "community/guides/people.html", {"guide": guide})


@members_only
@require_POST
@guide_at
def guide_add_editor(request: HttpRequest, guide: Guide) -> HttpResponse:
    """Let somebody write it too, or hand it over to them (`role`)."""
    stop_at(may_name_editors(request.user, guide))
    typed = " ".join(request.POST.get("handle", "").replace("\0", "").split())
    member = Member.objects.present().named(typed_handle(typed)).first()
    by = cast(Member, request.user)
    problem = _problem(guide, member, typed, by)
    if member is None or problem:
        context = {"guide": guide, "typed": typed, "problem": problem, "role": request.POST.get("role", "")}
        return render(request, "community/guides/people.html", context, status=422)
    if request.POST.get("role") == "owner":
        guide.hand_over(member, by=by)
        messages.success(request, _("%(name)s answers for this guide now.") % {"name": member.name})
    else:
        try:
            guide.add_editor(member, by=by)
        except ValueError:
            words = ngettext("At most %(count)d editor.", "At most %(count)d editors.", EDITORS_MAX)
            context = {"guide": guide, "typed": typed, "problem": words % {"count": EDITORS_MAX}}
            return render(request, "community/guides/people.html", context, status=422)
        messages.success(request, _("%(name)s writes this guide too.") % {"name": member.name})
    return redirect("guide_people", guide_slug=guide.address)


def _problem(guide: Guide, member: Member | None, typed: str, by: Member) -> str:
    if member is None:
        return _("Nobody here has the handle “%(handle)s”.") % {"handle": typed[:40]}
    if guide.space is not None and guide.space.pk not in visible_space_ids(member):
        return _("%(name)s does not see this space.") % {"name": member.name}
    if member.pk in who_keeps_away_from(by):
        return _("%(name)s has blocked you, so you cannot choose them.") % {"name": member.name}
    return ""


@members_only
@require_POST
@guide_at
def guide_remove_editor(request: HttpRequest, guide: Guide, handle: str) -> HttpResponse:
    """Somebody no longer writes it; also by themselves."""
    member = next((one for one in guide.editors.all() if one.handle == handle), None)
    if member == request.user:
        return _leave(request, guide, member)
    stop_at(may_name_editors(request.user, guide))
    if member is None:
        raise Http404
    guide.remove_editor(member, by=cast(Member, request.user))
    messages.success(request, _("%(name)s no longer writes this guide.") % {"name": member.name})
    return redirect("guide_people", guide_slug=guide.address)


def _leave(request: HttpRequest, guide: Guide, member: Member) -> HttpResponse:
    guide.remove_editor(member, by=member)
    messages.success(request, _("You no longer write “%(title)s”.") % {"title": guide.title})
    still_seen = Guide.objects.visible_to(request.user).filter(pk=guide.pk).exists()
    return redirect(guide) if still_seen else redirect("guides")
