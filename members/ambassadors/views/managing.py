"""Ambassadors for the team: who applies, who is one, what the page and the kit say."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from config.lib.documents import DocumentRefused
from config.lib.pictures import PictureRefused
from members.ambassadors.applying import AmbassadorApplication
from members.ambassadors.forms import FileForm, KitForm, WordsForm
from members.ambassadors.kit import KitFile, add_file
from members.ambassadors.models import Ambassador
from members.ambassadors.programme import AmbassadorProgramme
from members.profiles.refusing import NotNow

PAGE, WAITING = 30, 100


@managers_only
@require_safe
def manage(request: HttpRequest) -> HttpResponse:
    """Applications that wait, and everybody who is an ambassador."""
    waiting = AmbassadorApplication.objects.visible_to(request.user).open().select_related("nomination__member")
    rows = Ambassador.objects.visible_to(request.user).serving().select_related("member", "grant")
    page = {
        "programme": AmbassadorProgramme.current(),
        "waiting": waiting.order_by("nomination__made_at")[:WAITING],
        "page": Paginator(rows.order_by("grant__ends_at", "pk"), PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "members/ambassadors/manage.html", page)


@managers_only
@require_POST
def open_up(request: HttpRequest) -> HttpResponse:
    """Show the page to everybody."""
    AmbassadorProgramme.open_up(by=member_of(request))
    messages.success(request, _("The page is there, and members can apply."))
    return redirect("manage_ambassadors")


@managers_only
@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Take the page away."""
    AmbassadorProgramme.close(by=member_of(request))
    messages.success(request, _("The page is closed. Whoever is an ambassador stays one."))
    return redirect("manage_ambassadors")


@managers_only
@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """What the page says, to be changed."""
    now = AmbassadorProgramme.current()
    said = {"doing": now.doing_text, "expecting": now.expecting_text, "questions": now.asked}
    return _words(request, WordsForm(initial=said))


def _words(request: HttpRequest, form: WordsForm, status: int = 200) -> HttpResponse:
    return render(request, "members/ambassadors/words.html", {"form": form}, status=status)


@managers_only
@require_POST
def words_save(request: HttpRequest) -> HttpResponse:
    """Let the page say something else."""
    form = WordsForm(request.POST)
    if not form.is_valid():
        return _words(request, form, 422)
    AmbassadorProgramme.describe(**form.cleaned_data, by=member_of(request))
    messages.success(request, _("Saved."))
    return redirect("manage_ambassadors")


@managers_only
@require_safe
def kit_edit(request: HttpRequest) -> HttpResponse:
    """The kit, to be changed."""
    return _kit(request)


def _kit(request: HttpRequest, status: int = 200, **forms: Any) -> HttpResponse:
    page = {
        "kit_form": KitForm(initial={"kit": AmbassadorProgramme.current().kit}),
        "file_form": FileForm(auto_id="file_%s"),
        "files": KitFile.objects.select_related("added_by"),
        "has_problem": status == 422,
    } | forms
    return render(request, "members/ambassadors/kit_edit.html", page, status=status)


@managers_only
@require_POST
def kit_save(request: HttpRequest) -> HttpResponse:
    """Let the kit say something else."""
    form = KitForm(request.POST)
    if not form.is_valid():
        return _kit(request, 422, kit_form=form)
    AmbassadorProgramme.write_kit(form.cleaned_data["kit"], by=member_of(request))
    messages.success(request, _("Saved."))
    return redirect("ambassador_kit_edit")


@managers_only
@require_POST
def file_add(request: HttpRequest) -> HttpResponse:
    """Put a file into the kit."""
    form = FileForm(request.POST, request.FILES, auto_id="file_%s")
    if not form.is_valid():
        return _kit(request, 422, file_form=form)
    try:
        add_file(form.cleaned_data["file"], form.cleaned_data["title"], by=member_of(request))
    except (DocumentRefused, PictureRefused, NotNow) as no:
        form.add_error("file", no.refusal.sentence if isinstance(no, NotNow) else str(no))
        return _kit(request, 422, file_form=form)
    messages.success(request, _("The file is in the kit."))
    return redirect("ambassador_kit_edit")


@managers_only
@require_POST
def file_remove(request: HttpRequest, file_id: int) -> HttpResponse:
    """Take a file out of the kit."""
    get_object_or_404(KitFile, pk=file_id).remove(by=member_of(request))
    messages.success(request, _("The file is gone."))
    return redirect("ambassador_kit_edit")
