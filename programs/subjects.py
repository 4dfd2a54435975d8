"""What cases can be about in programs."""

from moderation.review.subjects import register
from programs.amas.reviewing import Answers, Questions

for kind in (Questions(), Answers()):
    register(kind)
from programs.challenges.reviewing import Entries

register(Entries())
