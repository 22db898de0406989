"""Tables: read, mapped and taken in."""
