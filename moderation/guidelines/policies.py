"""The policies, for the team: moderators read them with what usually follows, managers write the next version."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of, moderators_only
from moderation.guidelines import drafting
from moderation.guidelines.drafting import DraftChanged, NoDraft, NumberTaken, stamp_of_all, stamp_of_rule
from moderation.guidelines.forms import PublishForm, RuleForm, WordsForm, restamp
from moderation.guidelines.models import Guidelines, Rule
from moderation.guidelines.permissions import may_edit_policies
from moderation.guidelines.publishing import publish
from moderation.guidelines.showing import shown


@moderators_only
@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """The rules in force, as the team needs them."""
    version = Guidelines.in_force()
    page = {
        "shown": shown(version) if version else None,
        "draft": Guidelines.draft(),
        "refusal": may_edit_policies(member_of(request)),
    }
    return render(request, "moderation/guidelines/policies.html", page)


@managers_only
@require_POST
def policies_begin(request: HttpRequest) -> HttpResponse:
    """Begin the next version, or go on with it."""
    _may(request)
    drafting.begin(by=member_of(request))
    return redirect("policies_draft")


@managers_only
@require_safe
def policies_draft(request: HttpRequest) -> HttpResponse:
    """The next version, as it is so far."""
    draft = Guidelines.draft()
    if draft is None:
        return redirect("policies")
    return _draft_page(request, draft, WordsForm.of(draft))


def _draft_page(
    request: HttpRequest, draft: Guidelines, form: WordsForm, status: int = 200, **more: Any
) -> HttpResponse:
    page = {"draft": draft, "rules": list(draft.rules.all()), "form": form} | more
    return render(request, "moderation/guidelines/draft.html", page, status=status)


@managers_only
@require_POST
def policies_say(request: HttpRequest) -> HttpResponse:
    """Change purpose and values."""
    _may(request)
    form = WordsForm(request.POST)
    draft = Guidelines.draft()
    if draft is None:
        return _no_draft(request)
    if not form.is_valid():
        return _draft_page(request, draft, form, 422)
    given = form.cleaned_data
    try:
        drafting.say(given["purpose"], given["values"], stamp=given["stamp"])
    except DraftChanged as changed:
        restamp(form, drafting.stamp_of_words(draft))
        form.add_error(None, str(changed))
        return _draft_page(request, draft, form, 409, theirs=draft)
    except NoDraft:
        return _no_draft(request)
    messages.success(request, _("Saved in the draft. Members see it once it is published."))
    return redirect("policies_draft")


@managers_only
@require_safe
def policy_new(request: HttpRequest) -> HttpResponse:
    """A form for another rule."""
    if Guidelines.draft() is None:
        return redirect("policies")
    return _rule_page(request, RuleForm(), None)


@managers_only
@require_POST
def policy_add(request: HttpRequest) -> HttpResponse:
    """Put a rule into the draft."""
    return _kept(request, RuleForm(request.POST), None, lambda form: drafting.add_rule(form.said()))


@managers_only
@require_safe
def policy(request: HttpRequest, key: str) -> HttpResponse:
    """One rule of the draft, to change it."""
    rule = _rule(key)
    return _rule_page(request, RuleForm.of(rule), rule)


@managers_only
@require_POST
def policy_change(request: HttpRequest, key: str) -> HttpResponse:
    """Change a rule of the draft."""
    form = RuleForm(request.POST)
    return _kept(
        request, form, _rule(key),
        lambda sent: drafting.change_rule(key, sent.said(), stamp=sent.cleaned_data["stamp"]),
    )  # fmt: skip


def _kept(request: HttpRequest, form: RuleForm, rule: Rule | None, act: Callable[[RuleForm], Rule]) -> HttpResponse:
    _may(request)
    if not form.is_valid():
        return _rule_page(request, form, rule, 422)
    try:
        act(form)
    except NumberTaken:
        form.add_error("number", _("Another rule has this number."))
        return _rule_page(request, form, rule, 422)
    except DraftChanged as changed:
        assert rule is not None
        restamp(form, stamp_of_rule(rule))
        form.add_error(None, str(changed))
        return _rule_page(request, form, rule, 409, theirs=rule)
    except NoDraft:
        return _no_draft(request)
    messages.success(request, _("Saved in the draft. Members see it once it is published."))
    return redirect("policies_draft")


def _rule_page(request: HttpRequest, form: RuleForm, rule: Rule | None, status: int = 200, **more: Any) -> HttpResponse:
    page = {"form": form, "rule": rule} | more
    return render(request, "moderation/guidelines/rule.html", page, status=status)


@managers_only
@require_POST
def policy_remove(request: HttpRequest, key: str) -> HttpResponse:
    """Leave a rule out of the next version."""
    _may(request)
    try:
        rule = drafting.remove_rule(key)
    except NoDraft:
        return _no_draft(request)
    messages.success(request, _("“%(rule)s” is not in the draft any more.") % {"rule": rule.title})
    return redirect("policies_draft")


@managers_only
@require_POST
def policy_up(request: HttpRequest, key: str) -> HttpResponse:
    """Let a rule change places with the one before it."""
    return _moved(request, key, -1)


@managers_only
@require_POST
def policy_down(request: HttpRequest, key: str) -> HttpResponse:
    """Let a rule change places with the one after it."""
    return _moved(request, key, 1)


def _moved(request: HttpRequest, key: str, step: int) -> HttpResponse:
    _may(request)
    try:
        drafting.move_rule(key, step)
    except NoDraft:
        return _no_draft(request)
    return redirect("policies_draft")


@managers_only
@require_safe
def policies_preview(request: HttpRequest) -> HttpResponse:
    """The draft as members will read it, and publishing it."""
    draft = Guidelines.draft()
    if draft is None:
        return redirect("policies")
    first = Guidelines.in_force() is None
    now = {"must_accept": draft.must_accept, "stamp": stamp_of_all(draft, draft.rules.all())}
    return _preview(request, draft, PublishForm(initial=now, first=first))


def _preview(request: HttpRequest, draft: Guidelines, form: PublishForm, status: int = 200) -> HttpResponse:
    if form.is_bound:
        restamp(form, stamp_of_all(draft, draft.rules.all()))
    page = {"shown": shown(draft), "draft": draft, "form": form}
    return render(request, "moderation/guidelines/preview.html", page, status=status)


@managers_only
@require_POST
def policies_publish(request: HttpRequest) -> HttpResponse:
    """Let the draft be in force."""
    _may(request)
    draft, form = Guidelines.draft(), PublishForm(request.POST, first=Guidelines.in_force() is None)
    if draft is None:
        return _no_draft(request)
    if not form.is_valid():
        return _preview(request, draft, form, 422)
    given = form.cleaned_data
    try:
        publish(by=member_of(request), changes=given["changes"], must_accept=given["must_accept"], stamp=given["stamp"])
    except DraftChanged:
        form.add_error(None, _("Somebody else changed the draft while you read it. Look at it again, then publish."))
        return _preview(request, draft, form, 409)
    except NoDraft:
        return _no_draft(request)
    messages.success(request, _("The new guidelines are in force."))
    return redirect("policies")


@managers_only
@require_POST
def policies_discard(request: HttpRequest) -> HttpResponse:
    """Throw the draft away."""
    _may(request)
    try:
        drafting.discard(by=member_of(request))
    except NoDraft:
        return _no_draft(request)
    messages.success(request, _("The draft is gone. What is in force stays as it is."))
    return redirect("policies")


def _may(request: HttpRequest) -> None:
    if (refusal := may_edit_policies(member_of(request))) is not None:
        raise PermissionDenied(refusal.sentence)


def _rule(key: str) -> Rule:
    rule = Rule.objects.filter(guidelines__published_at=None, key=key).select_related("guidelines").first()
    if rule is None:
        raise Http404
    return rule


def _no_draft(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("This draft was published or thrown away meanwhile."))
    return redirect("policies")
