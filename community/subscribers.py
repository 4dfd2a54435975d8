"""Who in community reacts to what happens; importing the rooms' subscribers enrols them."""

from community.chat import subscribers as chat
from community.following import subscribers as following
from community.search import subscribers as search
from community.spaces import subscribers as spaces

__all__ = ["chat", "following", "search", "spaces"]
