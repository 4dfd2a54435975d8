"""Pages of guides and of what search keeps, for whoever walks through all pages in a browser."""

from community.spaces.models import Space
from community.threads.models import Thread
from members.profiles.models import Member
from tests.factories import a_guide


def guide_pages(space: Space, thread: Thread, ben: Member) -> dict[str, list[str]]:
    """A guide with contents, and the addresses of what visitors, its owner and the team open."""
    guide = a_guide(space, by=ben, thread=thread, source="### One\n\nA\n\n### Two\n\nB", summary="In short")
    here = f"/guides/{guide.address}/"
    return {
        "visitors": ["/guides/", here, f"{here}history/", "/s/workshop/guides/"],
        "members": [
            "/guides/?show=progress", here, f"{here}edit/", f"{here}people/", f"/guides/new/?thread={thread.pk}",
            "/search/saved/",
        ],
        "team": ["/manage/searches/"],
    }  # fmt: skip
