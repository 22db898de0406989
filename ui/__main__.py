"""Runs the command line: `python -m ui`."""

from __future__ import annotations

from ui.command_line import main

main()
