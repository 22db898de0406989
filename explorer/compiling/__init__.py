"""Compiled code for the inner loops of layout and drawing: when it is ready, how it gets so."""
