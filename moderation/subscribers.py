"""Who in moderation reacts to what happens."""

import moderation.sanctions.acts
import moderation.sanctions.effects
import moderation.sanctions.ladder  # noqa: F401 - registered here
