"""The network as a picture to keep: one page, drawn alike for window and command line."""
