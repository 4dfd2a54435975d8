"""Who in community reacts to what happens; importing the rooms' subscribers enrols them."""

from community import deeds
from community.answering_mail import posting
from community.chat import subscribers as chat
from community.following import subscribers as following
from community.guides import subscribers as guides
from community.posts import first_answers, following_people, following_quotes
from community.questions import owned
from community.related import subscribers as related
from community.screened import grounds
from community.search import subscribers as search
from community.spaces import named_in_the_log, of_ambassadors
from community.spaces import subscribers as spaces
from community.tags import subscribers as tags
from community.welcome import subscribers as welcome

__all__ = [
    "chat", "deeds", "first_answers", "following", "following_people", "following_quotes", "grounds", "guides",
    "named_in_the_log", "of_ambassadors", "owned", "posting", "related", "search", "spaces", "tags", "welcome",
]  # fmt: skip
