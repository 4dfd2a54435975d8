"""Pages of facts from outside, for managers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import managers_only, member_of
from metrics.outside.comparing import compared
from metrics.outside.forms import MappingForm, SourceForm, TableForm
from metrics.outside.keys import folded, small
from metrics.outside.models import FactFile, OutsideSource
from metrics.outside.reading import Looked, columns_of, look, rows_of
from metrics.outside.taking import OtherSort, take_in

EXAMPLE = """POST {}
Authorization: Bearer tkf_…

{{"facts": [{{"email": "ana@example.com", "fact": "renewed", "value": true, "day": "2026-11-23"}}]}}"""


@managers_only
@require_safe
def outside(request: HttpRequest) -> HttpResponse:
    """All sources."""
    return _list(request, SourceForm())


@managers_only
@require_POST
def outside_make(request: HttpRequest) -> HttpResponse:
    """A new source."""
    form = SourceForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                return redirect(OutsideSource.make(form.cleaned_data["name"], by=member_of(request)))
        except IntegrityError:
            form.add_error("name", _("There is a source of this name already."))
    return _list(request, form, status=422)


@managers_only
@require_safe
def outside_source(request: HttpRequest, source_id: int) -> HttpResponse:
    """What one source says, and how to hand in more."""
    return _source(request, get_object_or_404(OutsideSource, pk=source_id), TableForm())


@managers_only
@require_POST
def outside_upload(request: HttpRequest, source_id: int) -> HttpResponse:
    """Hand in a table; nothing of it counts before its columns have a meaning."""
    source = get_object_or_404(OutsideSource, pk=source_id)
    form = TableForm(request.POST, request.FILES)
    if not form.is_valid():
        return _source(request, source, form, status=422)
    name = str(form.cleaned_data["file"].name)[:120]
    with transaction.atomic():
        whose = _kept(source_id)
        file = FactFile.objects.create(source=whose, name=name, content=form.content, made_by=member_of(request))
    return redirect(file)


@managers_only
@require_POST
@never_cache
def outside_key(request: HttpRequest, source_id: int) -> HttpResponse:
    """A key, shown this once."""
    with transaction.atomic():
        source = _kept(source_id)
        key = source.renew_key(by=member_of(request))
    return _source(request, source, TableForm(), key=key)


@managers_only
@require_POST
def outside_key_end(request: HttpRequest, source_id: int) -> HttpResponse:
    """End the key."""
    with transaction.atomic():
        source = _kept(source_id)
        source.end_key(by=member_of(request))
    messages.success(request, _("The key opens nothing any more."))
    return redirect(source)


@managers_only
@require_POST
def outside_forget(request: HttpRequest, source_id: int) -> HttpResponse:
    """Take a source away with all its facts, if its name was typed."""
    source = get_object_or_404(OutsideSource, pk=source_id)
    if folded(request.POST.get("name", "")) != source.folded:
        return _source(request, source, TableForm(), problem=_("Type the name of the source as it stands above."))
    source.forget(by=member_of(request))
    messages.success(request, _("The source and its facts are gone."))
    return redirect("outside")


@managers_only
@require_safe
def outside_file(request: HttpRequest, file_id: int) -> HttpResponse:
    """The columns of a table, and what they would say."""
    return _file(request, _open(file_id))


@managers_only
@require_POST
def outside_map(request: HttpRequest, file_id: int) -> HttpResponse:
    """Give the columns a meaning and see what would be taken in; nothing is yet."""
    file = _open(file_id)
    form = _mapping_form(rows_of(file.content), request.POST)
    if not form.is_valid():
        return _file(request, file, form, status=422)
    with transaction.atomic():
        current = _locked(file_id)
        if current.settled_at is not None:
            raise Http404
        current.mapping = form.mapping()
        current.save(update_fields=["mapping"])
    return redirect(file)


@managers_only
@require_POST
def outside_take(request: HttpRequest, file_id: int) -> HttpResponse:
    """Take it in, once, as it was looked at: where the columns say something else by now, it is shown anew."""
    problem = ""
    with transaction.atomic():
        file = _locked(file_id)
        if file.settled_at is None and "as_of" in request.POST:
            form = _mapping_form(rows_of(file.content), request.POST)
            if not form.is_valid():
                return _file(request, file, form, status=422)
            if form.mapping() != file.mapping:
                file.mapping = form.mapping()
                file.save(update_fields=["mapping"])
                messages.info(request, _("The columns say something else than before. Look at what would be taken in."))
                return redirect(file)
        if file.settled_at is None and file.mapping:
            try:
                with transaction.atomic():
                    taken = take_in(file.source, _looked(file).facts, by=member_of(request))
            except OtherSort as other:
                problem = _("“%(name)s” says something else in this source. Call it otherwise.") % {"name": other.name}
            else:
                _settle(file, taken)
    if problem:
        return _file(request, file, problem=problem, status=422)
    if file.taken is not None:
        words = ngettext("%(n)d fact was taken in.", "%(n)d facts were taken in.", file.taken) % {"n": file.taken}
        messages.success(request, words)
    return redirect(file.source)


@managers_only
@require_POST
def outside_put_away(request: HttpRequest, file_id: int) -> HttpResponse:
    """Do not take it in; what it held is gone."""
    with transaction.atomic():
        file = _locked(file_id)
        if file.settled_at is None:
            _settle(file, None)
            messages.success(request, _("The table was put away. Nothing of it is kept."))
    return redirect(file.source)


def _kept(source_id: int) -> OutsideSource:
    """A source that nobody takes away before the transaction ends; 404 if somebody did."""
    return get_object_or_404(OutsideSource.objects.select_for_update(no_key=True), pk=source_id)


def _locked(file_id: int) -> FactFile:
    """A table under its lock, and before it its source’s, as taking a source away has them; 404 if it is gone."""
    _kept(get_object_or_404(FactFile, pk=file_id).source_id)
    return get_object_or_404(FactFile.objects.select_for_update(of=("self",)).select_related("source"), pk=file_id)


def _settle(file: FactFile, taken: int | None) -> None:
    file.settled_at, file.taken, file.content = timezone.now(), taken, ""
    file.save(update_fields=["settled_at", "taken", "content"])


def _open(file_id: int) -> FactFile:
    return get_object_or_404(FactFile.objects.select_related("source"), pk=file_id, settled_at=None)


def _looked(file: FactFile) -> Looked:
    said = file.mapping
    return look(rows_of(file.content), said["meanings"], said["names"], date.fromisoformat(said["as_of"]))


def _list(request: HttpRequest, form: SourceForm, status: int = 200) -> HttpResponse:
    sources = OutsideSource.objects.order_by("name")
    return render(request, "metrics/outside/list.html", {"sources": sources, "form": form}, status=status)


def _source(
    request: HttpRequest, source: OutsideSource, form: TableForm, *, key: str = "", problem: str = "", status: int = 200
) -> HttpResponse:
    page: dict[str, Any] = {
        "source": source, "form": form, "key": key, "problem": problem, "compared": compared(source),
        "files": source.files.filter(settled_at=None).order_by("-pk")[:10],
        "example": EXAMPLE.format(request.build_absolute_uri(reverse("api_facts"))),
    }  # fmt: skip
    return render(request, "metrics/outside/source.html", page, status=422 if problem else status)


def _file(
    request: HttpRequest, file: FactFile, form: MappingForm | None = None, *, problem: str = "", status: int = 200
) -> HttpResponse:
    looked = _looked(file) if file.mapping and form is None else None
    page = {
        "file": file, "form": form or _mapping_form(rows_of(file.content), **_as_said(file)), "looked": looked,
        "people": len({small(fact.address) for fact in looked.facts}) if looked else 0, "problem": problem,
    }  # fmt: skip
    return render(request, "metrics/outside/file.html", page, status=status)


def _mapping_form(rows: list[list[str]], *args: Any, **kwargs: Any) -> MappingForm:
    return MappingForm(*args, columns=columns_of(rows), lines=len(rows) - 1, **kwargs)


def _as_said(file: FactFile) -> dict[str, Any]:
    """What was chosen before, as the form begins with it."""
    if not file.mapping:
        return {}
    said = file.mapping
    given: dict[str, Any] = {"as_of": said["as_of"]}
    given |= {f"is_{place}": meaning for place, meaning in said["meanings"].items()}
    given |= {f"name_{place}": name for place, name in said["names"].items()}
    return {"initial": given}
