"""Each graph format read as nodes and edges, in the dialects that programs write."""
