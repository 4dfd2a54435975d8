"""Ice-breakers: a few questions of the community, and what members answer to them on their profiles."""
