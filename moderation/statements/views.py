"""The statement of a decision, for whom it is about."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from config.lib.audience import member_of, members_only
from moderation.review.decisions import Decision
from moderation.statements.stating import statement_of


@members_only
@require_safe
def statement(request: HttpRequest, decision_id: int) -> HttpResponse:
    """What was decided about me, and why; nobody else reads it here, and nobody before the letter is written."""
    mine = Decision.objects.filter(about=member_of(request), letters__isnull=False).distinct()
    found = get_object_or_404(mine.select_related("case", "rule__guidelines", "about", "appeal"), pk=decision_id)
    return render(request, "moderation/statements/statement.html", {"statement": statement_of(found)})
