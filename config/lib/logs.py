"""Logs: one JSON object a line, with the id of the request that wrote it."""

import logging
from typing import Any

import structlog


def formatter() -> logging.Formatter:
    """For settings.LOGGING; what the product's own loggers say is written the same way from then on."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _shorten,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    return structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processor=structlog.processors.JSONRenderer())


def _shorten(_logger: object, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """No field is longer than 4,000 characters: a log line must not fill a disk. Of a traceback the end says most."""
    return {
        key: (value[-4000:] if key == "exception" else value[:4000]) if isinstance(value, str) else value
        for key, value in event.items()
    }
