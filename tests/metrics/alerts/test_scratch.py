import time, os
import pytest
from tests.metrics.alerts.simulated import make, run

pytestmark = pytest.mark.django_db
SEEDS = range(*map(int, os.environ.get("SEEDS", "0,4").split(",")))


@pytest.mark.parametrize("seed", SEEDS)
def test_x(seed):
    t = time.time()
    c = make(seed)
    t2 = time.time()
    s = run(c)
    print(
        "SEED",
        seed,
        round(t2 - t, 1),
        round(time.time() - t2, 1),
        {k: [(str(a), str(b)) for a, b in v] for k, v in s.items()},
    )
