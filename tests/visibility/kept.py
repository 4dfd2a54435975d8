"""What is kept in the village: guides with sources that not all may see, and a search somebody saved."""

from typing import TYPE_CHECKING

from community.guides.citing import Cited
from community.guides.models import Guide
from community.search.models import SavedSearch
from community.search.saving import save_search
from tests.factories import a_guide

if TYPE_CHECKING:
    from tests.visibility.village import Village


def kept(village: "Village") -> tuple[list[Guide], SavedSearch]:
    """A guide for all that names something inside, one within the private space, and a search of their writer."""
    author = village.member("member")
    first = village.private.posts.get(number=1)
    cited = [Cited(thread_id=village.private.pk), Cited(post_id=first.pk), Cited(thread_id=village.public.pk)]
    shown = a_guide(by=author, title="How to be found", source=f"See /t/{village.private.pk}/", cited=cited)
    inside = a_guide(
        village.space, by=author, title="Inner ways zqguidetitle", source="Quietly: zqguidebody",
        cited=[Cited(url="https://example.org/zqguidesource")],
    )  # fmt: skip
    return [shown, inside], save_search(name="Saved zqsavedname", query="zqsavedquery", by=author)
