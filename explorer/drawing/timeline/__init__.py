"""The timeline as a picture: its axis, lanes, marks, names and activity, computed without Qt."""
