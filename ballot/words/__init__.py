"""Every sentence that a person reads, for pages, commands and the interface alike.

Below pages and commands, and without Flask: a fact goes in, words in the reader's language come
out.
"""
