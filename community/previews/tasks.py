"""Link previews: asking for them can wait, and takes long."""

from celery import shared_task

from members.activity.bell import Bell

TASK = "community.previews.ask"
SECONDS = 20
_bell = Bell(TASK)


def ring() -> None:
    """Wake a worker that asks; never waits."""
    _bell.ring()


@shared_task(name=TASK, ignore_result=True)
def ask() -> None:
    """Ask addresses that are due, and write out the posts that show them."""
    from community.previews.asking import ask_due, write_owed

    ask_due(SECONDS)
    write_owed()


@shared_task(name="community.previews.forget", ignore_result=True)
def forget_previews() -> None:
    """Let go of previews that no post shows any more."""
    from community.previews.asking import forget

    forget()
