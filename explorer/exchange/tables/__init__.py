"""Tables: text with separators and workbooks in, by a mapping of their columns."""
