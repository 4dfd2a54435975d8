"""What open pages of an AMA fetch when they are told of a change: the same for everybody who sees the AMA.

Asked for through `/live/part/` by those who hear the AMA, and through Django by everybody else.
"""

from __future__ import annotations

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import timezone, translation

from config.lib.numbers import whole_number
from config.lib.parts import part
from programs.amas.counting import so_far
from programs.amas.models import AmaAnswer, AmaQuestion
from programs.amas.showing import Ama, ama_for_all

NOW, QUESTION = "now", "q"
KEPT_SECONDS = 3600


@part("ama")
def draw(occurrence_id: int, name: str) -> str | None:
    """`now`, or `q` and the number of a question."""
    ama = ama_for_all(occurrence_id)
    if ama is None:
        return None
    return now(ama) if name == NOW else body(ama, whole_number(name.removeprefix(QUESTION)) or 0)


def body(ama: Ama, number: int) -> str | None:
    """State and answer of a question that everybody may read, without a mark of whose it is; kept until it changes."""
    question = AmaQuestion.objects.open().filter(occurrence=ama.occurrence, number=number).first()
    if question is None:
        return None
    key = f"ama:{question.pk}:{question.stamp}:{translation.get_language()}:{timezone.get_current_timezone_name()}"
    kept: str | None = cache.get(key)
    if kept is not None:
        return kept
    answers = AmaAnswer.objects.open().filter(question=question).select_related("author").order_by("pk")
    context = {"question": question, "answers": list(answers), "ama": ama}
    kept = render_to_string("programs/amas/_body.html", context)
    cache.set(key, kept, KEPT_SECONDS)
    return kept


def now(ama: Ama) -> str:
    """Which phase it is, which question is on, how many are answered and wait."""
    on = AmaQuestion.objects.open().filter(occurrence=ama.occurrence, answering_at__isnull=False).first()
    context = {"ama": ama, "on": on, "so_far": so_far(ama.occurrence)}
    return render_to_string("programs/amas/_now.html", context)
