"""Pages of those who are asked: the questions, thanks, not now, never; by a session, or by the address in a mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.lib.audience import member_of, members_only, public
from programs.series.occurrences import Occurrence
from programs.surveys.announcing import promise
from programs.surveys.answer_form import AnswerForm
from programs.surveys.answering import AnsweredAlready, SurveyOver, answer, never_ask, put_off
from programs.surveys.letters import asked_by
from programs.surveys.models import Asked, Round
from programs.surveys.questions import TEXT_MAX, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Door:
    """Who was asked, and where their form is sent."""

    asked: Asked
    token: str = ""

    @property
    def send_url(self) -> str:
        """Where the answers go."""
        return self._url("survey_answer", "survey_letter_answer")

    @property
    def put_off_url(self) -> str:
        """Where "not now" goes."""
        return self._url("survey_put_off", "survey_letter_put_off")

    def _url(self, name: str, by_letter: str) -> str:
        return reverse(by_letter, args=[self.token]) if self.token else reverse(name, args=[self.asked.occurrence_id])


def _own(request: HttpRequest, occurrence_id: int) -> Door | None:
    """Their own door, if they were asked. Raises Http404 for what they were not asked and may not see."""
    rows = Asked.objects.select_related("occurrence__program", "occurrence__round")
    asked = rows.of(member_of(request)).filter(occurrence=occurrence_id).first()
    if asked is not None:
        return Door(asked)
    seen = Occurrence.objects.visible_to(request.user).filter(pk=occurrence_id, program__format="survey")
    if not seen.exists():
        raise Http404
    return None


def _by_letter(token: str) -> Door:
    asked = asked_by(token)
    if asked is None:
        raise Http404
    return Door(asked, token)


@members_only
@require_safe
def survey(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """The questions, on one page."""
    door = _own(request, occurrence_id)
    if door is None:
        return _not_asked(request, occurrence_id)
    return _page(request, door)


def _not_asked(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    occurrence = Occurrence.objects.select_related("program", "round").get(pk=occurrence_id)
    shared = Round.objects.shared_with(request.user).filter(occurrence=occurrence_id).exists()
    page = {"occurrence": occurrence, "is_shared": shared}
    return render(request, "programs/surveys/not_asked.html", page)


@public
@require_safe
def survey_letter(request: HttpRequest, token: str) -> HttpResponse:
    """The same page, from a mail: with the number that was pressed, and nothing sent."""
    return _page(request, _by_letter(token))


def _page(request: HttpRequest, door: Door, form: AnswerForm | None = None) -> HttpResponse:
    round_ = door.asked.occurrence.round
    if door.asked.answered_on is not None or not round_.is_open:
        return _done(request, door)
    form = form or AnswerForm(round_.asked, score=request.GET.get("score", ""))
    page: dict[str, Any] = {
        "door": door, "round": round_, "occurrence": round_.occurrence, "form": form, "rows": form.rows(),
        "promise": promise(round_),
    }  # fmt: skip
    return render(request, "programs/surveys/answer.html", page, status=422 if form.is_bound else 200)


def _done(request: HttpRequest, door: Door, typed: Sequence[str] = (), status: int = 200) -> HttpResponse:
    occurrence = door.asked.occurrence
    shared = Round.objects.shared_with(request.user).filter(occurrence=occurrence.pk).exists()
    page = {
        "asked": door.asked, "occurrence": occurrence, "round": occurrence.round, "is_shared": shared, "typed": typed,
    }  # fmt: skip
    return render(request, "programs/surveys/thanks.html", page, status=status)


@members_only
@require_POST
def survey_answer(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Send the answers."""
    door = _own(request, occurrence_id)
    if door is None:
        raise Http404
    return _send(request, door, reverse("survey", args=[occurrence_id]))


@public
@require_POST
def survey_letter_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Send the answers from the address in a mail."""
    return _send(request, _by_letter(token), reverse("survey_letter", args=[token]))


def _send(request: HttpRequest, door: Door, back: str) -> HttpResponse:
    occurrence = door.asked.occurrence
    form = AnswerForm(occurrence.round.asked, request.POST)
    if door.asked.answered_on is None and occurrence.round.is_open and not form.is_valid():
        return _page(request, door, form)
    try:
        answer(occurrence, form.answers, by=door.asked.member)
    except AnsweredAlready:
        messages.info(request, _("You had answered before; what you said then stands."))
    except SurveyOver:
        messages.error(request, _("This survey has closed in the meantime."))
        if typed := _texts(request, occurrence.round):
            return _done(request, door, typed, status=422)
    return redirect(back)


def _texts(request: HttpRequest, round_: Round) -> list[str]:
    """What was typed in words, to be copied where it cannot be sent any more."""
    typed = [request.POST.get(one.key, "").strip() for one in round_.asked if one.kind == Kind.TEXT]
    return [text[: TEXT_MAX * 2] for text in typed if text]


@members_only
@require_POST
def survey_put_off(request: HttpRequest, occurrence_id: int) -> HttpResponse:
    """Not now."""
    door = _own(request, occurrence_id)
    if door is None:
        raise Http404
    return _put_off(request, door)


@public
@require_POST
def survey_letter_put_off(request: HttpRequest, token: str) -> HttpResponse:
    """Not now, or never, from the address in a mail."""
    return _put_off(request, _by_letter(token))


def _put_off(request: HttpRequest, door: Door) -> HttpResponse:
    """Not now; with `never` no survey any more."""
    if "never" in request.POST:
        never_ask(door.asked.occurrence, by=door.asked.member)
        messages.success(request, _("No survey asks you any more. You can change that in your settings."))
    else:
        put_off(door.asked.occurrence, by=door.asked.member)
        messages.success(request, _("Not now, then. Nobody reminds you."))
    return redirect("home")
