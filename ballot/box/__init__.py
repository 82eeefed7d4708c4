"""The sealed box: ristretto255 and numbers, no SQL and no web (docs/box.md).

``group`` the curve · ``transcript`` what a challenge covers · ``envelope`` what is prepared for
a ciphertext · ``pool`` randomness ahead of time · ``elgamal`` sealing · ``proofs`` checking ·
``opening`` sums and roots · ``shares`` keys of the 监票人 · ``keyslip`` a share on paper ·
``pickup`` a share on its way · ``partial`` opening by two of them · ``published`` the list that
they open · ``tags``.
"""
