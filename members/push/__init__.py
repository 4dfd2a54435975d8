"""Web push: a few words on a device whose owner asked for them, when something concerns them."""
