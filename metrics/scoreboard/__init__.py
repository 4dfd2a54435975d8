"""The scoreboard: a verdict in words, twelve numbers with their targets, and where to act."""
