"""The Qt application: windows, views, dialogs and the command line."""
