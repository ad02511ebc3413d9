"""Signature Version 2, which two old services still ask for: SimpleDB and Import/Export.

https://docs.aws.amazon.com/AmazonSimpleDB/latest/DeveloperGuide/HMACAuth.html: the parameters of
the form, sorted, are what is signed; the signature is one more of them.
"""

from binascii import b2a_base64

from paraph.core.credentials import Credentials
from paraph.core.message import Headers, Request
from paraph.core.uri import Url, decode, encode
from paraph.sigv4.errors import SigningError
from paraph.sigv4.hashing import hmac_sha256


def sign_form_at(request: Request, credentials: Credentials, *, stamp: str) -> Request:
    """Return a copy of a form-encoded POST with its signature among the fields."""
    if not isinstance(request.body, bytes):
        raise SigningError("body", "Signature Version 2 signs the fields of a form")
    url = Url(request.url)
    fields = _fields(request.body.decode())
    fields["AWSAccessKeyId"] = credentials.access_key_id
    fields["SignatureVersion"] = "2"
    fields["SignatureMethod"] = "HmacSHA256"
    fields["Timestamp"] = _iso8601(stamp)
    if credentials.session_token:
        fields["SecurityToken"] = credentials.session_token
    query = "&".join([f"{encode(name)}={encode(fields[name])}" for name in sorted(fields)])
    text = f"{request.method}\n{url.netloc.lower()}\n{url.path or '/'}\n{query}"
    key = credentials.secret_access_key.encode()
    fields["Signature"] = b2a_base64(hmac_sha256(key, text.encode()), newline=False).decode()
    body = "&".join([f"{encode(name)}={encode(value)}" for name, value in fields.items()])
    return Request(request.method, request.url, Headers(request.headers), body.encode())


def _fields(form: str) -> dict[str, str]:
    pairs = [part.partition("=") for part in form.split("&") if part]
    return {decode(name, plus=True): decode(value, plus=True) for name, _, value in pairs}


def _iso8601(stamp: str) -> str:
    day, time = stamp[:8], stamp[9:15]
    return f"{day[:4]}-{day[4:6]}-{day[6:]}T{time[:2]}:{time[2:4]}:{time[4:]}Z"
