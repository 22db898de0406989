"""Changing the store by hand: fields, forms, history and backups."""
