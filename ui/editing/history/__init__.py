"""The window on the change history."""
