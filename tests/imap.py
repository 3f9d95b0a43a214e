"""A real IMAP server for tests: Debian's Dovecot with a folder, a user and a certificate of its own, gone afterwards."""

from __future__ import annotations

import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.machine import until
from werkstatt.lib.imap import Login, modified_utf7

DOVECOT = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
USER, PASSWORD = "post@erlenau.example", 'Pässe "und" Wörter\\'

OLD = """
disable_plaintext_auth = no
mail_location = maildir:{home}/mail
first_valid_uid = 1
mail_uid = {owner}
mail_gid = {group}
ssl = yes
ssl_cert = <{home}/cert.pem
ssl_key = <{home}/key.pem
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {home}/users
}}
userdb {{
  driver = static
  args = uid={owner} gid={group} home={home}
}}
"""
NEW = """
dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
auth_allow_cleartext = yes
mail_driver = maildir
mail_path = {home}/mail
first_valid_uid = 1
mail_uid = {owner}
mail_gid = {group}
ssl = yes
ssl_server_cert_file = {home}/cert.pem
ssl_server_key_file = {home}/key.pem
passdb passwd-file {{
  default_password_scheme = PLAIN
  passwd_file_path = {home}/users
}}
userdb static {{
  fields {{
    uid = {owner}
    gid = {group}
    home = {home}
  }}
}}
"""
COMMON = """
base_dir = {home}/run
state_dir = {home}/run
log_path = {home}/log
protocols = imap
default_internal_user = {inner}
default_internal_group = {innergroup}
default_login_user = {outer}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {plain}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {tls}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
"""


@dataclass(frozen=True)
class Server:
    """A running server."""

    home: Path
    plain: int
    tls: int

    @property
    def certificate(self) -> str:
        """Whom one must trust to reach it by TLS."""
        return str(self.home / "cert.pem")

    def login(self, security: str = "plain", **more: str) -> Login:
        """How our program signs in."""
        port = self.tls if security == "tls" else self.plain
        given = {"host": "127.0.0.1", "user": USER, "password": PASSWORD, "folder": "INBOX"} | more
        return Login(port=int(given.pop("port", port)), security=security, **given)

    @contextmanager
    def client(self) -> Iterator[imaplib.IMAP4]:
        """Somebody else's mail program."""
        client = imaplib.IMAP4("127.0.0.1", self.plain, timeout=10)
        client.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
        try:
            yield client
        finally:
            client.logout()

    def deliver(self, *mails: bytes, folder: str = "INBOX") -> None:
        """Mails come in."""
        with self.client() as client:
            for mail in mails:
                status, said = client.append(f'"{modified_utf7(folder)}"', "", "", mail)
                assert status == "OK", said

    def flags(self, folder: str = "INBOX") -> list[bytes]:
        """What the server knows of each mail."""
        with self.client() as client:
            client.select(f'"{modified_utf7(folder)}"', readonly=True)
            return [line for line in client.fetch("1:*", "(FLAGS)")[1] if isinstance(line, bytes)]

    def make(self, folder: str) -> None:
        """A new folder; one of the same name is gone, with its numbers."""
        with self.client() as client:
            client.delete(f'"{modified_utf7(folder)}"')
            assert client.create(f'"{modified_utf7(folder)}"')[0] == "OK"

    def empty(self) -> None:
        """No mail in the inbox."""
        with self.client() as client:
            if client.select("INBOX")[1] == [b"0"]:
                return
            client.store("1:*", "+FLAGS", "\\Deleted")
            client.expunge()


def free_ports() -> tuple[int, int]:
    """Two ports nobody listens on."""
    with socket.socket() as one, socket.socket() as two:
        one.bind(("127.0.0.1", 0))
        two.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1]), int(two.getsockname()[1])


def certify(home: Path) -> None:
    """A certificate for 127.0.0.1 that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(tz=UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (home / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    (home / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))


def configure(home: Path, plain: int, tls: int) -> None:
    """One file; root hands the mails to Dovecot's own user, everybody else keeps them."""
    me = pwd.getpwuid(os.getuid())
    mail = pwd.getpwnam("dovecot") if me.pw_uid == 0 else me
    outer = "dovenull" if me.pw_uid == 0 else me.pw_name
    (home / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}::::::\n", "utf-8")
    for folder in ("mail", "run"):
        (home / folder).mkdir()
    if me.pw_uid == 0:
        home.chmod(0o755)
        os.chown(home / "mail", mail.pw_uid, mail.pw_gid)
    version = subprocess.run([str(DOVECOT), "--version"], capture_output=True, text=True, check=True).stdout
    form = (OLD if version.startswith("2.3") else NEW) + COMMON
    filled = form.format(
        home=home,
        owner=mail.pw_uid,
        group=mail.pw_gid,
        inner=mail.pw_name,
        innergroup=_group(mail),
        outer=outer,
        plain=plain,
        tls=tls,
    )
    (home / "dovecot.conf").write_text(filled.lstrip(), "utf-8")


def _group(person: pwd.struct_passwd) -> str:
    return subprocess.run(["id", "-gn", person.pw_name], capture_output=True, text=True, check=True).stdout.strip()


@contextmanager
def server() -> Iterator[Server]:
    """Dovecot, for as long as it is needed."""
    if DOVECOT is None:
        pytest.fail("Dovecot fehlt. Bitte zuerst: make machine")
    home = Path(tempfile.mkdtemp(prefix="imap-", dir="/tmp"))
    plain, tls = free_ports()
    certify(home)
    configure(home, plain, tls)
    process = subprocess.Popen([DOVECOT, "-F", "-c", str(home / "dovecot.conf")], stderr=subprocess.PIPE, text=True)
    it = Server(home, plain, tls)
    try:
        until(lambda: _answers(it, process), 20)
        yield it
    finally:
        process.terminate()
        process.communicate(timeout=20)
        shutil.rmtree(home, ignore_errors=True)


def _answers(it: Server, process: subprocess.Popen[str]) -> bool:
    log = it.home / "log"
    said = log.read_text("utf-8", "replace") if log.exists() else ""
    assert process.poll() is None, f"{process.stderr.read() if process.stderr else ''}\n{said}"
    try:
        with it.client():
            return True
    except (OSError, imaplib.IMAP4.error):
        return False
