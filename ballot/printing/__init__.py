"""Forms as leaves, and leaves as PDF, DOCX and XLSX."""
