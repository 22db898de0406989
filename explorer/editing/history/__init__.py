"""The change history as people use it: undo and redo, sentences, taking back what is long past."""
