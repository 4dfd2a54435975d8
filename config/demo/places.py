"""The demo community's nine spaces."""

from __future__ import annotations

from datetime import datetime, timedelta

from community.spaces.models import Space, SpaceHost
from members.groups.models import Group
from members.profiles.models import Member

TEAM_KINDS = ["discussion", "question", "announcement", "intro"]
# slug, name, hue, icon, purpose, kinds, hosts
SPACES: list[tuple[str, str, int, str, str, list[str], tuple[str, ...]]] = [
    ("start-here", "Start here", 2, "compass", "Say hello, and find out how things work here", TEAM_KINDS, ("mia",)),
    ("questions", "Questions", 7, "circle-help", "How do I ...? Somebody has done it before", ["question"], ("kofi",)),
    ("integrations", "Integrations", 9, "code", "Feeds, scripts, webhooks and the API",
     ["question", "discussion", "idea"], ("kofi", "yuki")),
    ("playbooks", "Playbooks", 0, "book-open", "How groups keep going: rituals, rotas, meetings",
     ["discussion", "question"], ("mira", "piotr")),
    ("show-and-tell", "Show and tell", 11, "star", "What you made, and what you learned",
     ["discussion"], ("anna",)),
    ("product-feedback", "Product feedback", 4, "lightbulb", "Ideas and wishes for Almanac",
     ["idea", "discussion"], ("mia",)),
    ("local-clubs", "Local clubs", 1, "map-pin", "Meet people near you",
     ["discussion", "question"], ("lea", "ines")),
    ("helsinki", "Helsinki", 6, "map-pin", "Helsingin kerho · the Helsinki club",
     ["discussion", "question"], ("mira",)),
    ("hosts-room", "Hosts' room", 5, "door-open", "Where hosts talk about looking after it",
     ["discussion", "question"], ("mia", "reka")),
]  # fmt: skip

# By slug and kind, what threads begin with there.
TEMPLATES = {
    "integrations": {
        "question": "Which feed, script or part of the API:\n\nWhat I sent or set up:\n\nWhat came back, in full:",
    },
    "playbooks": {
        "discussion": "Our group (how many, how often we meet):\n\nWhat we do:\n\nWhat works, and what does not:",
    },
}


def furnish(members: dict[str, Member], hosts: Group, now: datetime) -> dict[str, Space]:
    """The nine spaces with their hosts, by slug; clubs are for members, the hosts' room for the hosts."""
    spaces: dict[str, Space] = {}
    for position, (slug, name, hue, icon, purpose, kinds, keepers) in enumerate(SPACES):
        space = Space(
            slug=slug, name=name, hue=hue, icon=icon, purpose=purpose, kinds=kinds, position=position,
            created_at=now - timedelta(days=400 - position), kind_templates=TEMPLATES.get(slug, {}),
        )  # fmt: skip
        if slug in ("local-clubs", "helsinki"):
            space.visibility = "members"
        if slug == "hosts-room":
            space.visibility, space.group = "private", hosts
        if slug == "helsinki":
            space.parent, space.language = spaces["local-clubs"], "fi"
        space.save()
        spaces[slug] = space
        SpaceHost.objects.bulk_create(
            [SpaceHost(space=space, member=members[handle]) for handle in keepers if handle in members]
        )
    return spaces
