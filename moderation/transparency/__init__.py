"""What was decided, told to everybody in numbers, to members without names, and to the team in full."""
