"""Workbooks of office programs → tabs of texts. A process of its own reads them."""
