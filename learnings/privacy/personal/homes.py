"""Home directories: the name of the user in a path, and nothing of the path."""

from __future__ import annotations

import re

from ..detector import Detector
from ..spot import either, finder, loose, words

_NAME = r"(?P<value>[^\W_](?:[\w.@+-]{0,62}[\w+-])?|_[\w.-]{1,30}\w)"
_END = r"(?![\w(*{<%$@+-]|\.[\w*])"
_UNIX = (
    r"(?:(?<![\w.%)}>*~-])|(?<=\\[nrt])|(?<=-[ILCDf])|(?<=/(?:mnt|run|var|usr|net))"
    r"|(?<=/mnt/[a-z])|(?<=/export)|(?<=/private)|(?<=/Data)|(?<=/[a-z]))"
    rf"(?:/{{1,2}}|\\/)(?:home|Users)(?:/|\\/){_NAME}{_END}"
)
_WINDOWS = (
    r"(?<![A-Za-z])[A-Z](?::|%3A|\$)(?:\\{1,4}|/|%5C|%2F)(?:Users|Documents and Settings"
    r")(?:\\{1,4}|/|%5C|%2F)"
    r"(?P<value>[^\W_](?:[\w.@+-]{0,40}[\w+-])?(?:(?: [\w.-]{1,20}){1,3}(?=[\\/]))?)" + _END
)
_ESCAPED = rf"%2F(?:home|Users)%2F{_NAME}(?=%2F|[^\w%-]|$)"
# Tools that name a folder for a path put dashes for its slashes.
_FLAT = r"(?:(?<=/)-(?:home|Users)|(?<![\w./-])-Users)-(?P<value>[A-Za-z0-9]{2,32})(?=-)"
_SHARE = (
    r"\\{2,4}[A-Za-z0-9][\w.-]{0,60}\\{1,2}(?:homes?|users|profiles?)\$?\\{1,2}"
    + _NAME
    + r"(?![\w(*{<%$@+-])"
)
_TILDE = r"(?<![\w~/.=)\]}*-])~(?P<value>[a-z][a-z0-9._-]{0,30}[a-z0-9])(?=/[\w.])"

_ANYBODY = words(
    "runner runneradmin ubuntu ec2-user user users username user-name user_name "
    "vagrant jenkins app "
    "apps node root shared public default admin administrator circleci travis github gitpod vscode "
    "codespace coder dev developer git www-data nonroot postgres mysql hadoop hdfs spark airflow "
    "linuxbrew homebrew builder build ci test tester testuser guest me you name someone foo bar pi "
    "opc centos debian fedora core rocky azureuser azure container docker appuser sandbox agent "
    "service web webapp work workspace site data lib libs python jovyan example home "
    "deploy deployer "
    "ansible terraform bin src project projects index dashboard components assets pages settings "
    "profile feed all defaultuser0 defaultappuser wdagutilityaccount containeradministrator "
    "containeruser vssadministrator buildkite-agent buildkite gitlab-runner concourse drone "
    "teamcity bamboo atlassian sonarqube elasticsearch kibana grafana prometheus nginx redis "
    "rails django flask frappe odoo minecraft steam xxx username1 myuser demo nobody nixbld wheel "
    "cloudshell-user cloud-user kubernetes kube k8s es kafka zookeeper solr oracle "
    "db2inst1 ftp mail "
    "vcap heroku render lambda sbx_user1051 sage sshd automation bot claude codex copilot "
    "him her devel local lost+found superuser sysadmin operator student trino presto flink "
    "hive hbase"
)
_STAND_IN = re.compile(
    r"(?:your|my|some|the|this|current)[-_ .]?(?:user|name|login|home|account)?(?:[-_ .]?name)?"
    r"|.*[-_]?user[-_]?name[-_]?.*|user[-_]?[0-9a-z]?|x+|[0-9]+|name[-_]?here|(?:.*\.)(?:html?|php|aspx?|[cm]?[jt]sx?|py|rb|sh|md|txt|json|ya?ml|css|png|jar)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?<!file)://[^\s]*$|\.(?:com|org|net|io|dev)$")


def _is_person(found: re.Match[str]) -> bool:
    name = found["value"]
    if name.lower() in _ANYBODY or _STAND_IN.fullmatch(name):
        return False
    before = found.string[max(0, found.start() - 120) : found.start()]
    return not _ADDRESS.search(before)


_HOME = Detector(
    name="home-directory",
    check="home-directory",
    kind="user",
    title="name of a user in the path of a home directory",
    gates=(
        r"home(/|\\/|%2f)[^/]",
        r"users(\\|/|%2f|%5c)[^/]",
        r"settings(\\|/|%5c|%2f)[^/]",
        r"-(home|users)-",
        r"(homes?|users|profiles?)\$?\\",
        r"~[a-z][a-z0-9._-]*/",
    ),
    find=either(
        finder(_UNIX, _is_person),
        loose(_WINDOWS, _is_person),
        loose(_ESCAPED, _is_person),
        finder(_FLAT, _is_person),
        loose(_SHARE, _is_person),
        finder(_TILDE, _is_person),
    ),
    source="hier(7), Apple File System Programming Guide, Windows known folders",
    recipes=(
        "read /home/a{l*5}/notes.md",
        "at /Users/a{l*6}",
        r"C:\Users\b{l*5}\AppData",
        r'"C:\\Users\\b{l*5}\\x"',
        "file:///home/c{l*5}/x",
        "path=%2FUsers%2Fd{l*5}%2Fx",
        "~/.claude/projects/-Users-e{l*5}-work-app/x.jsonl",
        "cp ~f{l*5}/x .",
        "-Users-h{l*5}-dev-app",
        r"\\fs01\home\i{l*5}\x",
        "/mnt/c/Users/g{l*5}/x",
        r"C:\Users\Anna {u*1}{l*5}\x",
    ),
    decoys=(
        "/home/runner/work, /home/ubuntu, /Users/Shared/x and /root/x",
        "/home/<user>/x, /home/$USER/x, /home/{name}, /Users/*/x",
        "https://acme.io/home/{l*6}/x and /users/{l*6}",
        r"C:\Users\Public\x and ~/.ssh/config",
        "~~struck~~ /home/your-name/x",
        "at Object.<anonymous> (/home/index.js:1:15)",
    ),
)

HOMES = (_HOME,)
