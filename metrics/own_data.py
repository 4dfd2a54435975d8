"""What metrics have of a member: numbers made from what the copy of their data holds already, and the weekly memo."""

from django.utils.translation import gettext_lazy as _

from members.privacy import owning
from members.privacy.erasers import only_a_number, register
from members.privacy.owning import Exporter
from metrics.keys.leaving import Keys
from metrics.keys.models import HealthKey
from metrics.memos.models import Memo, MemoChoice
from metrics.outside.models import OutsideFact
from metrics.rollups.leaving import Facts

owning.register(
    Exporter("metrics/memos", _("Memos of health that were sent to you, or were to be sent."), Memo, ("member",),
             ("week", "created_at", "sent_at", "dropped_at", "dropped_why")),
    Exporter("metrics/memo-choice", _("Whether you want the weekly memo of health."), MemoChoice, ("member",),
             ("is_wanted", "chosen_at")),
    Exporter("metrics/outside", _("What another system told of you as a customer."), OutsideFact, ("member",),
             ("kind__source__name", "kind__name", "day", "value")),
    Exporter("metrics/health-keys", _("Keys you made that read the numbers of health."), HealthKey, ("made_by",),
             ("name", "made_at", "last_used_at", "ended_at")),
)  # fmt: skip

only_a_number(
    "Counted from what the member wrote and did, which the copy holds; it goes with them.",
    "metrics.MemberDay.member", "metrics.Arrival.member", "metrics.Arrival.referrer", "metrics.Opening.author",
)  # fmt: skip
only_a_number(
    "Who did it is in the list of everything the member did.",
    "metrics.MeasureRule.owner", "metrics.MeasureRule.changed_by", "metrics.Finding.aside_by",
    "metrics.Watch.changed_by", "metrics.VisitCounting.changed_by",
    "metrics.FunnelStart.by", "metrics.OutsideSource.made_by", "metrics.FactFile.made_by",
)  # fmt: skip

register(Facts(), Keys())
only_a_number(
    "Who planned it is in the list of everything the member did.",
    "metrics.Plan.made_by",
)
