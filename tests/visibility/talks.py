"""Messages of the village, of which only who writes them knows."""

from typing import TYPE_CHECKING

from members.messages.models import Talk, TalkSeat
from members.messages.reporting import report
from members.messages.submitting import begin, company_of, submit, submit_first

if TYPE_CHECKING:
    from tests.visibility.village import Village


def talks_of(village: "Village") -> list[Talk]:
    """Two who write to one another, with what was asked and reported, and their group, of which nobody else knows."""
    author, other = village.member("member"), village.member("trusted_member")
    pair = submit_first([other], by=author, source="Between us: zqmessage").talk
    TalkSeat.objects.get(talk=pair, member=other).accept(by=other)
    said = submit(company_of(pair, other), by=other, source="Back to you: zqmessage")
    report(
        said, by=author, seat=TalkSeat.objects.get(talk=pair, member=author), reason="other", note="Why: zqmessagenote"
    )
    group = begin([other, village.muted], by=author, name="A few zqtalkname")
    group.write(by=author, source="Among a few: zqmessage")
    return [pair, group]
