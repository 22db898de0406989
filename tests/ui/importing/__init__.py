"""Importing from the window and the command line."""
