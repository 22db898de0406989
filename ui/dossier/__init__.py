"""Dossiers from the window and the command line: the picture, the PDF, the way to a file."""
