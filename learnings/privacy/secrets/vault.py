"""Blocks that hold what somebody encrypted with a password: as good as the password is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...diagnostic import Confidence
from ...lazy import regex
from ..detector import BlockDetector, Organisation
from ..finding import Hit

_GAP = r"(?:[ \t>|*`\"']{0,20}(?:\r\n|\n|\r|<br ?/?>|\\n)[ \t>|*`\"']{0,40}| {1,4})"
_VAULT = regex(
    r"\$ANSIBLE_VAULT;\d\.\d;AES(?:256)?(?:;[\w.-]{1,60})?"
    rf"(?:{_GAP}[0-9a-f]{{20,200}}){{1,2000}}"
)


def vaults(_: Organisation) -> Sequence[BlockDetector]:
    """The detector of encrypted blocks."""
    return [
        BlockDetector(
            name="ansible-vault",
            check="secret",
            kind="secret",
            title="Block of Ansible Vault",
            gates=(r"\$ansible_vault;",),
            find=_blocks,
            source="https://docs.ansible.com/ansible/latest/vault_guide/vault_using_encrypted_content.html",
            recipes=(
                "$ANSI{}BLE_VAULT;1.1;AES256\n{d*80}\n{d*80}\n{d*62}",
                "password: !vault |\n  $ANSI{}BLE_VAULT;1.2;AES256;prod\n  {d*80}\n  {d*44}\n",
                "| a | $ANSI{}BLE_VAULT;1.1;AES256<br>{d*80}<br>{d*80} |",
            ),
            decoys=("The file begins with `$ANSI{}BLE_VAULT;1.1;AES256` and is left as it is.",),
            confidence=Confidence.MEDIUM,
        )
    ]


def _blocks(text: str) -> Iterator[Hit]:
    for found in _VAULT.finditer(text):
        yield Hit(*found.span())
