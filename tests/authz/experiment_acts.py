"""Acts on experiments."""

from django.urls import reverse

from members.experiments.models import Experiment, Variant
from tests.authz.acts import Attempt, act
from tests.visibility.village import Village


@act("change_experiment_split")
def _(village: Village, role: str) -> Attempt:
    found = Experiment.objects.get(key="greeting")
    sent = {f"weight-{pk}": "7" for pk in found.variants.values_list("pk", flat=True)}
    state = lambda: list(Variant.objects.order_by("pk").values_list("weight", flat=True))  # noqa: E731
    return Attempt(reverse("experiment_weigh", args=[found.pk]), sent, state)
