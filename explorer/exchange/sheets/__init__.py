"""A store as sheets, one for each sort of thing: a workbook, or tables of text in an archive."""
