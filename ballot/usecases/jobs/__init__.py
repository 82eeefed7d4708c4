"""Long work: asked for on a page, done in a process of its own, fetched by whoever asked."""
