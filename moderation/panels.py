"""What rooms add to the page of a case."""
