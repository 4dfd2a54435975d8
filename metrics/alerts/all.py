"""All kinds of alerts, in the order in which they are read."""

from __future__ import annotations

from metrics.alerts.alert import Alert
from metrics.alerts.dependence import DependenceOnFew
from metrics.alerts.fatigue import RegularsTired, TeamLoad
from metrics.alerts.feedback import FeedbackIgnored
from metrics.alerts.heat import Overheating
from metrics.alerts.newcomers import NewcomersUnanswered
from metrics.alerts.onboarding import OnboardingLeak
from metrics.alerts.promotion import TooMuchPromotion
from metrics.alerts.series import SilentSeries
from metrics.alerts.silence import SilentSpace
from metrics.alerts.slowness import SlowAnswers

_KINDS: tuple[Alert, ...] = (
    NewcomersUnanswered(), SlowAnswers(), Overheating(), RegularsTired(), TeamLoad(), SilentSeries(), SilentSpace(),
    TooMuchPromotion(), FeedbackIgnored(), DependenceOnFew(), OnboardingLeak(),
)  # fmt: skip
ALERTS: dict[str, Alert] = {one.key: one for one in _KINDS}
