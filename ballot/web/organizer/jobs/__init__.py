"""Long work: asked for, looked at, fetched."""
