"""What is kept in the village: guides with sources, a search, a segment, tasks, an experiment."""

from typing import TYPE_CHECKING

from community.guides.citing import Cited
from community.guides.models import Guide
from community.search.models import SavedSearch
from community.search.saving import save_search
from members.duties.asking import ask_somebody
from members.experiments.models import Experiment
from members.segments.models import Segment
from metrics.experiments.planning import Wanted, plan_experiment
from tests.factories import a_guide

if TYPE_CHECKING:
    from tests.visibility.village import Village


def kept(village: "Village") -> tuple[list[Guide], SavedSearch]:
    """A guide for all that names something inside, one within the private space, a search of their writer;
    and a manager's segment over what was done inside, tasks about both threads,
    and an experiment with its plan."""
    author = village.member("member")
    first = village.private.posts.get(number=1)
    cited = [Cited(thread_id=village.private.pk), Cited(post_id=first.pk), Cited(thread_id=village.public.pk)]
    shown = a_guide(by=author, title="How to be found", source=f"See /t/{village.private.pk}/", cited=cited)
    inside = a_guide(
        village.space, by=author, title="Inner ways zqguidetitle", source="Quietly: zqguidebody",
        cited=[Cited(url="https://example.org/zqguidesource")],
    )  # fmt: skip
    replied = {"is": "replied", "with": {"space": village.space.pk, "times": 1, "since": 0}}
    manager = village.member("community_manager")
    Segment.create("Regulars", {"any": [replied, {"is": "has_line", "with": {}}]}, by=manager)
    greeting = Experiment.define("greeting", "Greeting", [("short", 1), ("long", 1)], by=manager)
    plan_experiment(greeting, Wanted("active-4", greeting.variants.earliest("place"), 30, 10), by=manager)
    for thread in (village.private, village.public):
        note = "Inside: zqprivtask" if thread == village.private else "For all"
        ask_somebody("follow_up", thread, key=f"task-{thread.pk}", note=note, to=manager, by=manager)
    return [shown, inside], save_search(name="Saved zqsavedname", query="zqsavedquery", by=author)
