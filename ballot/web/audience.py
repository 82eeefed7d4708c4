"""For whom an address is, by its path alone: voters, a kiosk, programs, or organizers."""


def is_voters(path: str) -> bool:
    """Whether a path belongs to voters, on their phones or at a kiosk: no session, no log line."""
    plain = _plain(path)
    return plain in ("/", "/v") or plain.startswith("/v/") or is_kiosks(plain)


def is_api(path: str) -> bool:
    """Whether a path belongs to the interface for programs: a key, and no session."""
    plain = _plain(path)
    return plain == "/api" or plain.startswith("/api/")


def is_kiosks(path: str) -> bool:
    """Whether a path belongs to a kiosk, whose page has a style sheet and a script of its own."""
    plain = _plain(path)
    return plain == "/k" or plain.startswith("/k/")


def is_doors(path: str) -> bool:
    """Whether a path belongs to a tablet at the door, at which names are typed."""
    plain = _plain(path)
    return plain == "/d" or plain.startswith("/d/")


def _plain(path: str) -> str:
    """In small letters, and with one slash before it, as Flask reads any number of them."""
    return "/" + path.lower().lstrip("/")
