"""Who in community reacts to what happens; importing the rooms' subscribers enrols them."""
import community.following.subscribers  # noqa: F401
import community.spaces.subscribers  # noqa: F401
import community.search.subscribers  # noqa: F401
