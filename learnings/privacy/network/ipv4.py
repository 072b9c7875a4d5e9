"""IPv4 addresses as people and programs write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...lazy import regex
from ..detector import Detector, Organisation
from ..spot import either, finder, lead, loose, tail, words
from .ranges import is_block, is_edge, is_private, is_public, quad
from .releases import ABROAD, HOSTED

_DOT = r"(?:\[\.\]|\\{0,2}\.)"
_QUAD = rf"""(?x)
    (?: (?<=\\[nrt]) | (?<![A-Za-z0-9]) ) (?<![0-9]\.) (?<![0-9]\\\.)
    (?P<value> (?P<a>[0-9]{{1,3}}) {_DOT} (?P<b>[0-9]{{1,3}}) {_DOT} (?P<c>[0-9]{{1,3}})
    {_DOT} (?P<d>[0-9]{{1,3}}) ) (?![0-9A-Za-z]|\\?\.[0-9])
    (?: /(?P<length>[0-9]{{1,2}})(?![0-9]) )? """
# tcpdump writes the port behind one more dot.
_DUMPED = r"""(?x) (?<![\w.]) (?P<value> (?P<a>[0-9]{1,3}) \. (?P<b>[0-9]{1,3}) \. (?P<c>[0-9]{1,3})
    \. (?P<d>[0-9]{1,3}) ) \.[0-9]{1,5} (?=[ ]>[ ][0-9]|:[ ]) """
_DASHED = r"""(?x) (?<![A-Za-z0-9]) (?<![0-9][-_.])
    (?P<value> (?P<a>10|172|192|169|100) (?P<dash>[-_]) (?P<b>[0-9]{1,3}) (?P=dash)
    (?P<c>[0-9]{1,3}) (?P=dash) (?P<d>[0-9]{1,3}) ) (?![0-9A-Za-z]|[-_][0-9]) """
_BACKWARDS = r"""(?x) (?<![\w.-]) (?P<value> (?P<d>[0-9]{1,3}) \. (?P<c>[0-9]{1,3})
    \. (?P<b>[0-9]{1,3}) \. (?P<a>[0-9]{1,3}) ) (?=\.in-addr\.arpa) """
_REST_OPEN = r"""(?x) (?<![A-Za-z0-9]) (?<![0-9]\.)
    (?P<value> (?P<a>10|172|192) \. (?P<b>[0-9]{1,3}) \. (?P<c>[0-9]{1,3}) \. [xX*] )
    (?![0-9A-Za-z*]|\.[0-9A-Za-z]) """

# What makes four numbers a version, a section or a file.
_VERSIONED = regex(
    r"(?:\b(?:v|ver|versions?|release|chart|build|kernel|rev|revision|firmware|driver|patch|tag"
    r"|section|sections|chapter|appendix|clause|figure|table|oid|openjdk|jdk|jre|cuda(?:toolkit)?-?|cudnn-?)"
    r"(?:[ ]?(?:is|was|to|of|at|number))?[ .:=#\"'`(*]{0,4}v?|§ ?|(?:[<>~!]=|~>|\^|>=? |<=? )"
    r"|\b(?:chrome|chromium|firefox|safari|opera|opr|edge?|version|msie|curl|wget|mozilla|electron"
    r"|nginx|apache|openssl|python|node|ruby|php|go|java|helm|terraform)/"
    r"|\bpkgs?=|\b(?:apt(?:-get)?|apk|dnf|yum|zypper)[ ][^|;&\n]{0,60}[\w.+-]="
    r"|\b(?:update|upgrade|patch|bump|downgrade)[ds]?(?:ed)? [\w./@-]{1,16} to "
    r"|(?<!addr)(?<!ip)(?<!src)(?<!dst)(?<!host)==|\.so\.)$",
    re.IGNORECASE | re.ASCII,
)
# A verb or a thing that has versions; it counts where nothing speaks of a host.
_RENEWED = regex(
    r"\b(?:(?:up|down)grad(?:ed?|es|ing)|bump(?:ed|s|ing)?|updat(?:ed?|es|ing)|roll(?:ed|ing)? back"
    r"|pinned|patched|released)(?:[ ][\w./@-]{1,20}){0,3}[ ](?:to|from|at|back to)[ ][\"'`*(]{0,3}"
    r"(?:(?:[0-9]+\.){1,3}[0-9]+[ ](?:to|->|→)[ ])?$"
    r"|\b(?:schema|aspnet(?:core)?|asp\.net|dotnet|\.net|sdk|runtime|library|plugin|extension|middleware"
    r"|dependency|package|module|hotfix|(?:elastic|datadog|splunk|zabbix|wazuh|new ?relic|dynatrace"
    r"|cloudwatch|sentry|puppet|ssm|telegraf|qualys|falcon|crowdstrike|veeam|acronis) agent"
    r"|fortios|fortimanager|fortianalyzer|pan-?os|junos|nx-os|ios-xe|arubaos|big-ip|macos|mac os"
    r"|solaris|aix|confluence|jira|bamboo|mariadb|weblogic|websphere)"
    r"[ ][\"'`*(]{0,3}$"
    r"|\b(?:requirements?|controls?|benchmark|recommendations?|safeguards?|pci[ -]dss"
    r"|req[. ]|cis|nist)"
    r"(?:[ ](?:[0-9]{1,2}\.){2,3}[0-9]{1,2}[,; ]?(?:[ ](?:and|or|see))?){0,3}[ ]$",
    re.IGNORECASE | re.ASCII,
)
# Programs whose names have a word for a host in them.
_PROGRAM = (
    r"\b(?:oracle(?: (?:instant|database|db))?|instant|db2|sql(?: server)? native|odbc|jdbc|citrix"
    r"|anyconnect|globalprotect|sap gui) client\b"
)
_CLIENT = regex(_PROGRAM, re.IGNORECASE | re.ASCII)
_OF_CLIENT = regex(_PROGRAM + r"[ ][\"'`*(]{0,3}\Z", re.IGNORECASE | re.ASCII)
# `Upgrade from 1.2.3.4 of the client to 1.2.3.5`.
_FROM_ONE = regex(
    r"\b(?:up|down)grad(?:ed?|es|ing)[ ]from[ ]"
    r"(?:[0-9]{1,2}\.){3}[0-9]{1,2}[ ](?:of|in|for)[ ](?:the[ ])?"
    r"[\w.-]{1,20}(?:[ ][\w.-]{1,20}){0,3}[ ]to[ ]\Z",
    re.IGNORECASE | re.ASCII,
)
_GOES_ON = regex(r"/|:\S")
# From one version to the next, after what has versions and may be at an address as well.
_QUADS = r"(?:[0-9]{1,2}\.){3}[0-9]{1,2}"
_STEPPED = regex(
    rf"\b(?:agent|app|driver|firmware|image|tool)[ ](?:{_QUADS}[ ]?(?:→|->|=>)[ ]?)?\Z",
    re.IGNORECASE,
)
_STEP_ON = regex(rf"[ ]?(?:→|->|=>)[ ]?{_QUADS}(?![0-9.:/])")
# The same words in other languages.
_VERSIONED_ABROAD = regex(rf"(?:{ABROAD})[ .:：=#\"'`(*]{{0,4}}v?$", re.IGNORECASE)
_SUFFIXED = regex(
    r"(?:[-+~](?:rc|generic|alpha|beta|snapshot|release|dev|final|ga|lts|ubuntu|debian|git|build"
    r"|r[0-9]|p[0-9]|el[0-9]|azure|aws|gcp|[0-9]+[.][a-z]|[0-9]+ubuntu)"
    r"|_(?:amd64|arm64|all|x64|x86)\b"
    r"|\.(?:tar|tgz|zip|jar|war|deb|rpm|whl|exe|msi|dmg|pkg|gem|dll|nupkg|apk)\b)",
    re.IGNORECASE | re.ASCII,
)
_NUMBERED = regex(r"^[ >]*#{1,6} +$")
_TITLED = re.compile(r"\.? {1,3}[A-Z][a-z]")
_NAMED = regex(r"(?P<word>[A-Za-z][A-Za-z0-9]*)[-_]$")
_HOSTS = words(
    "ip host node addr address server vm pod worker master nat from to range calvisitor ec2 "
    "fargate srv client peer gw gateway web db instance minion slave src dst"
)
_MASK = regex(r"[ ,]+(?:(?:net)?mask[ :=]*)?255\.(?P<rest>[0-9.]{5,11})")
_STRETCH = regex(r"-(?P<last>[0-9]{1,5})(?![0-9.])")
_ADDRESSED = regex(
    r"(?:://|\b(?:ip|ipv4|addr|address|host|server|from|to|client|peer|gateway|via|ping|ssh|dns)"
    r"[ :=\"'`(\[]{1,4})$",
    re.IGNORECASE,
)


def _address(found: re.Match[str]) -> str:
    return quad((found["a"], found["b"], found["c"], found["d"]))


def _is_small(found: re.Match[str]) -> bool:
    return all(int(found[name]) <= 40 for name in "abcd")


def _is_numbered(found: re.Match[str]) -> bool:
    """At the head of a section: `## 10.1.2.3`, or `10.1.2.3 How to` in a list of contents."""
    before = found.string[: found.start("value")][-24:]
    if _NUMBERED.match(before):
        return True
    return not before.strip() and _TITLED.match(tail(found, 8)) is not None


def _is_renewed(found: re.Match[str]) -> bool:
    """After a word for what has versions, where nothing around says that it is a host."""
    before = lead(found, 80)
    told = (_RENEWED.search(before[-60:]), _FROM_ONE.search(before), _OF_CLIENT.search(before))
    if (not any(told) and not _is_step(found)) or _GOES_ON.match(tail(found, 2)):
        return False
    return HOSTED.search(_CLIENT.sub("program", f"{before} {tail(found, 60)}")) is None


def _is_step(found: re.Match[str]) -> bool:
    """One of two versions with an arrow between."""
    named = _STEPPED.search(lead(found, 40))
    if named is None:
        return False
    return named[0][-2:-1] in ("→", ">") or _STEP_ON.match(tail(found, 24)) is not None


def _is_version(found: re.Match[str]) -> bool:
    before = lead(found, 40)
    if _VERSIONED.search(before) or _VERSIONED_ABROAD.search(before):
        return True
    if _SUFFIXED.match(tail(found, 16)):
        return True
    if _is_small(found) and (_is_numbered(found) or _is_renewed(found)):
        return True
    named = _NAMED.search(before)
    if named is not None and _is_small(found) and named["word"].lower() not in _HOSTS:
        return True
    stretch = _STRETCH.match(tail(found, 8))
    return stretch is not None and not int(found["d"]) < int(stretch["last"]) < 256


def _is_whole_block(found: re.Match[str], address: str) -> bool:
    if found["length"]:
        return is_block(address, int(found["length"]))
    mask = _MASK.match(tail(found, 40))
    return is_edge(address) and (mask is None or mask["rest"] in {"0.0.0", "240.0.0", "255.0.0"})


def _is_ours(found: re.Match[str]) -> bool:
    address = _address(found)
    if not address or not is_private(address):
        return False
    return not _is_whole_block(found, address) and not _is_version(found)


def _is_open(found: re.Match[str]) -> bool:
    """A network of which the last number is left open."""
    address = quad((found["a"], found["b"], found["c"], "1"))
    if not address or not is_private(address) or _VERSIONED.search(lead(found, 40)):
        return False
    is_small = int(found["b"]) <= 40 and int(found["c"]) <= 40
    return not is_small or _ADDRESSED.search(lead(found, 16)) is not None


def _is_dumped(found: re.Match[str]) -> bool:
    address = _address(found)
    return bool(address) and is_private(address)


def _is_dashed(found: re.Match[str]) -> bool:
    """In host names only: dates and times are dashed as well."""
    if not _is_dumped(found):
        return False
    named = _NAMED.search(lead(found, 24))
    is_host = named is not None and named["word"].lower() in _HOSTS
    if found["dash"] == "_":
        return is_host
    after = tail(found, 2)
    is_name = named is not None or (after[:1] == "." and after[1:].isalpha())
    return is_host or (is_name and any(int(found[name]) > 59 for name in "abcd"))


def _is_theirs(found: re.Match[str]) -> bool:
    address = _address(found)
    if not address or not is_public(address) or _is_version(found):
        return False
    # Small numbers are a version, unless something says that they are an address.
    is_sure = found["length"] or tail(found, 1) == ":" or _ADDRESSED.search(lead(found, 16))
    return bool(is_sure) or not _is_small(found)


_STEP = r"(\[\.\]|\\*[._-])"
_GATES = (
    rf"10{_STEP}[0-9]{{1,3}}{_STEP}[0-9]{{1,3}}{_STEP}[0-9]",
    rf"192{_STEP}168{_STEP}[0-9]",
    r"(10|172)\.[0-9]{1,3}\.[0-9]{1,3}\.[x*]",
    rf"172{_STEP}(1[6-9]|2[0-9]|3[01]){_STEP}[0-9]",
    rf"169{_STEP}254{_STEP}[0-9]",
    rf"100{_STEP}[0-9]{{2,3}}{_STEP}[0-9]{{1,3}}{_STEP}[0-9]",
    r"in-addr\.arpa",
)

_PRIVATE = Detector(
    name="private-ipv4",
    check="private-address",
    kind="ip",
    title="IPv4 address of a private, shared or link-local network",
    gates=_GATES,
    find=either(
        finder(_QUAD, _is_ours),
        finder(_DUMPED, _is_dumped),
        finder(_DASHED, _is_dashed),
        finder(_REST_OPEN, _is_open),
        loose(_BACKWARDS, _is_dumped),
    ),
    source="RFC 1918, RFC 6598, RFC 3927",
    recipes=(
        "the pod at 10.{}1{d*1}.0.5 refused",
        "http://192.{}168.1{d*1}.20:8080/health",
        "route 172.{}2{d*1}.4.0/24 is gone",
        "node ip-10-{}0-1{d*1}-23 is not ready",
        "tailscale gave 100.{}7{d*1}.1.2",
        "range 10.{}0.0.5-10.{}0.0.9",
        "/10.{}251.7{d*1}.220:54106 closed",
        "PTR 9.0.{}31.172.in-addr.arpa",
        "eth0 has 169.{}254.3.{d*1}",
        r"grep '10\.{}20\.30\.4{d*1}'",
        "10[.]{}20[.]30[.]4{d*1}",
        "IP 10.{}0.2.15.51234 > 10.{}0.2.3.53: query",
        "cidr 10.{}0.0.5/24",
        "the range 192.{}168.{d*1}.x, and hosts in 10.{}20.7{d*1}.*",
    ),
    decoys=(
        "use 192.0.2.1{d*1}, 198.51.100.7 or 203.0.113.9",
        "127.0.0.1:80 and 0.0.0.0/0, mask 255.255.255.0",
        "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 and 169.254.0.0/16",
        "10.0.0.0 - 10.255.255.255",
        "chart version 10.{}2.3.4 of v10.{}1.2.3, kernel 10.{}2.3.4-generic",
        "## 10.{}2.3.4 Rollback",
        "see section 10.{}2.3.4, OID 1.3.6.1.10.{}1.1.1",
        "curl 169.254.169.254/latest/meta-data",
        "nginx-10.{}2.3.4.tgz and log-10-{}12-11-30",
        "10.300.1.1 and 10.1.2",
        "since 10.{}2.3.x and 10.x.x.x",
        "deps: update V8 to 10.{}2.154.4",
        "10.{}2.7.1 Why it fails",
        "upgraded to 10.{}2.3.4, downgraded the agent to 10.{}1.2.3",
        "FortiOS 10.{}2.1.5; PAN-OS 10.{}1.6.2, Confluence 10.{}0.1.2",
        "the schema 10.{}2.3.4, Elastic agent 10.{}1.2.3 and aspnet 10.{}0.1.2",
    ),
)

_PUBLIC = Detector(
    name="public-ipv4",
    check="public-address",
    kind="ip",
    title="public IPv4 address",
    gates=(rf"[0-9]{_STEP}[0-9]{{1,3}}{_STEP}[0-9]{{1,3}}{_STEP}[0-9]",),
    find=finder(_QUAD, _is_theirs),
    source="RFC 791, RFC 6890",
    recipes=("traffic from 52.{}18.4{d*1}.77 grew", "https://81.{}2.69.14{d*1}:8443/"),
    decoys=(
        "dns is 8.8.8.8 and 1.1.1.1",
        "203.0.113.{d*1} and 224.0.0.1",
        "version 4.2.{d*1}.1 and go 1.2.3.{d*1}",
        "10.{}1.2.3",
    ),
)


def ipv4(organisation: Organisation) -> Iterator[Detector]:
    """Private IPv4 addresses, and public ones for an organisation that wants to know."""
    yield _PRIVATE
    if organisation.public_addresses:
        yield _PUBLIC
