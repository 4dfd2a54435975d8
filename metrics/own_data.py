"""What metrics have of a member: numbers made from what the copy of their data holds already."""

from members.privacy.erasers import only_a_number

only_a_number(
    "Counted from what the member wrote and did, which the copy holds; it goes with them.",
    "metrics.MemberDay.member", "metrics.Arrival.member", "metrics.Arrival.referrer", "metrics.Opening.author",
)  # fmt: skip
only_a_number(
    "Who did it is in the list of everything the member did.",
    "metrics.MeasureRule.owner", "metrics.MeasureRule.changed_by", "metrics.VisitCounting.changed_by",
)  # fmt: skip
