"""The file itself: looked at from outside, opened, copied, checked, and what may go wrong."""
