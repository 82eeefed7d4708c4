"""Slips (二维码票): the secrets, the address in the code, the code, the sheet of twelve."""
