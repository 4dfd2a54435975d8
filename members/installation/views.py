"""The community's own stylesheet, and the staff settings of its name and look."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from config.lib.audience import managers_only, member_of, public
from config.lib.pictures import Picture, thumbnail
from members.installation.forms import MARK_SIDE, LookForm, MarkForm, NameForm, look_now
from members.installation.icons import large
from members.installation.models import Installation
from members.installation.painting import former_key
from members.installation.sampling import STARTS, sample_css, sample_of


@public
@require_GET
def theme(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """The stylesheet of the community's colour. Its address names its content, so it may be kept for good."""
    installation = Installation.current()
    known = fingerprint == installation.theme_hash
    css = installation.theme_css if known else cache.get(former_key(fingerprint))
    if not css:
        raise Http404
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


# --- name ----------------------------------------------------------------------------------------------------------


@managers_only
@require_GET
def settings_start(request: HttpRequest) -> HttpResponse:
    """Where the settings of the community begin."""
    return redirect("settings_name")


@managers_only
@require_GET
def settings_name(request: HttpRequest) -> HttpResponse:
    """Name and purpose."""
    return _name_page(request)


def _name_page(request: HttpRequest, status: int = 200, **forms: Any) -> HttpResponse:
    installation = Installation.current()
    now = {"name": installation.name, "purpose": installation.purpose}
    page = {
        "name_form": NameForm(initial=now),
        "topic": "name",
    } | forms
    return render(request, "manage/settings/name.html", page, status=status)


@managers_only
@require_POST
def rename(request: HttpRequest) -> HttpResponse:
    """Take another name and purpose."""
    form = NameForm(request.POST)
    if not form.is_valid():
        return _name_page(request, 422, name_form=form)
    Installation.current().rename(form.cleaned_data["name"], form.cleaned_data["purpose"], by=member_of(request))
    messages.success(request, _("Saved."))
    return redirect("settings_name")


# --- look ----------------------------------------------------------------------------------------------------------


@managers_only
@require_GET
def settings_look(request: HttpRequest) -> HttpResponse:
    """Colour, corners, mark; with a colour in the address, how that one would look."""
    asked = {name: request.GET[name] for name in ("accent", "corners") if name in request.GET}
    form = LookForm(look_now(Installation.current()) | asked) if asked else None
    return _look_page(request, form)


def _look_page(
    request: HttpRequest, form: LookForm | None = None, mark_form: MarkForm | None = None, status: int = 200
) -> HttpResponse:
    installation = Installation.current()
    shown = form.cleaned_data if form is not None and form.is_valid() else look_now(installation)
    page = {
        "form": form or LookForm(initial=look_now(installation)),
        "mark_form": mark_form or MarkForm(),
        "installation": installation,
        "sample": sample_of(shown["accent"], shown["corners"]),
        "starts": STARTS,
        "corners": shown["corners"],
        "topic": "look",
    }
    fragment = "#look-sample" if request.headers.get("HX-Request") and request.method == "GET" else ""
    return render(request, f"manage/settings/look.html{fragment}", page, status=status)


@managers_only
@require_GET
def settings_look_sample(request: HttpRequest) -> HttpResponse:
    """The stylesheet of a look nobody has taken yet, for the preview alone."""
    form = LookForm(request.GET)
    if not form.is_valid():
        raise Http404
    css = sample_css(form.cleaned_data["accent"], form.cleaned_data["corners"])
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "private, max-age=3600"
    return response


@managers_only
@require_POST
def paint(request: HttpRequest) -> HttpResponse:
    """Take the colour and the corners."""
    form = LookForm(request.POST)
    if not form.is_valid():
        return _look_page(request, form, status=422)
    Installation.current().paint(form.cleaned_data["accent"], form.cleaned_data["corners"], by=member_of(request))
    messages.success(request, _("Everybody sees the new look now."))
    return redirect("settings_look")


@managers_only
@require_POST
def take_mark(request: HttpRequest) -> HttpResponse:
    """Show another picture as the mark."""
    form = MarkForm(request.POST, request.FILES)
    if not form.is_valid():
        return _look_page(request, mark_form=form, status=422)
    picture: Picture = form.cleaned_data["mark"]
    name = f"mark/{secrets.token_urlsafe(12)}.webp"
    default_storage.save(name, ContentFile(thumbnail(picture, MARK_SIDE).data))
    default_storage.save(large(name), ContentFile(picture.data))
    _show_mark(request, name)
    messages.success(request, _("Everybody sees the new mark now."))
    return redirect("settings_look")


@managers_only
@require_POST
def drop_mark(request: HttpRequest) -> HttpResponse:
    """Show the shipped mark again."""
    _show_mark(request, "")
    messages.success(request, _("The mark Talkoot comes with is back."))
    return redirect("settings_look")


@transaction.atomic
def _show_mark(request: HttpRequest, name: str) -> None:
    installation = Installation.current()
    installation.lock()
    before = installation.mark
    installation.take_mark(name, by=member_of(request))
    if before and before != name:
        for file in (before, large(before)):
            transaction.on_commit(partial(default_storage.delete, file))
