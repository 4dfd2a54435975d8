"""What the rota, escalations and numbers add to the page of a case is drawn for whom it is meant."""

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone

from members.profiles.models import Member
from moderation.guidelines.measures import Severity
from moderation.review.panels import panels_of
from moderation.rota.handing import HandOver, write_ended
from tests.factories import a_member
from tests.moderation.escalation.matrices import an_escalation
from tests.moderation.rota.rotas import a_case, a_shift
from tests.moderation.stats.test_stats import a_step

pytestmark = pytest.mark.django_db
OURS = ("moderation/rota/", "moderation/escalation/", "moderation/stats/")


def drawn(member: Member, about: Member) -> str:
    """All our panels of a case, one below the other."""
    case = an_escalation(member, about=about, why="Somebody from the press.").case
    found = [panel for place in panels_of(case, None, member).values() for panel in place]
    request = RequestFactory().get("/moderate/")
    request.user = member
    return "".join(render_to_string(name, given, request) for name, given in found if name.startswith(OURS))


def test_who_is_not_on_duty_and_not_tired_has_the_form_to_escalate_alone(mo: Member, olli: Member, ben: Member) -> None:
    page = drawn(mo, ben)
    assert 'id="escalate"' in page and "Somebody from the press." in page and "Told: Olli" in page
    assert "From the shift before" not in page and "A break helps" not in page


def test_who_is_on_duty_and_tired_reads_the_note_and_that_a_break_helps(mo: Member, olli: Member, ben: Member) -> None:
    mira = a_member("Mira", role="moderator")
    a_case(ben, Severity.HIGH)
    a_shift(mira, -8, -0.01)
    write_ended(timezone.now())
    HandOver.objects.update(words="Look at <b>Ben</b> first.")
    a_shift(mo)
    for ago in range(5, 56, 10):
        a_step(mo, ago)
    page = drawn(mo, ben)
    assert "From the shift before: Mira" in page and "1 is severe." in page and "I have read it" in page
    assert "Look at &lt;b&gt;Ben&lt;/b&gt; first." in page
    assert "You have looked at hard things for 55 minutes. A break helps." in page and "Not now" in page
