"""What cases can be about, of members and of moderation itself."""

from moderation.reports.messages import Messages
from moderation.reports.profiles import Profiles
from moderation.review.subjects import register

register(Messages())
register(Profiles())
