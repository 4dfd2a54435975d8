"""A member's settings: one topic per page, each with its own Save."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from config.lib import limits
from config.lib.audience import MemberRequest, members_only
from config.lib.pictures import PHOTO_SIDES, PictureRefused, read_picture
from members.icebreakers.answering import answer
from members.icebreakers.forms import AnswersForm
from members.profiles.models import Member
from members.profiles.preferences import CHOICES, choose
from members.settings.forms import AccessibilityForm, AppearanceForm, PhotoForm, PrivacyForm, ProfileForm

_page = require_http_methods(["GET", "HEAD", "POST"])


@members_only
@_page
def profile(request: HttpRequest) -> HttpResponse:
    """What others see of oneself."""
    member = cast(MemberRequest, request).user
    sent = request.POST if request.method == "POST" else None
    form, answers = ProfileForm(sent, member=member.as_they_are()), AnswersForm(sent, member=member)
    # Both are asked, so that everything that is wrong is said at once.
    if all([form.is_valid(), answers.is_valid()]) and _save_profile(member, form, answers):
        hidden = member.profile_hidden_at is not None
        messages.success(request, _("Saved. A moderator will look at it.") if hidden else _("Saved."))
        return redirect("settings_profile")
    page = {"form": form, "photo_form": PhotoForm(), "answers": answers, "me": member.as_they_are()}
    return _show(request, "profile", page)


def _save_profile(member: Member, form: ProfileForm, answers: AnswersForm) -> bool:
    words = dict(form.cleaned_data)
    handle = words.pop("handle")
    try:
        with transaction.atomic():
            member.take_handle(handle, by=member)
            member.describe(by=member, **words)
            answer(answers.said(), by=member)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


@members_only
@require_POST
def photo(request: HttpRequest) -> HttpResponse:
    """Show another photo."""
    member = cast(MemberRequest, request).user
    form = PhotoForm(request.POST, request.FILES)
    if form.is_valid():
        limits.spend(limits.PHOTOS, member.pk)
        try:
            member.take_photo(read_picture(form.cleaned_data["photo"], max_side=2 * max(PHOTO_SIDES)), by=member)
        except PictureRefused as refusal:
            form.add_error("photo", str(refusal))
        else:
            messages.success(request, _("This is your photo now."))
            return redirect("settings_profile")
    page: dict[str, Any] = {
        "form": ProfileForm(member=member.as_they_are()),
        "photo_form": form,
        "answers": AnswersForm(member=member),
    }
    page["me"] = member.as_they_are()
    return _show(request, "profile", page)


@members_only
@require_POST
def photo_remove(request: HttpRequest) -> HttpResponse:
    """Show initials again."""
    member = cast(MemberRequest, request).user
    member.drop_photo(by=member)
    messages.success(request, _("Your photo is removed."))
    return redirect("settings_profile")


@members_only
@_page
def appearance(request: HttpRequest) -> HttpResponse:
    """Colours, size of text, language."""
    return _preferences(request, "appearance", AppearanceForm)


@members_only
@_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """Links, motion, keys, the box one writes in."""
    return _preferences(request, "accessibility", AccessibilityForm)


@members_only
@_page
def privacy(request: HttpRequest) -> HttpResponse:
    """Who sees what."""
    return _preferences(request, "privacy", PrivacyForm)


@members_only
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """The three buttons in the menu; the page they are pressed on stays, without JavaScript the settings follow."""
    chosen = request.POST.get("theme", "")
    if chosen in CHOICES["theme"]:
        choose(cast(MemberRequest, request).user, theme=chosen)
    return redirect("settings_appearance")


def _preferences(request: HttpRequest, topic: str, form_of: Callable[..., forms.Form]) -> HttpResponse:
    member = cast(MemberRequest, request).user
    form = form_of(request.POST if request.method == "POST" else None, member=member)
    if request.method == "POST" and form.is_valid():
        chosen = dict(form.cleaned_data)
        if "language" in chosen:
            member.describe(by=member, language=chosen.pop("language"))
        choose(member, **chosen)
        # In the language that was chosen just now.
        with override(member.language or get_language_from_request(request)):
            messages.success(request, _("Saved."))
        return redirect(f"settings_{topic}")
    return _show(request, topic, {"form": form})


def _show(request: HttpRequest, topic: str, page: dict[str, Any]) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, f"members/settings/{topic}.html", page, status=status)
