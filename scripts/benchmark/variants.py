"""The casts under other circumstances: ten subjects, TLS, a slow disk, PostgreSQL."""

import datetime as dt
import subprocess
import sys
import tempfile
from ipaddress import ip_address
from pathlib import Path
from shutil import which
from statistics import median

import psycopg
from casting import measured, rounded, say
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from makers import postgres_server

SLOWER_US = 5000
SHIM = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
static int slow(const char *name, int fd) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  usleep(%d);
  return real(fd);
}
int fsync(int fd) { return slow("fsync", fd); }
int fdatasync(int fd) { return slow("fdatasync", fd); }
"""


def ten_subjects(rounds: int, pairs: int) -> dict[str, float]:
    """Ten subjects on a ballot: page, answers, look once more; stock ready."""
    found = []
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as name:
            found.append(measured(Path(name), pairs, ready=True, subjects=10))
        say(f"ten subjects, round {number + 1}: {rounded(found[-1])}")
    return rounded({f"ten_{key}": median(each[key] for each in found) for key in found[0]})


def tls(rounds: int, pairs: int) -> dict[str, float]:
    """The same voters over connections that stay, plain and under TLS: the ratio of each round."""
    ratios = []
    for number in range(rounds):
        plain, secure = (_over_lines(pairs, tls=secured) for secured in (False, True))
        ratios.append(secure / plain)
        say(f"https ÷ http, round {number + 1}: {secure:.0f} / {plain:.0f} pairs/s")
    return rounded({"https_by_http": median(ratios)})


def slow_disk(rounds: int, pairs: int) -> dict[str, float]:
    """Every fsync 5 ms slower: the ratio of each round. Empty where there is no C compiler."""
    compiler = which("cc") or which("gcc")
    if compiler is None:
        say("slow fsync: left out, there is no C compiler")
        return {}
    ratios = []
    with tempfile.TemporaryDirectory() as name:
        shim = _shim(Path(name), compiler)
        for number in range(rounds):
            usual, slow = (_on_disk(pairs, env) for env in ({}, {"LD_PRELOAD": str(shim)}))
            ratios.append(slow / usual)
            say(f"slow fsync, round {number + 1}: {slow:.0f} / {usual:.0f} pairs/s")
    return rounded({"slow_fsync_by_usual": median(ratios)})


def postgresql(rounds: int, pairs: int) -> dict[str, float]:
    """PostgreSQL of the wheel, as many processes as cores. Empty where the wheel is missing."""
    if not postgres_server.is_there():
        say("PostgreSQL: left out, its wheel is not installed")
        return {}
    found = []
    server = postgres_server.PostgresServer()
    try:
        for number in range(rounds):
            with psycopg.connect(server.url(), autocommit=True) as db:
                db.execute(f"CREATE DATABASE round{number}")
            with tempfile.TemporaryDirectory() as name:
                settings = {"BALLOT_DATABASE_URL": server.url(f"round{number}")}
                found.append(measured(Path(name), pairs, ready=True, settings=settings))
            say(f"PostgreSQL, round {number + 1}: {rounded(found[-1])}")
    finally:
        server.stop()
    return rounded({f"pg_{key}": median(each[key] for each in found) for key in found[0]})


def _over_lines(pairs: int, *, tls: bool) -> float:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = _certificate(folder) if tls else {}
        told = measured(folder, pairs, ready=True, settings=settings, phones=True)
    return told["ready_pairs_s"]


def _on_disk(pairs: int, env: dict[str, str]) -> float:
    with tempfile.TemporaryDirectory() as name:
        return measured(Path(name), pairs, ready=True, serve=env)["ready_pairs_s"]


def _shim(folder: Path, compiler: str) -> Path:
    source, built = folder / "slow.c", folder / "slow.so"
    source.write_text(SHIM % SLOWER_US, encoding="utf-8")
    subprocess.run([compiler, "-shared", "-fPIC", "-o", built, source, "-ldl"], check=True)
    return built


def _certificate(folder: Path) -> dict[str, str]:
    """A certificate of an hour's life for this machine, as settings."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(minutes=5))
        .not_valid_after(now + dt.timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    cert_file, key_file = folder / "cert.pem", folder / "key.pem"
    cert_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return {"BALLOT_TLS_CERT": str(cert_file), "BALLOT_TLS_KEY": str(key_file)}
