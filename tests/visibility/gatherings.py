"""An event of the village within the private space, with words of its host; `member` goes, hosted by `space_host`."""

from datetime import timedelta
from typing import TYPE_CHECKING

from programs.events import hosting
from programs.events.answering import answer
from tests.programs.events.held import an_event

if TYPE_CHECKING:
    from tests.visibility.village import Village


def gathered(village: "Village") -> None:
    """To come in ten minutes, so that its address online is told to who goes."""
    host, goes = village.member("space_host"), village.member("member")
    event = an_event(
        village.member("community_manager"), space=village.space, host=host, starts_in=timedelta(minutes=10),
        title="Evening zqprivtitle", about="Among us: zqprivbody", url="https://example.org/zqprivcard",
        access="zqprivreply", question="zqprivbody?", thread_when="begins",
    )  # fmt: skip
    answer(event, "going", by=goes)
    said = {"note": "zqprivbody", "recording_url": "", "recording_words": "zqprivreply"}
    hosting.describe(event, said, by=host)
    hosting.tell_all(event, "Keys: zqprivreply", "village", by=host)
