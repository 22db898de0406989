"""The one way in for files of other programs: plain records, and their landing in a store."""
