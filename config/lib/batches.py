"""Much to do, in pieces: each one a transaction of its own, so that nobody waits long for it."""

from collections.abc import Callable


def batch_by_batch(act: Callable[[], int], *, size: int, most: int) -> int:
    """Act until a batch is not full, at most so often; the next run goes on. Returns for how many it was done."""
    done = 0
    for _batch in range(most):
        done += (count := act())
        if count < size:
            break
    return done
