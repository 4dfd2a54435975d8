"""The page of a prompt, for members."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from config.lib.audience import public
from programs.prompts.addresses import page_of
from programs.prompts.format import KEY
from programs.prompts.showing import shown_to
from programs.series.models import Program


@public
@require_safe
def prompt(request: HttpRequest, program_id: int, title: str) -> HttpResponse:
    """This week's question with a line for an answer, the last ones, and who hosts next."""
    seen = Program.objects.visible_to(request.user).planned().filter(format=KEY).select_related("space", "owner")
    program = get_object_or_404(seen, pk=program_id)
    if request.path != page_of(program):
        return redirect(page_of(program), permanent=False)
    page = {"program": program, "prompt": shown_to(request.user, program), "key": uuid.uuid4().hex}
    return render(request, "programs/prompts/prompt.html", page)
