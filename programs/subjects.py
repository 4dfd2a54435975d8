"""What cases can be about in programs."""

from moderation.review.subjects import register
from programs.amas.reviewing import Answers, Questions
from programs.challenges.reviewing import Entries
from programs.contributions.reviewing import Contributions

for kind in (Questions(), Answers(), Entries(), Contributions()):
    register(kind)
