"""Names of hosts that only exist inside: by suffix, and by the organisation's own suffixes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ...lazy import regex
from ..detector import Detector, Organisation
from ..finding import Hit, Piece
from ..spot import Find, words

# Top-level names that no registry gives out (RFC 6762, RFC 8375, ICANN's `internal`), and habits.
_SUFFIXES = ("internal", "local", "lan", "corp", "intra", "private", "localdomain", "home.arpa")
_NAME = regex(
    r"(?<![\w.$%{}<>*-])(?<![\s\"'`(\[,;]@)(?<!^@)(?P<value>[A-Za-z0-9_](?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9_])){1,250})"
    r"(?![\w(\[<{$*-]|\.[\w\[(<{$*])",
    re.ASCII,
)
# The same for everybody: clouds, clusters and container engines give these names.
_EVERYWHERE = regex(
    r"(?:metadata\.google|(?:host|gateway|kubernetes|vm|model-runner)\.docker|docker|google"
    r"|host\.(?:containers|lima|minikube|k3d|orb)|instance-data(?:\.ec2)?|ec2|compute"
    r"|[a-z]{2}(?:-[a-z]+)+-[0-9]\.compute)\.internal"
    r"|kubernetes(?:\.default)?\.svc(?:\.cluster\.local)?|kubernetes\.default\.svc\..*"
    r"|(?:kube-dns|coredns|metrics-server|kubelet|kube-scheduler|kube-controller-manager)"
    r"\.kube-system\.svc(?:\.cluster\.local)?|v[1-4]\.local"
    r"|(?:(?:[a-z0-9-]+\.)?svc\.|pod\.)?cluster\.local|localhost\..*|home\.arpa"
    r"|(?:.*\.)?(?:example|invalid|test|localhost|yourdomain|mydomain|your-?company)\.[a-z.]+"
    r"|(?:your|some)[-_].*|(?:.*\.)?x{2,}\..*|(?:my-?)?(?:domain|company)\.(?:local|internal|lan|corp)"
    # Settings of git.
    r"|(?:color|branch|core|diff|alias|gpg|merge|submodule|fetch|advice)\.[a-z]+\.local"
)
# What stands before `.local` and `.internal` in code, and in names of files and packages.
_CODE = words(
    "self this cls super thread threading settings config configuration conf env environment "
    "application appsettings secrets rc jail override overrides values compose docker-compose "
    "makefile gitignore vars var locals props property state data module modules package packages "
    "request response req res ctx context obj object exports foo bar baz sample test tests value "
    "type types class func std crate pkg key keys com org net io dev java javax jdk sun kotlin "
    "android androidx golang go github src lib libs api-internal scope visibility access storage "
    "window document process root base app-local item node_modules bashrc zshrc profile "
    "vimrc gitconfig launch tasks claude agents terraform local internal private public static "
    "readme changelog license dockerfile event channel session adduser usr opt etc git docker "
    "users user id_rsa cert pem"
)
# Under these, names that elsewhere are those of programs and folders are hosts.
_OF_OFFICES = (".corp", ".intra", ".lan", ".localdomain", ".home.arpa")
_SERVERS = words("git docker github terraform storage dev packages secrets keys app-local users")
_FILES = re.compile(r"\.(?:env|ya?ml|json|conf|cfg|toml|ini|properties|tfvars|md|txt|sh)\.local$")
_CAMEL = re.compile(r"^_|^[a-z]+[A-Z]|^[A-Z][a-z]+[A-Z]\w*$|_")
# Names of services in Kerberos stand before a slash and a host.
_PRINCIPAL = regex(r"(?<!\w)(?:HTTP|host|nfs|cifs|ldap|DNS|TERMSRV|MSSQLSvc|WSMAN|smtp|imap)/$")


# A module that a program takes in is no host.
_IMPORT = regex(
    r"(?:(?<![\w-])(?P<of>from)|(?:^|[`>])[ \t]{0,8}import)[ ]$"
    r"|(?<![\w-])(?:require[( ]{1,2}[\"']|#include[ ][< ])$"
)
_TAKEN = regex(r"[ ]import[ ]")


def _is_module(text: str, start: int, end: int) -> bool:
    found = _IMPORT.search(text[max(0, start - 24) : start])
    return found is not None and (not found["of"] or _TAKEN.match(text, end) is not None)


def _is_placed(text: str, start: int, end: int) -> bool:
    """True if the name stands where only a host can: in a URL, before a port, in a share."""
    before = text[max(0, start - 3) : start]
    return before.endswith(("//", "\\\\", "@")) or _has_port(text, end)


def _has_port(text: str, end: int) -> bool:
    port = text[end + 1 : end + 7]
    return text[end : end + 1] == ":" and port[:2].isdecimal()


def _is_path(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start]
    if before.endswith(("//", "\\\\")):
        return False
    return before.endswith(("/", "\\", "~")) and not _PRINCIPAL.search(before)


def _stem(name: str) -> str | None:
    """What stands before the suffix of an internal name; None if it has no such suffix."""
    for suffix in _SUFFIXES:
        if name.endswith("." + suffix):
            return name[: -len(suffix) - 1]
    if name.endswith(".svc") and name.count(".") > 1:
        return name[:-4]
    return None


def _is_internal(name: str, is_placed: bool) -> bool:
    stem = _stem(name.lower())
    if not stem or _EVERYWHERE.fullmatch(name.lower()):
        return False
    if is_placed:
        return True
    labels = stem.split(".")
    if name.lower().endswith(_OF_OFFICES) and labels[0] in _SERVERS:
        labels[0] = ""
    if labels[0] in _CODE or labels[-1] in _CODE or _FILES.search("." + name):
        return False
    return not any(_CAMEL.search(label) for label in name.split(".")[:-1])


def _finds(is_wanted: Callable[[str, bool], bool]) -> Find:
    def find(piece: Piece) -> Iterator[Hit]:
        text = piece.text
        for found in _NAME.finditer(text):
            start, end = found.span("value")
            name = found["value"]
            if "." not in name or _is_path(text, start) or _is_module(text, start, end):
                continue
            if is_wanted(name, _is_placed(text, start, end)):
                yield Hit(start, end)

    return find


_INTERNAL = Detector(
    name="internal-host",
    check="internal-host",
    kind="host",
    title="host name under a suffix that is only known inside",
    gates=(
        r"\.(internal|local|lan|corp|intra|private|localdomain|svc)([^0-9a-z]|$)",
        r"\.home\.arpa",
    ),
    find=_finds(_is_internal),
    source="RFC 6762, RFC 8375, ICANN resolution 2024.07.29.06",
    recipes=(
        "db0{d*1}.payments.{}internal is down",
        "https://grafana.{}corp/d/{w*9}",
        "vault.{}acme.lan:8200",
        "orders.shop.{}svc.cluster.local:8080",
        "web.{}default.svc timed out",
        "ip-10-{}0-1-2{d*1}.eu-west-1.compute.internal",
        "nas.{}home.arpa",
        "clone it from git.{}corp",
        "mail0{d*1}.{}intra and files.{}localdomain",
        "Annas-MacBook-Pro-{d*1}.{}local",
        "HTTP/web0{d*1}.{}corp.local@CORP",
        "postgres://app@db0{d*1}.{}internal:5432/orders",
        "git@git0{d*1}.{}lan:web.git",
    ),
    decoys=(
        "cp settings.local ~/.local/share/x, .env.local, app.yml.local",
        "x = threading.local() and this.internal.method()",
        "from acme.internal import x",
        "kube-dns.kube-system.svc.cluster.local, README.internal, v4.local.",
        "import com.acme.internal; go/internal; self.private",
        "metadata.google.internal, host.docker.internal, kubernetes.default.svc.cluster.local",
        "web.example.internal and /etc/fail2ban/jail.local",
        "app.internal.foo() and app.internal.foo[0]",
        "app.example.com, foo.test, <name>.internal",
        "its handling of color.branch.local;",
        "@app.local and 'import @acme.internal/x', for user@domain.local",
    ),
)


def _own(suffixes: tuple[str, ...]) -> Detector:
    tails = tuple("." + suffix.strip("*.").lower() for suffix in suffixes if suffix.strip("*."))
    # Whoever writes a suffix with a star or a dot in front means what is below it, as all do.
    gates = tuple(re.escape(one) for one in tails)
    return Detector(
        name="own-host",
        check="internal-host",
        kind="host",
        title="host name under a suffix of the organisation",
        gates=gates,
        find=_finds(lambda name, is_placed: name.lower().endswith(tails)),
    )


def hosts(organisation: Organisation) -> Iterator[Detector]:
    """Names under suffixes that are never public, and under those of the organisation."""
    if any(suffix.strip("*.") for suffix in organisation.hosts):
        yield _own(organisation.hosts)
    yield _INTERNAL
