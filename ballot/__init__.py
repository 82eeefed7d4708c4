"""The ballot service for 民主测评, a house of rooms.

``domain``    the rules, in the standard library alone
``schemes``   a policy as a TOML file, and its reader
``box``       the sealed box: ristretto255, proofs, shares, opening
``slips``     one-time tokens, typed codes, QR codes, print sheets
``intake``    office files to rows and faults
``fonts``     what paper is set in: our Chinese font, and second ones for what it lacks
``storage``   tables and statements, SQLite and PostgreSQL
``usecases``  one verb a file, each opens one transaction
``exports``   a result as CSV, XLSX, JSON; the signed bundle
``web``       pages and the public interface
``stock``     randomness for voters, made by a process of its own
``hall``      opens database and keys; ``app`` plugs the pages into it
``cli``       the same house by command, and the serving process
``config``    the settings; ``keys`` the secrets, which never lie in the database;
              ``key_file`` carries them apart from a backup

Imports point one way: cli, app, web, usecases, exports, then storage, slips,
schemes, box and intake side by side, then domain.
"""
