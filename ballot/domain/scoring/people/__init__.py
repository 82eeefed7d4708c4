"""Who stands on the list of an assessment: what a row changes of him, what he left behind."""
