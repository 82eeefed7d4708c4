"""The front: one event loop that answers the voters, and Flask behind it in a few threads.

Whoever scans a slip is answered in the loop, by the functions that Flask's own views call; all
else goes to Flask. A form that does not come in, a code that waits for its turn and a reader who
is slow hold no thread that somebody else needs.
"""
