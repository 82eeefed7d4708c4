"""The three who hold the key of a box: appointed, paired, their shares made."""
