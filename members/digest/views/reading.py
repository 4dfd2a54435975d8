"""A digest in the browser, and what its footer offers; a token in the address stands for signing in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from config.lib.audience import public
from config.lib.one_click import after_stopping
from members.digest.choosing import choose_sections, resume, send_less, stop
from members.digest.delivering import told_of
from members.digest.forms import SectionsForm
from members.digest.letters import why
from members.digest.models import READABLE, Digest, DigestChoice
from members.digest.opening import opens
from members.digest.showing import length_of, subject_of
from members.installation.models import Installation
from members.notifications.letters import speaking_to
from members.notifications.preferences import mail_is_stopped, resume_mail, stop_mail


@public
@require_safe
def digest_read(request: HttpRequest, token: str) -> HttpResponse:
    """The digest as its member may read it now: what was taken away meanwhile is not there."""
    number, _dash, proof = token.partition("-")
    row = _found(number)
    if not opens(row, proof) or row.is_pause or row.chosen_at is None or row.created_at < timezone.now() - READABLE:
        raise Http404
    told = told_of([row], {row.member_id: row.member}).get(row.pk)
    with speaking_to(row.member):
        page = {"digest": row, "told": told, "why": why(Installation.current().name)}
        if told and told.parts:
            page |= {"subject": subject_of(told, row.member, None), "length": length_of(told)}
        return _unlisted(render(request, "members/digest/read.html", page))


@csrf_exempt  # Mail programs send this POST without a cookie (RFC 8058); the token in the address is what allows it.
@public
def digest_less(request: HttpRequest, token: str) -> HttpResponse:
    """Fewer digests or none, without signing in. GET shows the choices; only POST acts, by default stopping digests."""
    row = _found(token)
    if request.method == "POST":
        act = request.POST.get("act", "stop")
        if act not in _ACTS:
            raise Http404
        _ACTS[act](row, request)
        return after_stopping(request, f"{reverse('digest_less', args=[token])}?done={act}")
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405, headers={"Allow": "GET, HEAD, POST"})
    choice, all_stopped, done = DigestChoice.of(row.member), mail_is_stopped(row.member), request.GET.get("done", "")
    stopped = choice.is_stopped or all_stopped
    page = {
        "digest": row, "choice": choice, "form": SectionsForm.showing(choice), "done": done if done in _ACTS else "",
        "stopped": stopped, "all_stopped": all_stopped, "is_back_offered": stopped or choice.is_resting,
        "is_less_offered": choice.every < 4, "stop_all": "all",
    }  # fmt: skip
    with speaking_to(row.member):
        return _unlisted(render(request, "members/digest/less.html", page))


def _found(token: str) -> Digest:
    row: Digest | None = Digest.objects.select_related("member").filter(token=token).first()
    if row is None or not row.member.is_active or row.member.is_suspended:
        raise Http404
    return row


def _unlisted(answer: HttpResponse) -> HttpResponse:
    answer["X-Robots-Tag"], answer["Referrer-Policy"] = "noindex", "no-referrer"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _stop(row: Digest, request: HttpRequest) -> None:
    stop(row.member)


def _less(row: Digest, request: HttpRequest) -> None:
    send_less(row.member)


def _choose(row: Digest, request: HttpRequest) -> None:
    form = SectionsForm(request.POST)
    if form.is_valid():
        choose_sections(row.member, form.without)


def _resume(row: Digest, request: HttpRequest) -> None:
    resume(row.member)
    resume_mail(row.member)


def _stop_all(row: Digest, request: HttpRequest) -> None:
    stop_mail(row.member)


_ACTS = {"stop": _stop, "less": _less, "choose": _choose, "resume": _resume, "all": _stop_all}
