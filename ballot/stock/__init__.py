"""The stock: randomness for the voters who come, made beside the server and never inside it.

``maker`` the process that makes it and knows a public key alone · ``making`` that process as its
worker sees it · ``keeper`` the thread that has made what the pools want.
"""
