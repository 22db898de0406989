"""Graph files of other programs: read tolerantly, written so that they are read back."""
