"""People of an assessment: files, previews, sheets."""
