"""All measures, in the order in which they are read."""

from __future__ import annotations

from metrics.measures.activity_rate import ActivityRate
from metrics.measures.answer_rate import AnswerRate
from metrics.measures.answered_1h import AnsweredInAnHour
from metrics.measures.answered_7d import AnsweredInAWeek
from metrics.measures.answered_24h import AnsweredInADay
from metrics.measures.concentration import Concentration
from metrics.measures.first_reply_median import FirstReplyMedian
from metrics.measures.first_reply_p90 import FirstReplyP90
from metrics.measures.made_by_members import MadeByMembers
from metrics.measures.measure import Measure
from metrics.measures.newcomer_first_reply import NewcomerFirstReply
from metrics.measures.nps import Nps
from metrics.measures.peer_share import PeerShare
from metrics.measures.resolution_rate import ResolutionRate
from metrics.measures.thread_depth import ThreadDepth
from metrics.measures.usefulness import Usefulness

MEASURES: dict[str, Measure] = {
    one.key: one
    for one in (
        ActivityRate(),
        FirstReplyMedian(), FirstReplyP90(), AnsweredInAnHour(), AnsweredInADay(), AnsweredInAWeek(),
        NewcomerFirstReply(), PeerShare(), AnswerRate(), ResolutionRate(), ThreadDepth(),
        MadeByMembers(), Concentration(), Usefulness(), Nps(),
    )
}  # fmt: skip
