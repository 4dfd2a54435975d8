"""Every kind says what it is in whole sentences, with its thresholds, and leads to a page that is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from metrics.alerts.alert import SHARED_SENTENCES, Alert
from metrics.alerts.all import ALERTS
from metrics.alerts.models import Finding
from metrics.alerts.wording import definition, said
from metrics.rollups.days import yesterday
from programs.series.models import Program
from tests.factories import a_space, a_thread

if TYPE_CHECKING:
    from collections.abc import Callable

    from members.profiles.models import Member

NAMES = re.compile(r"%\((\w+)\)")
VALUES: dict[str, Any] = {
    "hours_now": 11.5, "hours_before": 3.25, "hours_waited": 80, "host": "shop.example.org", "action": "hello",
}  # fmt: skip


def texts(words: Any) -> list[str]:
    """Every form of a sentence, as it is written in the code."""
    given = getattr(words, "_kw", {})
    return [given[name] for name in ("singular", "plural") if name in given] or [str(words)]


@pytest.mark.parametrize("alert", ALERTS.values(), ids=list(ALERTS))
class TestEachKind:
    """What holds for all of them."""

    def test_its_definition_names_thresholds_it_has_and_is_made_of_sentences(self, alert: Alert) -> None:
        for words in (alert.opens, alert.closes, alert.quiet):
            assert set(NAMES.findall(str(words))) <= set(alert.defaults)
        for sentence in definition(alert, alert.defaults):
            assert (
                (sentence[0].isupper() or sentence[0].isdigit())
                and sentence.endswith(".")
                and "%(" not in sentence
                and "%%" not in sentence
            )
        assert str(alert.question).endswith("?")

    def test_its_thresholds_lie_in_reach_and_apart(self, alert: Alert) -> None:
        for one in alert.thresholds:
            assert one.least <= one.default <= one.most
        for high, low in alert.ordered:
            assert alert.defaults[high] > alert.defaults[low]
        assert len(alert.key) <= 24

    def test_every_reason_is_a_sentence_for_one_and_for_many(self, alert: Alert) -> None:
        for key, words in {**alert.sentences, **SHARED_SENTENCES}.items():
            names = set(NAMES.findall("".join(texts(words)))) | {"n"}
            for n in (1, 7):
                reason = {"is": key} | {name: VALUES.get(name, 3) for name in names} | {"n": n} | (
                    {"action": "hello"} if "step" in names else {}
                )  # fmt: skip
                reason.pop("step", None)
                sentence = said(alert, reason)
                assert sentence[:1].isupper() or sentence[:1].isdigit(), (key, sentence)
                assert sentence.endswith(".") and "%" not in sentence.replace(" %", "") and "'" not in sentence

    @pytest.mark.django_db
    def test_its_button_leads_to_a_page_that_is_there_for_managers(
        self, alert: Alert, mia: Member, as_: Callable[..., Client]
    ) -> None:
        thread, space = a_thread(), a_space("Garden")
        program = Program.objects.create(
            format="prompt", title="Friday", rhythm="weekly", serves="arrive", begins=yesterday(), at="10:00",
            zone="UTC", minutes=60, planned_at=timezone.now(),
        )  # fmt: skip
        for key in alert.sentences:
            for place in (space, None):
                more = {"fast": {"thread": thread.pk}, "nobody": {"program": program.pk}}.get(key, {})
                finding = Finding(kind=alert.key, space=place, reasons=[{"is": key, "n": 1} | more])
                remedy = alert.remedy(finding)
                answer = as_(mia).get(remedy.url, follow=True)
                assert answer.status_code == 200, (key, remedy.url)
                assert str(remedy.words)


@pytest.mark.django_db
def test_buttons_are_filled_in(mia: Member, as_: Callable[..., Client]) -> None:
    space = a_space("Garden")
    waits = ALERTS["newcomers-unanswered"].remedy(Finding(space=space, reasons=[])).url
    assert waits == "/s/garden/?unanswered=1"
    plan = as_(mia).get(ALERTS["silent-space"].remedy(Finding(space=space, reasons=[])).url).content.decode()
    assert re.search(rf'<option value="{space.pk}"[^>]* selected', plan), "The space is chosen."
    people = as_(mia).get(ALERTS["fatigue"].remedy(Finding(reasons=[])).url).content.decode()
    assert 'value="112"' in people and 'value="12"' in people
    ideas = ALERTS["feedback-ignored"].remedy(Finding(space=space, reasons=[{"is": "ideas"}])).url
    assert ideas == reverse("space_ideas", args=["garden"]) + "?status=open"
    talk = ALERTS["promotion"].remedy(Finding(space=space, reasons=[{"is": "announcements"}])).url
    assert talk == "/s/garden/?kind=announcement"
