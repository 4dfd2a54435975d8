"""View as: the pages as somebody else sees them, for managers. To read, never to act."""
