"""The page of health, and its numbers as a table."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.lib.audience import managers_only, member_of
from metrics.memos.choosing import is_wanted
from metrics.scoreboard.asking import asked_by
from metrics.scoreboard.beside import beside
from metrics.scoreboard.board import board_of
from metrics.scoreboard.sharing import hosts_of, shared_with
from metrics.scoreboard.sheet import sheet_of


@managers_only
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """The verdict, twelve numbers, how fast replies come, where people stop, and whether they come back."""
    asked, shared = asked_by(request.GET, request.user), shared_with(request.user)
    board = board_of(asked.cut, asked.days, viewer=request.user)
    page = {
        "asked": asked, "board": board, "shared": shared, "hosts_count": hosts_of(shared),
        "gets_memo": is_wanted(member_of(request)), "beside": beside(asked, board) if board else None,
    }  # fmt: skip
    return render(request, "metrics/scoreboard/health.html", page)


@managers_only
@require_safe
def health_csv(request: HttpRequest) -> HttpResponse:
    """All numbers of the view as a table."""
    asked = asked_by(request.GET, request.user)
    board = board_of(asked.cut, asked.days)
    if board is None:
        raise Http404
    return sheet_of(board, asked)
