"""Search and filters, at the left of the window."""
