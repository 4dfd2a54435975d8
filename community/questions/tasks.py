"""Questions: what the clock does."""

from celery import shared_task

from community.questions.checking import ask_next
from community.questions.routing import route_next

MOST_ROUNDS, MOST_CHECKS = 200, 20
"""In one run; the next one goes on. After years of questions nobody finds a hundred strips in one morning."""


@shared_task(name="community.questions.route")
def route_questions() -> int:
    """Ask members who may know about questions that wait; returns how many rounds were done. Also after an outage."""
    return next((done for done in range(MOST_ROUNDS) if not route_next()), MOST_ROUNDS)


@shared_task(name="community.questions.check_answers")
def check_answers() -> int:
    """Ask whether answers that were accepted a year ago still hold; returns how many were asked about."""
    return next((done for done in range(MOST_CHECKS) if not ask_next()), MOST_CHECKS)
