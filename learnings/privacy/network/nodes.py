"""Hosts that are known by what they are called, or by the command that goes there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...diagnostic import Confidence
from ...lazy import regex
from ..detector import Detector
from ..finding import Hit, Piece
from ..spot import either, finder, lead, loose, tail, words

_GKE = r"(?<![\w.-])(?P<value>gke-[a-z0-9-]{3,80}-[0-9a-f]{8}-[a-z0-9]{4})(?![\w-])"
_AKS = (
    r"(?<![\w.-])(?P<value>aks(?:win)?-?[a-z0-9]{1,12}-[0-9]{8}-"
    r"(?:vmss[0-9a-z]{6}|vmss_[0-9]{1,5}|[0-9]{1,4}))(?![\w-])"
)
_CLOUD = (
    r"(?<![\w.-])(?P<value>(?:internal-[a-z0-9-]{3,60}\.[a-z0-9-]{5,20}\.elb"
    r"|[a-z0-9.-]{3,80}\.[a-z0-9]{10,14}\.[a-z0-9-]{5,20}\.rds"
    r"|[a-z0-9.-]{3,80}\.[a-z0-9]{6}\.(?:[a-z0-9]{1,12}\.){1,3}cache"
    r"|vpce-[0-9a-f]{17}-[a-z0-9-]{3,40}\.[a-z0-9.-]{5,60}\.vpce)\.amazonaws\.com"
    r"|[a-z0-9-]{3,60}\.privatelink\.[a-z0-9.-]{5,60})(?![\w-])"
)
_STAGED = (
    r"(?<![\w./\\@:=$%{}<>*#-])(?P<value>[a-z](?:[a-z0-9]|-(?=[a-z0-9])){3,60}"
    r"(?:\.[a-z0-9-]{1,40}){0,4})(?![\w(-]|[./\\][\w*<{$])"
)
_STAGES = words("prod prd production stg stage staging uat preprod preprd qa dev")
_NUMBER = re.compile(r"[a-z]*[0-9]{1,3}")
_FILES = words("log txt json yaml yml md tf sql sh zip gz tar csv html png svg conf")
# `prod-eu-west-1` is a stage in a region of a cloud.
_DIRECTIONS = words(
    "north south east west central northeast northwest southeast southwest northcentral "
    "southcentral"
)
# What is numbered by stage without being a host.
_THINGS = words(
    "release releases sprint build test tests branch python node job run phase step version v api "
    "feature fix issue ticket lts rc dashboard exercise chapter lesson "
    "hotfix bugfix patch chore rollback revert merge epic story spike"
)
# What git and message brokers give names of that form to.
_NAMED_BEFORE = regex(
    r"(?:^|[^\w-])(?:branch(?:es)?|tag(?:s|ged)?|topics?|queues?|merged|rebased?|checkout|cherry-pick(?:ed)?"
    r"|consumer group|pull request|milestone|commit)(?:[ ](?:is|was|as|named|called|-[a-zA-Z]))?"
    r"[ :=]{1,3}[\"'`*(]{0,3}$",
    re.IGNORECASE,
)
_NAMED_AFTER = regex(
    r"[\"'`*)]{0,3} (?:(?:topic|branch|tag|queue|consumer group|milestone|partition)(?:e?s)?\b"
    r"|(?:was|is|got|were) (?:merged|tagged|rebased|cherry-picked|squashed|reverted)\b)",
    re.IGNORECASE,
)


def _is_staged(found: re.Match[str]) -> bool:
    """`service-env-NN`: a stage among the parts, and a number at the end."""
    labels = found["value"].split(".")
    parts = labels[0].split("-")
    last = parts[-1]
    if len(parts) < 3 or not _NUMBER.fullmatch(last) or labels[-1] in _FILES:
        return False
    if (
        parts[0] in _THINGS
        or parts[-2] in _DIRECTIONS
        or any(part.isdecimal() for part in parts[:-1])
    ):
        return False
    if _NAMED_BEFORE.search(lead(found, 32)) or _NAMED_AFTER.match(tail(found, 32)):
        return False
    stages = _STAGES.intersection(parts[:-1])
    is_numbered = (last[-2:].isdecimal() and len(last) > 1) or not stages.isdisjoint(
        ("prod", "prd", "stg", "staging")
    )
    return bool(stages) and is_numbered


_COMMAND = regex(r"(?<![\w/.-])(?:ssh|scp|sftp|rsync|ssh-copy-id|mosh|autossh)(?=\s)")
_LOGIN = regex(
    r"(?<![\w@./:+-])(?P<value>[A-Za-z_][\w.-]{0,63}@(?P<host>[A-Za-z0-9](?:[\w-]|\.(?=\w)){1,250}))"
    r"(?![\w@])",
    re.ASCII,
)
_PROMPT = (
    r"(?<![\w@./:+-])(?P<value>[a-z_][\w.-]{0,31}@(?P<host>[A-Za-z0-9](?:[\w-]|\.(?=\w)){1,120}))"
    r"(?=:[~/][^\s#$]{0,120}[#$](?:\s|$)|[ ][~/][^\s\]]{0,120}\][#$])"
)
_ANYBODY = regex(
    r"(?:.*\.)?(?:example|test|invalid)(?:\.[a-z]+)*|(?:.*\.)?(?:github|gitlab|bitbucket)\.(?:com|org)"
    r"|(?:my|your|some|the|remote|target|new|old)?[-_]?(?:host|hostname|host-?name|server|machine"
    r"|remote|ip|localhost|domain|box|instance|node|vm|address)(?:[-_]?(?:ip|name|[0-9]))?(?:\..*)?"
    r"|0[0-9.]+|127\.[0-9.]+|(?:192\.0\.2|198\.51\.100|203\.0\.113)\.[0-9]+|[0-9]{1,3}|x+(?:\..*)?",
    re.IGNORECASE,
)


def _is_login(found: re.Match[str]) -> bool:
    user = found["value"].partition("@")[0]
    return user != "git" and not _ANYBODY.fullmatch(found["host"])


def _logins(piece: Piece) -> Iterator[Hit]:
    command = _COMMAND.search(piece.text)
    if command is not None:
        for found in _LOGIN.finditer(piece.text, command.end()):
            if _is_login(found):
                yield Hit(*found.span("value"))


_UNC = r"(?<![\w\\:/])\\\\(?P<value>[A-Za-z][A-Za-z0-9-]{2,30})\\[A-Za-z0-9_$-]{2}"
_ESCAPED = re.compile(r"(?:x[0-9a-f]{2}|u[0-9a-f]{4}).*|[a-z][0-9]{1,3}", re.IGNORECASE)


def _is_server(found: re.Match[str]) -> bool:
    """With a number or a dash in it: other words are any server's, or escapes of a program."""
    name = found["value"]
    is_named = "-" in name or any(map(str.isdigit, name))
    return is_named and not _ESCAPED.fullmatch(name) and not _ANYBODY.fullmatch(name)


def _is_plain_cloud(found: re.Match[str]) -> bool:
    return not lead(found, 2).endswith("*.") and tail(found, 1) != "("


_NODE = Detector(
    name="cluster-node",
    check="internal-host",
    kind="host",
    title="node of a cluster on GKE or AKS",
    gates=(r"gke-[a-z0-9-]{3,80}-[0-9a-f]{8}-[a-z0-9]{4}", r"aks[a-z0-9-]{1,16}-[0-9]{8}-"),
    find=either(finder(_GKE), finder(_AKS)),
    source="cloud.google.com/kubernetes-engine/docs, learn.microsoft.com/azure/aks",
    recipes=(
        "gke-main-pool-1-{x*8}-{L*4} not ready",
        "aks-nodepool1-3{d*7}-vmss00000{d*1}",
    ),
    decoys=("gke-cluster and aks-engine", "gke-{x*8}"),
)

_ENDPOINT = Detector(
    name="cloud-endpoint",
    check="internal-host",
    kind="host",
    title="database, cache, load balancer or endpoint inside of a cloud network",
    gates=(
        r"\.(rds|cache|vpce)\.amazonaws\.com",
        r"internal-.{5,100}\.elb\.amazonaws\.com",
        r"\.privatelink\.",
    ),
    find=loose(_CLOUD, _is_plain_cloud),
    source="docs.aws.amazon.com, learn.microsoft.com/azure/private-link",
    recipes=(
        "orders.c{L*11}.eu-west-1.rds.{}amazonaws.com:5432",
        "internal-web-{d*9}.eu-west-1.elb.{}amazonaws.com",
    ),
    decoys=("rds.amazonaws.com", "web-1.eu-west-1.elb.amazonaws.com"),
)

_SERVICE = Detector(
    name="staged-host",
    check="internal-host",
    kind="host",
    title="host named by service, stage and number",
    gates=(
        r"(^|[^a-hjl-rt-z])(prod|prd|production|stg|stage|staging|uat|preprod|preprd|qa|dev)"
        r"-([a-z0-9-]{0,50}-)?[a-z]{0,60}[0-9]",
    ),
    find=finder(_STAGED, _is_staged),
    source="common practice",
    recipes=("payments-{}prod-0{d*1} ran out of disk", "restart kafka-{}stg-eu1-1{d*1}"),
    decoys=(
        "release-prod-12 and backup-prod-01.log",
        "path/web-prod-01/x, web-prod, sprint-dev-12",
        "web-prod-2026-01",
        "db-dev-stack-1",
        "prod-eu-west-1",
        "hotfix-prod-3 was merged",
        "git tag deploy-prod-42 and branch `web-prod-07`",
        "the kafka-prod-1 topic",
    ),
    confidence=Confidence.MEDIUM,
)

_SHELL = Detector(
    name="ssh-login",
    check="internal-host",
    kind="host",
    title="user and host of a remote shell",
    gates=(r"(ssh|scp|sftp|rsync|ssh-copy-id|mosh|autossh)\s.*[a-z0-9_.-]@[a-z0-9]",),
    find=_logins,
    source="ssh(1), scp(1), rsync(1)",
    recipes=(
        "ssh -i k.pem deploy@{}bastion0{d*1}",
        "scp dump.sql ops@{}db{d*2}.acme.io:/tmp",
        "rsync -a . build@{}store-{d*1}:/srv",
        "scp dump.gz ops@{}10.1.2.{d*1}:/tmp",
    ),
    decoys=(
        "ssh user@host, ssh git@github.com, scp f me@example.com:",
        "ssh root@localhost",
        "ssh deploy@203.0.113.7",
    ),
)

_SESSION = Detector(
    name="shell-prompt",
    check="internal-host",
    kind="host",
    title="user and host in the prompt of a shell",
    gates=(r"[a-z0-9_.-]@[a-z0-9._-]{2,130}(:[~/]|[ ][~/])",),
    find=finder(_PROMPT, _is_login),
    source="bash(1), PROMPTING",
    recipes=("root@{}web{d*2}:~# systemctl status", "[anna@{}build{d*1} ~]$ make"),
    decoys=("user@host:~$ ls", "git@github.com:acme/x.git"),
)

_SHARE = Detector(
    name="file-server",
    check="internal-host",
    kind="host",
    title="server in the path of a share",
    gates=(r"\\\\[a-z][a-z0-9-]{2,30}\\[a-z0-9_$-]",),
    find=finder(_UNC, _is_server),
    source="MS-DTYP 2.2.57, UNC",
    recipes=(
        r"copied to \\fs{}0{d*1}\backup$",
        r"net use Z: \\{l*4}-files\share /user:x",
    ),
    decoys=(
        r"\\server\share and \\host1\c$, \\localhost\x",
        r"grep '\\d3\d' and \\x41bc\n",
        r"C:\\Users2\dir",
    ),
    confidence=Confidence.MEDIUM,
    forms=frozenset(("raw",)),
)

NODES = (_NODE, _ENDPOINT, _SHARE, _SHELL, _SESSION, _SERVICE)
