"""All measures, in the order in which they are read."""

from __future__ import annotations

from metrics.measures.activated_7 import ActivatedIn7
from metrics.measures.activated_14 import ActivatedIn14
from metrics.measures.active_authors import ActiveAuthors
from metrics.measures.activity_rate import ActivityRate
from metrics.measures.answer_rate import AnswerRate
from metrics.measures.answered_1h import AnsweredInAnHour
from metrics.measures.answered_7d import AnsweredInAWeek
from metrics.measures.answered_24h import AnsweredInADay
from metrics.measures.concentration import Concentration
from metrics.measures.contributors import Contributors
from metrics.measures.dau import DailyMembers
from metrics.measures.deflected import Deflected
from metrics.measures.first_reply_median import FirstReplyMedian
from metrics.measures.first_reply_p90 import FirstReplyP90
from metrics.measures.joined import Joined
from metrics.measures.made_by_members import MadeByMembers
from metrics.measures.mau import MonthlyMembers
from metrics.measures.measure import Measure
from metrics.measures.newcomer_first_reply import NewcomerFirstReply
from metrics.measures.newcomers_back import NewcomersBack
from metrics.measures.nps import Nps
from metrics.measures.peer_share import PeerShare
from metrics.measures.referrals import Referrals
from metrics.measures.resolution_rate import ResolutionRate
from metrics.measures.retention_4w import RetentionAfterFour
from metrics.measures.retention_8w import RetentionAfterEight
from metrics.measures.sentiment import Sentiment
from metrics.measures.stickiness import Stickiness
from metrics.measures.thread_depth import ThreadDepth
from metrics.measures.usefulness import Usefulness
from metrics.measures.visitor_to_poster import VisitorToPoster
from metrics.measures.wau import WeeklyMembers

_ALL: tuple[Measure, ...] = (
    # People.
    ActivityRate(), DailyMembers(), WeeklyMembers(), MonthlyMembers(), Stickiness(),
    ActivatedIn7(), ActivatedIn14(), ActiveAuthors(), NewcomersBack(), VisitorToPoster(),
    RetentionAfterFour(), RetentionAfterEight(), Referrals(), Joined(), Contributors(),
    # Talk.
    FirstReplyMedian(), FirstReplyP90(), AnsweredInAnHour(), AnsweredInADay(), AnsweredInAWeek(),
    NewcomerFirstReply(), PeerShare(), AnswerRate(), ResolutionRate(), ThreadDepth(),
    MadeByMembers(), Concentration(), Sentiment(), Usefulness(), Nps(), Deflected(),
)  # fmt: skip
MEASURES: dict[str, Measure] = {one.key: one for one in _ALL}
