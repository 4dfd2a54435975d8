"""From visitor to advocate: how many came to each stage, where people stop, and a journey begun for them."""
