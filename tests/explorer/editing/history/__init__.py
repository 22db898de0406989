"""Tests of undo, redo and the history."""
