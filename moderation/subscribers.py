"""Who in moderation reacts to what happens."""

from moderation.guidelines import accepting as accepting
from moderation.statements import owing as owing
