"""A store between the click that opens it and its first picture."""
