"""The demo community's newcomers: where they say hello, and what the newest of them have done so far."""

from __future__ import annotations

from community.spaces.models import Space
from community.threads.models import Thread
from community.welcome.models import Action, WelcomeRules
from community.welcome.stepping import finish
from members.icebreakers.answering import answer
from members.mentoring.matching import offer_next
from members.mentoring.models import MentoringRules, Mentorship
from members.mentoring.serving import serve
from members.profiles.models import Member
from members.recognition.ladder import Step
from members.recognition.models import LevelGrant
from members.recognition.weighing import weigh

MENTORS = (
    ("kofi", 3, "Evenings, and while the tea brews"),
    ("mira", 2, "Weekends"),
    ("anna", 2, ""),
    ("ben", 1, "Tuesdays after choir"),
)
"""By handle: for how many, and when."""
WORDS = "Nobody here was born knowing how a rota works. Ask early; somebody has made the same mistake."

ANSWERED = {
    "nia": {"learning": "Which days the recycling goes out, and how to say no to one more committee."},
    "ben": {
        "hour": "In the shed, with the radio on, repairing something that was fine.",
        "handed-on": "Any map. People fold them wrong, and that is where the stories are.",
    },
    "mia": {
        "learning": "To leave a silence alone until somebody else fills it.",
        "visitor": "The swimming jetty before eight, then the bakery behind the station.",
        "surprise": "I was a train driver for six years.",
    },
    "mo": {"surprise": "I like minutes. Writing them, even."},
    "kofi": {"hour": "Tea, slowly.", "visitor": "To the harbour at low tide, in old shoes."},
    "anna": {"handed-on": "The cookbook of my aunt, one photo of a page at a time."},
}
"""What some of them say on their profiles."""


def begin(members: dict[str, Member]) -> None:
    """The page of newcomers as mia arranged it; nia has picked interests and asked, those who said hello did so."""
    start = Space.objects.filter(slug="start-here").first()
    _mentors(members)
    for handle, answers in ANSWERED.items():
        answer(answers, by=members[handle])
    WelcomeRules.current().choose(by=members["mia"], intro_space=start, words=WORDS)
    finish(Action.INTERESTS, by=members["nia"])
    asked = Thread.objects.filter(kind="question", author=members["nia"]).order_by("created_at").first()
    finish(Action.USEFUL, by=members["nia"], thread=asked)
    said = Thread.objects.filter(kind="intro", author__isnull=False).select_related("author").order_by("-created_at")
    for thread in said[:5]:
        if thread.author is not None:
            finish(Action.HELLO, by=thread.author, thread=thread)


def _mentors(members: dict[str, Member]) -> None:
    """Four mentors, who look after the newest; whoever ben was offered waits for his answer."""
    MentoringRules.current().rule(by=members["mia"], on=True, group=None)
    for handle, capacity, times in MENTORS:
        member = members[handle]
        LevelGrant.objects.get_or_create(member=member, step=Step.MENTOR, defaults={"given_by": members["mia"]})
        weigh(member.pk)
        serve(by=member, capacity=capacity, languages=member.languages, times=times)
    while offer_next():
        pass
    for pair in Mentorship.objects.offered().exclude(mentor=members["ben"]):
        pair.accept(by=pair.mentor)
