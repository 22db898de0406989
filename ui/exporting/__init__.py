"""A store, or a part of it, to a file of another program: the dialog and the command."""
