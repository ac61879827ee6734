"""A throwaway authority, as BSrE is one, and PDF files that its people signed."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

import asn1crypto.keys
import asn1crypto.x509
import time_machine
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from tests.platform.files.reading import made

DAY = datetime(2026, 3, 12, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Holder:
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


@cache
def authority() -> Holder:
    return _issue("Root CA Uji", None, ca=True)


@cache
def issuer() -> Holder:
    return _issue("Penerbit Sertifikat Uji", authority(), ca=True)


@cache
def mayor() -> Holder:
    return _issue("Budi Santoso", issuer(), ca=False)


@cache
def signed(*, at: datetime = DAY) -> bytes:
    """A letter that a holder signed."""
    holder = mayor()
    store = SimpleCertificateStore()
    store.register(_asn(issuer()))
    signer = signers.SimpleSigner(
        signing_cert=_asn(holder),
        signing_key=asn1crypto.keys.PrivateKeyInfo.load(
            holder.key.private_bytes(
                serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        ),
        cert_registry=store,
    )
    writer = IncrementalPdfFileWriter(io.BytesIO(made.pdf(["Keputusan tentang gugus tugas"])))
    with time_machine.travel(at, tick=False):
        return bytes(
            signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name="TTE"), signer=signer).getbuffer()
        )


def tampered() -> bytes:
    """The same letter, in which somebody put another word of the same length."""
    return signed().replace(b"gugus tugas", b"gugus palsu")


def appended() -> bytes:
    """The same letter with a page of others behind the signature."""
    writer = IncrementalPdfFileWriter(io.BytesIO(signed()))
    page = writer.root["/Pages"]["/Kids"][0]
    content = writer.add_object(_stream(b"BT ET"))
    page["/Contents"] = content
    writer.update_container(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _stream(content: bytes) -> object:
    from pyhanko.pdf_utils.generic import StreamObject

    return StreamObject(stream_data=content)


def _issue(name: str, by: Holder | None, *, ca: bool) -> Holder:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(name)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by.certificate.subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(DAY - timedelta(days=300))
        .not_valid_after(DAY + timedelta(days=300))
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(_usage(ca=ca), critical=True)
        .sign(by.key if by else key, hashes.SHA256())
    )
    return Holder(certificate, key)


def _name(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Pemerintah Kota Uji"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


def _usage(*, ca: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )


def _asn(holder: Holder) -> asn1crypto.x509.Certificate:
    return asn1crypto.x509.Certificate.load(holder.certificate.public_bytes(serialization.Encoding.DER))
