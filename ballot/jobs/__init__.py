"""What long work there is: each kind of job in a module, done in a process of its own."""
