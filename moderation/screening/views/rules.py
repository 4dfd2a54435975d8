"""Rules that act by themselves: the list, one rule, writing it, trying it, switching it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of, moderators_only
from members.profiles.models import Member
from moderation.screening.first import FirstPosts
from moderation.screening.forms import RuleForm, initial_of
from moderation.screening.permissions import may_rule
from moderation.screening.reasons import cited
from moderation.screening.rules import ActingRule, RuleVersion
from moderation.screening.showing import examples_of, hits_of, rows_of
from moderation.screening.switching import NotTried
from moderation.screening.trying import ask_for_test


@moderators_only
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """All rules, with what they do and how they did."""
    viewer = member_of(request)
    seen = ActingRule.objects.visible_to(viewer).kept().order_by("pk")
    context = {"rows": rows_of(seen), "first": FirstPosts.current(), "refusal": may_rule(viewer)}
    return render(request, "moderation/screening/list.html", context)


@moderators_only
@require_safe
def rule(request: HttpRequest, rule_id: int) -> HttpResponse:
    """One rule: its newest version, its test, what it hit."""
    viewer, found = member_of(request), _found(request, rule_id)
    (row,) = rows_of([found])
    test = row.newest.tests.order_by("-asked_at", "-pk").first()
    context = {
        "row": row, "test": test, "examples": examples_of(test, viewer) if test is not None else [],
        "hits": hits_of(found, viewer), "refusal": may_rule(viewer),
        "guideline": cited({row.newest.guideline}).get(row.newest.guideline),
        "versions": found.versions.select_related("made_by").order_by("-number")[:20],
    }  # fmt: skip
    return render(request, "moderation/screening/rule.html", context)


@managers_only
@require_safe
def new(request: HttpRequest) -> HttpResponse:
    """A form for a new rule."""
    return _form(request, RuleForm(viewer=member_of(request)))


@managers_only
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Write a new rule; it is switched off."""
    form = RuleForm(request.POST, viewer=_manager(request))
    if not form.is_valid():
        return _form(request, form, status=422)
    made = ActingRule.make(form.said, by=member_of(request))
    messages.success(request, _("The rule is written. Try it before you switch it on."))
    return redirect(made)


@managers_only
@require_safe
def edit(request: HttpRequest, rule_id: int) -> HttpResponse:
    """A form with what the newest version says."""
    found = _found(request, rule_id)
    return _form(request, RuleForm(viewer=member_of(request), initial=initial_of(_newest(found))), rule=found)


@managers_only
@require_POST
def change(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Write another version; what acts goes on until this one is switched on."""
    found, form = _found(request, rule_id), RuleForm(request.POST, viewer=_manager(request))
    if not form.is_valid():
        return _form(request, form, rule=found, status=422)
    before = _newest(found)
    version = found.change(form.said, by=member_of(request))
    if version.pk == before.pk:
        messages.success(request, _("Nothing was changed."))
    else:
        messages.success(request, _("Saved as version %(n)d. Try it before you switch it on.") % {"n": version.number})
    return redirect(found)


@managers_only
@require_POST
def attempt(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Try the newest version on the last 30 days."""
    by, found = _manager(request), _found(request, rule_id)
    ask_for_test(_newest(found), by=by)
    messages.success(request, _("It is tried on the last 30 days. This takes a moment."))
    return redirect(found)


@managers_only
@require_POST
def switch_on(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Let the newest version act."""
    by, found = _manager(request), _found(request, rule_id)
    try:
        _newest(found).switch_on(by=by)
    except NotTried:
        messages.error(request, _("Try this version on the last 30 days first."))
    else:
        messages.success(request, _("The rule acts from now on."))
    return redirect(found)


@managers_only
@require_POST
def shadow(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Let the newest version count, and do nothing."""
    by, found = _manager(request), _found(request, rule_id)
    _newest(found).let_count(by=by)
    messages.success(request, _("It counts what it would hit, and does nothing."))
    return redirect(found)


@managers_only
@require_POST
def switch_off(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Let no version of it act or count."""
    by, found = _manager(request), _found(request, rule_id)
    for version in found.versions.exclude(on_at=None, shadow_at=None):
        version.switch_off(by=by)
    messages.success(request, _("The rule is off."))
    return redirect(found)


@managers_only
@require_POST
def put_away(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Take it from the list; its hits stay."""
    by, found = _manager(request), _found(request, rule_id)
    found.put_away(by=by)
    messages.success(request, _("The rule is put away. What it found stays in the log."))
    return redirect("rules")


def _form(request: HttpRequest, form: RuleForm, *, rule: ActingRule | None = None, status: int = 200) -> HttpResponse:
    return render(request, "moderation/screening/edit.html", {"form": form, "rule": rule}, status=status)


def _found(request: HttpRequest, rule_id: int) -> ActingRule:
    seen = ActingRule.objects.visible_to(member_of(request)).kept()
    found: ActingRule = get_object_or_404(seen, pk=rule_id)
    return found


def _newest(rule: ActingRule) -> RuleVersion:
    version: RuleVersion | None = rule.versions.select_related("rule", "segment").order_by("-number").first()
    if version is None:
        raise Http404
    return version


def _manager(request: HttpRequest) -> Member:
    viewer = member_of(request)
    if (refusal := may_rule(viewer)) is not None:
        raise PermissionDenied(refusal.sentence)
    return viewer
