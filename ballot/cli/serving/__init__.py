"""The serving process: a parent that holds the lock, and workers that answer.

The parent loads the code and prepares nothing itself. A child that ends before the first worker
starts makes keys, data and tables, so that the parent has no thread, no connection and no key in
its memory when it forks.

``preparing``    what is done, and refused, before the first worker starts
``listening``    the one listening socket
``server``       the parent: granian's, but for the loop that holds its workers
``bell``         what wakes it
``supervision``  which worker is to start, has died, answers, gives way
``worker``       what a worker begins with
``connections``  so many of them, and room for one more
"""
