"""Event data of feeds, as it comes in."""
