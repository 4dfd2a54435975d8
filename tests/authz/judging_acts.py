"""Acts on what comes of experiments."""

from django.urls import reverse

from members.experiments.models import Experiment
from metrics.experiments.models import Came, Plan, Result
from metrics.experiments.planning import Wanted, plan_experiment
from metrics.rollups.days import yesterday
from tests.authz.acts import Attempt, act
from tests.authz.segment_acts import MANAGERS
from tests.visibility.village import Village


@act("health_experiment_plan_keep", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    found = Experiment.objects.get(key="greeting")
    sent = {"outcome": "wrote-4", "against": "v:short", "expected": "20", "least": "15"}
    state = lambda: list(Plan.objects.values_list("outcome", "least"))  # noqa: E731
    return Attempt(reverse("health_experiment_plan_keep", args=[found.pk]), sent, state)


@act("health_experiment_lesson", only=MANAGERS)
def _(village: Village, role: str) -> Attempt:
    found = Experiment.objects.get(key="greeting")
    wanted = Wanted("active-4", found.variants.earliest("place"), 30, 10)
    plan = plan_experiment(found, wanted, by=village.member("admin"))
    Result.objects.create(plan=plan, came=Came.CUT_SHORT, day=yesterday())
    state = lambda: list(Result.objects.values_list("lesson"))  # noqa: E731
    return Attempt(reverse("health_experiment_lesson", args=[found.pk]), {"lesson": "Do it again"}, state)
