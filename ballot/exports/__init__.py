"""A result on its way out: as CSV, XLSX and JSON."""
