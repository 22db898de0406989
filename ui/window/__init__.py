"""The main window: header, panes, status line, first run."""
