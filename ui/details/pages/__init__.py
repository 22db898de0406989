"""One module for each kind of page: from a profile to the plain data of a page."""
