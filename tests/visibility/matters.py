"""Questions and ideas within the private space: on the roadmap, outdated, there before."""

from typing import TYPE_CHECKING

from community.ideas.steering import steer
from community.ideas.voting import vote
from community.questions.checking import judge
from community.questions.duplicating import mark, suggest
from tests.factories import a_post, a_thread

if TYPE_CHECKING:
    from tests.visibility.village import Village


def settle_matters(village: "Village") -> None:
    """An idea that is planned, an answer that is outdated, a question that was asked before."""
    author, host, other = (village.member(role) for role in ("member", "space_host", "trusted_member"))
    idea = a_thread(village.space, by=author, title="A wish zqprivtitle", source="Among us: zqprivbody", kind="idea")
    vote(idea, by=other, wanted=True)
    steer(idea, "planned", by=host, reason="Soon: zqideareason")
    before = a_thread(village.space, by=other, title="Before zqprivtitle", source="zqprivbody", kind="question")
    before.accept(a_post(before, by=author, source="zqprivreply"), by=other)
    judge(before, "outdated", by=host, reason="Not any more: zqoutdated")
    suggest(village.private, before, by=other)
    again = a_thread(village.space, by=author, title="Again zqprivtitle", source="zqprivbody", kind="question")
    mark(again, before, by=host)
