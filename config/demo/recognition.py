"""The demo community's recognition: badges that have been given, thanks that were said, and levels as they follow."""

from __future__ import annotations

from community.posts.models import Post
from members.profiles.models import Member
from members.recognition.awarding import award_due, give
from members.recognition.suggesting import SUGGESTIONS, take_over
from members.recognition.thankable import About
from members.recognition.thanks import may_thank, thank
from members.recognition.weighing import weigh_all

STARTED = ("first-reply", "first-answer", "problem-solver", "starter", "year")
REASONS = (
    "Your list saved my Saturday.",
    "You stayed with it until it worked for us.",
    "I tried it the way you wrote, and nobody had to ask twice.",
    "Thank you for asking what I did not dare to ask.",
)


def recognise(members: dict[str, Member]) -> None:
    """Badges by the manager, thanks among those who wrote, and everybody's level."""
    mia = members["mia"]
    for key in STARTED:
        take_over(SUGGESTIONS[key], by=mia).start(by=mia)
    award_due()
    founder = take_over(SUGGESTIONS["founder"], by=mia)
    give(founder, members["olli"], "Asked the first question, and answered the second.", by=mia)
    givers = [member for handle, member in members.items() if handle not in ("eve", "olli")]
    posts = Post.objects.filter(number__gt=1, deleted_at=None, thread__space__visibility="open")
    for number, post in enumerate(posts.select_related("author").order_by("-created_at", "-pk")[:24]):
        giver, about = givers[number % len(givers)], About("post", post.pk)
        if post.author is not None and may_thank(giver, post.author, about) is None:
            thank(post.author, REASONS[number % len(REASONS)], by=giver, for_what=about)
    weigh_all()
