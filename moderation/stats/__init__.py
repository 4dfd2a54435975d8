"""What the team can know of its own work: kept due times, overturned decisions, load, and when a break helps."""
