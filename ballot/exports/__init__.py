"""On their way out: a meeting's result (``result_as_…``) and a ranking.

The ranking is ``ranking_as_json``, and as CSV and XLSX a ``people_table``.
"""
