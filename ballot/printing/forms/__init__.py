"""The forms: facts in, leaves out. Every word of a form stands in ``printing/templates``."""
