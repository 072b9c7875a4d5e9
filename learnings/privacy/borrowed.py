"""The detectors of detect-secrets, as a family of ours.

Their gates are made of their patterns by `scripts/generate.py`, so that detect-secrets is
imported where a line may hold something and nowhere else. Two of them are left out: that of public
addresses, as addresses have a family of their own, and that of private keys, which finds the first
line of one and nothing of the key; ours finds all of it, and nothing where no key follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from .. import resource
from ..diagnostic import Confidence
from .detector import Detector, Organisation
from .finding import Hit, Piece

SOURCE = "https://github.com/Yelp/detect-secrets"
PREFIX = "detect-secrets-"
LEFT_OUT = frozenset(("IPPublicDetector", "PrivateKeyDetector"))
DATA = "gates.json"


class Plugin(NamedTuple):
    """A detector of detect-secrets: its module and class there, and what it is called here.

    `extends` are the characters that belong to a value although the plugin gives less of it.
    """

    module: str
    name: str
    detector: str
    title: str
    kind: str
    recipe: str
    check: str = "secret"
    extends: str = r"[\w-]"
    confidence: Confidence = Confidence.HIGH
    least: str = ""


_LOW, _MEDIUM = Confidence.LOW, Confidence.MEDIUM
PLUGINS = (
    Plugin(
        "artifactory",
        "ArtifactoryDetector",
        "artifactory",
        "A credential for Artifactory",
        "key",
        "AK{}Ca1{w*24}",
    ),
    Plugin("aws", "AWSKeyDetector", "aws", "An access key for AWS", "key", "AK{}IA{2*16}"),
    Plugin(
        "azure_storage_key",
        "AzureStorageKeyDetector",
        "azure-storage",
        "A key for an Azure storage account",
        "key",
        "Account{}Key={b*86}==",
        extends="",
    ),
    Plugin(
        "basic_auth",
        "BasicAuthDetector",
        "basic-auth",
        "A password in a URL",
        "password",
        "https://deploy:{w*14}@db.example.org",
        "credential-in-url",
        "",
    ),
    Plugin(
        "cloudant",
        "CloudantDetector",
        "cloudant",
        "A credential for Cloudant",
        "key",
        "cloudant_key = {x*64}",
        extends="",
    ),
    Plugin(
        "discord",
        "DiscordBotTokenDetector",
        "discord-bot",
        "A token of a Discord bot",
        "token",
        "M{w*23}.{w*6}.{w*27}",
    ),
    Plugin(
        "github_token",
        "GitHubTokenDetector",
        "github",
        "A token for GitHub",
        "token",
        "gh{}p_{w*36}",
    ),
    Plugin(
        "gitlab_token",
        "GitLabTokenDetector",
        "gitlab",
        "A token for GitLab",
        "token",
        "gl{}pat-{w*20}",
        extends=r"[\w.-]",
    ),
    Plugin(
        "ibm_cloud_iam",
        "IbmCloudIamDetector",
        "ibm-cloud",
        "A key for IBM Cloud",
        "key",
        "ibm_cloud_api_key: {w*44}",
        extends="",
        least="long",
    ),
    Plugin(
        "ibm_cos_hmac",
        "IbmCosHmacDetector",
        "ibm-object-storage",
        "A secret for IBM object storage",
        "secret",
        "cos_hmac_secret_key: {x*48}",
        extends="",
    ),
    Plugin(
        "jwt",
        "JwtTokenDetector",
        "json-web-token",
        "A JSON web token",
        "token",
        "ey{}JhbGciOiJIUzI1NiJ9.ey{}JzdWIiOiIxIn0.{s*43}",
        extends=r"[\w.+/=-]",
    ),
    Plugin(
        "mailchimp",
        "MailchimpDetector",
        "mailchimp",
        "A key for Mailchimp",
        "key",
        "{x*32}{}-us{d*1}",
        extends="",
    ),
    Plugin(
        "npm",
        "NpmDetector",
        "npm",
        "A token for a registry of npm",
        "token",
        "//npm.example.com/:_auth{}Token=np{}m_{w*36}",
        extends="",
    ),
    Plugin(
        "openai", "OpenAIDetector", "openai", "A key for OpenAI", "key", "sk-{w*20}T3Blb{}kFJ{w*20}"
    ),
    Plugin(
        "pypi_token",
        "PypiTokenDetector",
        "pypi",
        "A token for PyPI",
        "token",
        "pypi-AgEI{}cHlwaS5vcmc{w*80}",
    ),
    Plugin(
        "sendgrid",
        "SendGridDetector",
        "sendgrid",
        "A key for SendGrid",
        "key",
        "S{}G.{w*22}.{w*43}",
    ),
    Plugin(
        "slack",
        "SlackDetector",
        "slack",
        "A token or a hook for Slack",
        "token",
        "xo{}xb-{d*12}-{d*12}-{w*24}",
    ),
    Plugin(
        "softlayer",
        "SoftlayerDetector",
        "softlayer",
        "A key for SoftLayer",
        "key",
        "softlayer_api_key = {L*64}",
        extends="",
    ),
    Plugin(
        "square_oauth",
        "SquareOAuthDetector",
        "square",
        "A secret for Square",
        "secret",
        "sq0{}csp-{w*43}",
    ),
    Plugin("stripe", "StripeDetector", "stripe", "A key for Stripe", "key", "sk{}_live_{w*24}"),
    Plugin(
        "telegram_token",
        "TelegramBotTokenDetector",
        "telegram-bot",
        "A token of a Telegram bot",
        "token",
        "{d*9}:A{w*34}",
    ),
    Plugin(
        "twilio", "TwilioKeyDetector", "twilio", "A key for Twilio", "key", "S{}K{x*32}", extends=""
    ),
    Plugin(
        "keyword",
        "KeywordDetector",
        "keyword",
        "A value in quotation marks after a word such as password",
        "secret",
        'password = "{w*16}7"',
        extends="",
        confidence=_MEDIUM,
        least="quoted",
    ),
    Plugin(
        "high_entropy_strings",
        "Base64HighEntropyString",
        "base64-entropy",
        "Random letters and digits in quotation marks",
        "secret",
        "'{w*60}'",
        extends="",
        confidence=_LOW,
        least="varied",
    ),
    Plugin(
        "high_entropy_strings",
        "HexHighEntropyString",
        "hexadecimal-entropy",
        "Random hexadecimal digits in quotation marks, after a word such as key",
        "secret",
        "key '{x*40}'",
        extends="",
        confidence=_LOW,
    ),
)


def borrowed(_: Organisation) -> Sequence[Detector]:
    """The detectors of detect-secrets; none of them depends on the organisation."""
    gates = resource.load(DATA)["plugins"]
    # Without gates a detector is asked about every line.
    return [_detector(plugin, gates.get(plugin.name, ("",))) for plugin in PLUGINS]


def _detector(plugin: Plugin, gates: Sequence[str]) -> Detector:
    return Detector(
        PREFIX + plugin.detector,
        plugin.check,
        plugin.kind,
        plugin.title,
        tuple(gates),
        partial(_hits, plugin, tuple(gates)),
        SOURCE,
        (plugin.recipe,),
        confidence=plugin.confidence,
        least=plugin.least,
    )


def _hits(plugin: Plugin, gates: Sequence[str], piece: Piece) -> Iterator[Hit]:
    from .engine import hits

    return hits(plugin, piece.text, gates)
