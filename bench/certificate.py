"""A certificate for localhost, signed by an authority that lives as long as a measurement."""

import datetime as dt
import ipaddress
import shutil
import ssl
import subprocess
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


def make_certificate(folder: Path) -> tuple[Path, Path, dict[str, Path]]:
    """Write a certificate and its key for localhost; return both, and the bundles to verify it by.

    The bundles are the authority alone, and, where the system has its own, all of these too: that
    is what a client reads when it talks to AWS.
    """
    authority_key = ec.generate_private_key(ec.SECP256R1())
    authority = _sign(_name("throw-away authority"), authority_key, authority_key, None)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _sign(_name("localhost"), key, authority_key, authority)
    _write(folder / "server.pem", certificate.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    _write(folder / "server.key", private)
    text = authority.public_bytes(serialization.Encoding.PEM)
    bundles = {"one authority": _write(folder / "one.pem", text)}
    system = ssl.get_default_verify_paths().cafile
    if system is not None:
        every = Path(system).read_bytes() + text
        count = every.count(b"BEGIN CERTIFICATE")
        bundles[f"{count} authorities"] = _write(folder / "every.pem", every)
    return folder / "server.pem", folder / "server.key", bundles


def hashed_directory(folder: Path) -> Path | None:
    """Return a directory like the system's, with links by hash, that holds our authority too.

    None where the system has no such directory or `openssl` is absent.
    """
    system = ssl.get_default_verify_paths().capath
    openssl = shutil.which("openssl")
    if system is None or openssl is None or not any(Path(system).glob("*.0")):
        return None
    directory = folder / "authorities"
    directory.mkdir()
    for link in Path(system).glob("*.0"):
        (directory / link.name).symlink_to(link.resolve())
    command = [openssl, "x509", "-hash", "-noout", "-in", str(folder / "one.pem")]
    name = subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    (directory / f"{name}.0").symlink_to(folder / "one.pem")
    return directory


def _write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _sign(
    name: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer_key: ec.EllipticCurvePrivateKey,
    issuer: x509.Certificate | None,
) -> x509.Certificate:
    now = dt.datetime.now(dt.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(hours=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            critical=False,
        )
    )
    if issuer is None:
        builder = builder.add_extension(_authority_usage(), critical=True)
    else:
        names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
        builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
    return builder.sign(issuer_key, hashes.SHA256())


def _authority_usage() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
