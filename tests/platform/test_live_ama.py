"""Five hundred people have an AMA open over real HTTP: each paragraph is told to all of them within a second.

Prints what it measured: `bin/test tests/platform/test_live_ama.py -s`.
"""

import asyncio
import os
import statistics
import sys
import threading
import time

from tests.platform.conftest import Dev

READERS, PARAGRAPHS = 500, 5
PATIENCE_SECONDS = 120.0
WITHIN_SECONDS = 1.0
AMA = """
from datetime import timedelta
from django.utils import timezone
from programs.amas.answering import take
from programs.amas.asking import ask
from programs.amas.models import AmaPlan
from programs.series.occurrences import Occurrence
from tests.factories import a_member, a_space
from tests.programs.planned import a_program
host = a_member("Host", role="manager")
program = a_program(host, format="ama", rule="", space=a_space("The stage"))
AmaPlan.objects.create(program=program, guest_name="A guest")
now = timezone.now()
times = {"starts_at": now, "ends_at": now + timedelta(hours=1), "opened_at": now}
Occurrence.objects.filter(program=program).update(**times)
occurrence = program.occurrences.get()
question = ask(occurrence, by=host, words="How do you decide what not to plan?")
take(question, by=host)
print(occurrence.pk, question.pk)
"""
SAY = """
import time
from programs.amas.answering import say
from programs.amas.models import AmaQuestion
question = AmaQuestion.objects.select_related("answering_by").get(pk={question})
for number in range({many}):
    say(question, by=question.answering_by, source=f"Paragraph {{number}} of the answer.")
    print(time.time())
    time.sleep(1.5)
"""


class Audience:
    """When each of many open pages was told of each paragraph."""

    def __init__(self, port: int, occurrence: int) -> None:
        self.port, self.occurrence = port, occurrence
        self.told: list[list[float]] = [[] for _ in range(READERS)]
        self.open = threading.Event()

    async def listen(self) -> None:
        """Hold every stream open until each was told of everything."""
        ready = asyncio.Barrier(READERS + 1)
        streams = [asyncio.create_task(self._one(place, ready)) for place in range(READERS)]
        await ready.wait()
        self.open.set()
        async with asyncio.timeout(PATIENCE_SECONDS):
            await asyncio.gather(*streams)

    async def _one(self, place: int, ready: asyncio.Barrier) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(f"GET /live/?c=ama:{self.occurrence} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        while not (await reader.readline()).startswith(b"retry:"):
            pass
        await ready.wait()
        while len(self.told[place]) < PARAGRAPHS:
            line = await reader.readline()
            assert line, "The server ended a stream."
            if line.startswith(b"event: ama.changed"):
                self.told[place].append(time.time())
        writer.close()


def test_an_answer_reaches_five_hundred_open_pages_within_a_second(dev: Dev) -> None:
    occurrence, question = dev.shell(AMA).split()
    audience = Audience(dev.port, int(occurrence))
    listening = threading.Thread(target=lambda: asyncio.run(audience.listen()))
    listening.start()
    assert audience.open.wait(PATIENCE_SECONDS)
    saved = [float(moment) for moment in dev.shell(SAY.format(question=question, many=PARAGRAPHS)).split()]
    listening.join(PATIENCE_SECONDS)
    assert not listening.is_alive()
    late = sorted(told[place] - at for told in audience.told for place, at in enumerate(saved))
    p95 = late[int(len(late) * 0.95)]
    sys.stdout.write(
        f"\n{PARAGRAPHS} paragraphs to {READERS} open pages: {statistics.median(late) * 1000:.0f} ms "
        f"(p95 {p95 * 1000:.0f}, last {late[-1] * 1000:.0f}); load {os.getloadavg()[0]:.1f}\n"
    )
    assert p95 < WITHIN_SECONDS
