"""The first steps of a new installation: its owner, its name, its spaces, its guidelines."""
