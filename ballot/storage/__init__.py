"""Tables and statements. One module a subject; ``db`` is a SQLAlchemy session throughout."""
