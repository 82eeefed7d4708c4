"""The help page: what is told of each task, and the words of the trade."""
