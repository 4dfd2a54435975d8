"""How each language writes days and moments; Django finds these modules by the name of the language."""
