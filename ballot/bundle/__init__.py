"""The audit bundle: its parts, its file, and the verifier that counts a meeting again from it."""
