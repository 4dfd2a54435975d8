"""Who in moderation reacts to what happens."""

from moderation.rota import hours as rota_hours  # noqa: F401 - declared by being loaded
