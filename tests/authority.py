"""A certificate authority made for one test run, and the servers' contexts it vouches for."""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from hashlib import sha1

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_PEM = serialization.Encoding.PEM


class Authority:
    """Issues certificates into `folder`; `bundle` is the file to trust."""

    def __init__(self, folder, name="Paraph Test Authority"):
        self._folder = folder
        self._name = name
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._count = 0
        self.certificate = self._build(name, self._key.public_key(), name, self._key, is_ca=True)
        self.bundle = str(folder / f"{name.replace(' ', '-')}.pem")
        with open(self.bundle, "wb") as file:
            file.write(self.certificate.public_bytes(_PEM))

    def issue(self, *names, days=10, self_signed=False):
        """Return (certificate file, key file) for the DNS names and IP addresses given."""
        key = ec.generate_private_key(ec.SECP256R1())
        issuer, signer = (names[0], key) if self_signed else (self._name, self._key)
        certificate = self._build(names[0], key.public_key(), issuer, signer, names, days)
        self._count += 1
        stem = f"{self._name.replace(' ', '-')}-{self._count}"
        cert_file, key_file = self._folder / f"{stem}.crt", self._folder / f"{stem}.key"
        cert_file.write_bytes(certificate.public_bytes(_PEM))
        key_file.write_bytes(
            key.private_bytes(_PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        )
        return str(cert_file), str(key_file)

    def server_context(self, *names, **options):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*self.issue(*names, **options))
        return context

    def subject_hash(self):
        """Return the name under which OpenSSL looks for the authority in a directory.

        X509_NAME_hash: the first four bytes of the SHA-1 of the canonical name, which is lower
        case and without the outer SEQUENCE (OpenSSL, x509_cmp.c).
        """
        text = self._name.lower().encode()
        string = b"\x0c" + bytes([len(text)]) + text
        pair = b"\x06\x03\x55\x04\x03" + string
        pair = b"\x30" + bytes([len(pair)]) + pair
        digest = sha1(b"\x31" + bytes([len(pair)]) + pair, usedforsecurity=False).digest()
        return f"{int.from_bytes(digest[:4], 'little'):08x}"

    def _build(self, subject, public, issuer, signer, names=(), days=10, is_ca=False):
        now = datetime.now(UTC)
        # The key identifiers are what VERIFY_X509_STRICT wants of a modern certificate.
        own_id = x509.SubjectKeyIdentifier.from_public_key(public)
        issuer_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
        builder = (
            x509.CertificateBuilder()
            .subject_name(_name(subject))
            .issuer_name(_name(issuer))
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=20))
            .not_valid_after(now + timedelta(days=days))
            .add_extension(x509.BasicConstraints(is_ca, None), critical=True)
            .add_extension(_usage(is_ca), critical=True)
            .add_extension(own_id, critical=False)
            .add_extension(issuer_id, critical=False)
        )
        if names:
            builder = builder.add_extension(
                x509.SubjectAlternativeName([_general(name) for name in names]), critical=False
            )
        return builder.sign(signer, hashes.SHA256())


def _name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _general(name):
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _usage(is_ca):
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_ca,
        crl_sign=is_ca,
        encipher_only=False,
        decipher_only=False,
    )
