"""Keys by which other systems read the numbers of health, each with the rights of whoever made it."""
