"""What cases can be about in programs."""

from moderation.review.subjects import register
from programs.challenges.reviewing import Entries

register(Entries())
