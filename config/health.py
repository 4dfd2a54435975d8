"""For machines that watch: is the process up, is it of use, and its numbers."""

import hmac
import time
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from config.backup.telling import standing
from config.lib import live
from config.lib.audience import public
from members.activity.relay import lag, owed

LAG_LIMIT_SECONDS = 60.0
_migrated: list[bool] = []


@public
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers, whatever else is broken."""
    return HttpResponse("ok\n", content_type="text/plain", headers={"Cache-Control": "no-store"})


@public
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when pages can be served, else 503.

    Database and migrations decide. Valkey and a relay that is late are told, but pages go on without them, so a proxy
    must not take every server out because of them: `degraded` says so.
    """
    checks: dict[str, Any] = {"database": _ask(_database_answers), "valkey": _ask(live.answers)}
    checks["migrations"] = checks["database"] and _ask(is_migrated)
    late = _ask(lag) if checks["migrations"] else None
    checks["relay_lag_seconds"] = round(late, 1) if isinstance(late, float) else None
    ready = bool(checks["database"] and checks["migrations"])
    degraded = not checks["valkey"] or not isinstance(late, float) or late > LAG_LIMIT_SECONDS
    answer = {"ready": ready, "degraded": degraded, "checks": checks}
    return JsonResponse(answer, status=200 if ready else 503, headers={"Cache-Control": "no-store"})


@public
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus numbers for who brings METRICS_TOKEN as a bearer; without such a token set there is no such page."""
    if not settings.METRICS_TOKEN:
        return HttpResponse("Set METRICS_TOKEN to read numbers here.\n", status=404, content_type="text/plain")
    given = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if not hmac.compare_digest(given.encode(), settings.METRICS_TOKEN.encode()):
        refusal = HttpResponse("Bring METRICS_TOKEN as a bearer token.\n", status=401, content_type="text/plain")
        refusal["WWW-Authenticate"] = "Bearer"
        return refusal
    return HttpResponse(generate_latest(_numbers()), content_type=CONTENT_TYPE_LATEST)


def is_migrated() -> bool:
    """Whether every migration of this code is in the database; once true it stays true for this process."""
    if not _migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _migrated.append(True)
    return True


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def _ask(question: Any) -> Any:
    """The answer, or False if the database cannot give one."""
    try:
        return question()
    except DatabaseError:
        return False


def _numbers() -> CollectorRegistry:
    """Gauges as they stand now; counted in the database, so every process gives the same answer."""
    registry = CollectorRegistry()

    def gauge(name: str, sentence: str, question: Any) -> None:
        value = _ask(question)
        if value is not False or name.endswith("_up"):
            Gauge(f"talkoot_{name}", sentence, registry=registry).set(float(value))

    gauge("database_up", "Whether the database answers.", _database_answers)
    gauge("valkey_up", "Whether Valkey answers.", live.answers)
    gauge("relay_lag_seconds", "Age of the oldest activity or reaction that nobody has begun.", lag)
    gauge("activities_undispatched", "Activities without receipts.", lambda: owed().undispatched)
    gauge("receipts_waiting", "Reactions owed and not tried yet.", lambda: owed().waiting)
    gauge("receipts_failing", "Reactions that failed and will be tried again.", lambda: owed().failing)
    gauge("receipts_dead", "Reactions given up, for an operator to look at.", lambda: owed().dead)
    backup = _ask(standing)
    if backup and backup.made_at:
        gauge("backup_last_seconds", "When the last backup was made.", backup.made_at.timestamp)
        gauge("backup_last_bytes", "How large the last backup is.", lambda: backup.size)
    if backup:
        gauge("backup_failing", "Whether the last backup that was tried failed.", lambda: int(backup.failed_since))
    gauge("time_seconds", "The server's clock.", time.time)
    return registry
