"""Pages of journeys, for managers."""
