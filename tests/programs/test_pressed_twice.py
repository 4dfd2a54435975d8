"""Two presses in the same moment, in two tabs or by two people: one row, and no error of the server."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from community.spaces.models import Space
from members.profiles.models import Member
from members.profiles.refusing import NotNow
from members.recognition.thankable import About
from members.recognition.thanks import Thanks, thank
from programs.celebrations.models import Celebration, What
from programs.celebrations.noting import celebrate
from programs.contributions.deciding import name_editor
from programs.contributions.models import CallEditor, Contribution
from programs.contributions.writing import begin
from programs.newsletters.choosing import stop
from programs.newsletters.models import NewsletterChoice
from programs.spotlights.agreeing import ask
from programs.spotlights.models import Spotlight
from tests.programs.called import a_call, typed
from tests.programs.spotlights.shown import QUESTIONS, a_date

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """How each of them ended: done, or refused in a sentence. Anything else is raised here."""
    ready, ends, broken = threading.Barrier(len(acts)), list[str](), list[Exception]()

    def press(act: Callable[[], Any]) -> None:
        try:
            ready.wait(timeout=20)
            act()
            ends.append("done")
        except NotNow:
            ends.append("refused")
        except Exception as error:
            broken.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(act,)) for act in acts]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=60)
    assert not broken
    return sorted(ends)


def test_one_date_and_one_person_are_asked_once(
    mia: Member, olli: Member, ben: Member, nia: Member, space: Space
) -> None:
    first, second = a_date(mia, space), a_date(mia, space)
    assert at_once(
        lambda: ask(first, ben, QUESTIONS, by=mia), lambda: ask(first, nia, QUESTIONS, by=olli)
    ) == ["done", "refused"]  # fmt: skip
    Spotlight.objects.all().delete()
    assert at_once(
        lambda: ask(first, ben, QUESTIONS, by=mia), lambda: ask(second, ben, QUESTIONS, by=olli)
    ) == ["done", "refused"]  # fmt: skip
    assert Spotlight.objects.count() == 1


def test_what_was_reached_is_noted_and_thanked_for_once(mia: Member, ben: Member, nia: Member) -> None:
    now = timezone.now()
    assert at_once(*[lambda: celebrate(ben.pk, What.THANKS, 10, at=now)] * 3) == ["done"] * 3
    one = Celebration.objects.get()
    # Two things of one moment: one of them in public.
    at_once(*[lambda n=n: celebrate(nia.pk, What.THANKS, n, at=now) for n in (10, 50)])
    assert sorted(Celebration.objects.filter(member=nia).values_list("is_public", flat=True)) == [False, True]
    about = About("celebration", one.pk)
    assert at_once(*[lambda: thank(ben, "Congratulations", by=mia, for_what=about)] * 2) == ["done", "refused"]
    assert Thanks.objects.count() == 1


def test_a_text_is_begun_an_editor_named_and_newsletters_are_stopped_once(
    mia: Member, olli: Member, ben: Member, nia: Member, space: Space
) -> None:
    call = a_call(mia, space)
    assert at_once(*[lambda: begin(call, typed(key="one"), by=ben)] * 3) == ["done"] * 3
    assert Contribution.objects.count() == 1
    assert at_once(*[lambda by=by: name_editor(call, nia, by=by) for by in (mia, olli)]) == ["done"] * 2
    assert CallEditor.objects.count() == 1
    assert at_once(*[lambda: stop(ben)] * 3) == ["done"] * 3
    assert NewsletterChoice.objects.get().stopped_at is not None
