"""The page of a series, and what managers do with it: rota, texts, checklist, its end."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.lib.audience import managers_only, member_of
from members.profiles.refusing import NotNow
from programs.series.adding import add_date, take_away
from programs.series.banking import BankFull, add_text, change_text, move_text, retire_text
from programs.series.checking import set_list
from programs.series.hosting import change_rota
from programs.series.models import Program
from programs.series.occurrences import Occurrence
from programs.series.overtaken import ChangedMeanwhile, beside, read_again
from programs.series.overview import overview_of
from programs.series.series_forms import ChecklistForm, DateForm, TextForm, TurnForm
from programs.series.texts import BankText, bank_of

STEPS = {"up": -1, "down": 1}


@managers_only
@require_safe
def program(request: HttpRequest, program_id: int) -> HttpResponse:
    """The rule in words, dates, hosts, texts, checklist."""
    return _page(request, _found(request, program_id))


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def program_end(request: HttpRequest, program_id: int) -> HttpResponse:
    """Ask first, saying how many dates are called off; then let it happen no more."""
    found = _found(request, program_id)
    if request.method != "POST":
        ahead = Occurrence.objects.filter(program=found).to_come().count()
        return render(request, "programs/series/end.html", {"program": found, "ahead": ahead})
    found.end(by=member_of(request))
    messages.success(request, _("It happens no more. What has begun goes on to its end."))
    return redirect(found)


@managers_only
@require_POST
def program_date_add(request: HttpRequest, program_id: int) -> HttpResponse:
    """One more date beside the rule."""
    found = _found(request, program_id)
    form = DateForm(request.POST, viewer=member_of(request), program=found)
    if form.is_valid():
        said = form.cleaned_data
        try:
            add_date(found, said["day"], said["at"], host=form.member, by=member_of(request))
        except NotNow as why:
            form.add_error("day", why.refusal.sentence)
        else:
            messages.success(request, _("The date is added. It stays where it is when the series changes."))
            return redirect(found)
    return _page(request, found, date_form=form, status=422)


@managers_only
@require_POST
def program_date_remove(request: HttpRequest, program_id: int, occurrence_id: int) -> HttpResponse:
    """An extra date is not added after all."""
    found = _found(request, program_id)
    try:
        is_gone = take_away(get_object_or_404(found.occurrences, pk=occurrence_id), by=member_of(request))
    except NotNow as why:
        messages.error(request, why.refusal.sentence)
    else:
        gone, off = _("The date is gone."), _("Somebody counts on this date, so it is called off and they are told.")
        messages.success(request, gone if is_gone else off)
    return redirect(found)


@managers_only
@require_POST
def program_host_add(request: HttpRequest, program_id: int) -> HttpResponse:
    """Somebody more in the rota, at its end."""
    found = _found(request, program_id)
    form = TurnForm(request.POST, viewer=member_of(request))
    if not form.is_valid() or form.member is None:
        return _page(request, found, turn_form=form, status=422)
    change_rota(found, "add", form.member.pk, by=member_of(request))
    messages.success(request, _("%(name)s hosts too.") % {"name": form.member.name})
    return redirect(f"{found.get_absolute_url()}#hosts")


@managers_only
@require_POST
def program_host_move(request: HttpRequest, program_id: int, member_id: int) -> HttpResponse:
    """Somebody's place in the rota: up, down, or out of it."""
    found = _found(request, program_id)
    get_object_or_404(found.turns, member_id=member_id)
    change_rota(found, request.POST.get("do", ""), member_id, by=member_of(request))
    return redirect(f"{found.get_absolute_url()}#hosts")


@managers_only
@require_POST
def program_checklist(request: HttpRequest, program_id: int) -> HttpResponse:
    """What has to be ready for each occurrence."""
    found = _found(request, program_id)
    form = ChecklistForm(request.POST, items=_items(found))
    if not form.is_valid():
        return _page(request, found, checklist_form=form, status=422)
    set_list(found, form.lines, by=member_of(request))
    messages.success(request, _("Saved. What is ticked off stays so."))
    return redirect(f"{found.get_absolute_url()}#checklist")


@managers_only
@require_POST
def program_text_add(request: HttpRequest, program_id: int) -> HttpResponse:
    """A text more in the bank."""
    found = _found(request, program_id)
    form = TextForm(request.POST)
    if form.is_valid():
        try:
            add_text(found, form.cleaned_data["title"], form.cleaned_data["words"], by=member_of(request))
        except BankFull:
            form.add_error("title", _("The bank is full. Take something out first."))
        else:
            messages.success(request, _("It stands at the end of the bank."))
            return redirect(f"{found.get_absolute_url()}#texts")
    return _page(request, found, text_form=form, status=422)


@managers_only
@require_http_methods(["GET", "HEAD", "POST"])
def program_text(request: HttpRequest, program_id: int, text_id: int) -> HttpResponse:
    """Other words for a text of the bank."""
    found = _found(request, program_id)
    text = _text(found, text_id)
    initial = {"title": text.title, "words": text.words, "edition": text.edition}
    page: dict[str, Any] = {"program": found, "text": text, "form": TextForm(initial=initial)}
    if request.method != "POST":
        return render(request, "programs/series/text.html", page)
    page["form"] = form = TextForm(request.POST)
    if not form.is_valid():
        return render(request, "programs/series/text.html", page, status=422)
    said = form.cleaned_data
    try:
        change_text(text, said["title"], said["words"], by=member_of(request), read_as=said["edition"])
    except ChangedMeanwhile as overtaken:
        text.refresh_from_db()
        page["theirs"] = beside(form, {"title": text.title, "words": text.words})
        read_again(form, text.edition, text.written_by)
        return render(request, "programs/series/text.html", page, status=overtaken.refusal.status)
    messages.success(request, _("Saved."))
    return redirect(f"{found.get_absolute_url()}#texts")


@managers_only
@require_POST
def program_text_move(request: HttpRequest, program_id: int, text_id: int) -> HttpResponse:
    """A text's place in the bank: up, down, or out of it."""
    found = _found(request, program_id)
    text, does = _text(found, text_id), request.POST.get("do", "")
    if does == "retire":
        retire_text(text, by=member_of(request))
    elif does in STEPS:
        move_text(text, STEPS[does], by=member_of(request))
    return redirect(f"{found.get_absolute_url()}#texts")


def _found(request: HttpRequest, program_id: int) -> Program:
    seen = Program.objects.visible_to(member_of(request)).select_related("space", "owner", "audience", "continues")
    found: Program = get_object_or_404(seen, pk=program_id)
    return found


def _text(program: Program, text_id: int) -> BankText:
    found: BankText = get_object_or_404(bank_of(program).select_related("program"), pk=text_id, retired_at=None)
    return found


def _items(program: Program) -> list[Any]:
    return list(program.check_items.filter(retired_at=None).order_by("place", "pk"))


def _page(request: HttpRequest, found: Program, *, status: int = 200, **forms: Any) -> HttpResponse:
    viewer, overview = member_of(request), overview_of(found)
    page = {
        "program": found,
        "series": overview,
        "turn_form": forms.get("turn_form") or TurnForm(viewer=viewer, auto_id="turn_%s"),
        "date_form": forms.get("date_form") or DateForm(viewer=viewer, program=found, auto_id="date_%s"),
        "text_form": forms.get("text_form") or TextForm(auto_id="text_%s"),
        "checklist_form": forms.get("checklist_form") or ChecklistForm(items=overview.items, auto_id="list_%s"),
        "has_errors": bool(forms),
    }
    return render(request, "programs/series/series.html", page, status=status)
