"""Passwords of words and a number with marks between: `Word-Word-NN`, and no host or service."""

from __future__ import annotations

from ...lazy import regex
from ..spot import words
from .judge import is_made_up

_SHAPE = regex(
    r"[A-Za-z0-9]{1,20}(?P<mark>[-_.])[A-Za-z0-9]{1,20}(?:(?P=mark)[A-Za-z0-9]{1,20}){1,4}"
    r"[!?#$%&*+=]{0,2}\Z"
)
_PART = regex(r"[A-Za-z0-9]+")
_WORD = regex(r"[A-Z]?[a-z]{2,16}\Z")
# How words end that say what was done, and is no name of a thing.
_DONE = regex(r".{2,}(?:ed|ing|tion|able)\Z")
# Machines, services, places and dates: their names have words and a number as well.
_THINGS = words(
    "web frontend backend front back end node host srv serv worker master primary replica standby "
    "secondary main cache proxy gateway gate router switch firewall cluster pod api app apps site "
    "service services svc database postgres postgresql mysql mariadb redis kafka mongo mongodb "
    "elastic elasticsearch opensearch grafana prometheus consul nomad jenkins gitlab github "
    "bastion jump builder runner agent queue broker rabbit rabbitmq exporter controller "
    "scheduler monitor monitoring alert alerts rule ticket change jira request task "
    "incidents runbook page wiki doc docs section chapter step item part line "
    "customer client customers tenant region zone east west north south central eu us "
    "asia local internal external public private network subnet lan vlan vpn dns dhcp ntp mail "
    "smtp imap ftp sftp ssh http https tcp udp tls ssl cert certs certificate ca acme "
    "january february march april may june july august september october november december jan "
    "feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday "
    "saturday sunday week month year quarter hour minute second seconds weeks months years char "
    "chars character characters letter letters digit digits bit bits byte bytes factor round "
    "rounds length long short min max minimum maximum least most more less than never always "
    "not only same old new next last first third kube kubelet helm istio envoy nginx apache "
    "haproxy traefik ingress egress lambda function bucket storage store disk volume backup "
    "backups snapshot image container docker registry repo branch commit tag hotfix patch rev "
    "revision module plugin package lib library schema table column row index field form mode "
    "model type class level phase tier group team org project space workspace account accounts "
    "role roles user users admins root guest bot robot system machine laptop desktop printer "
    "phone camera sensor device rack room floor building office site lab ubuntu debian centos "
    "windows linux win mac ios android oracle sql server servers instance console portal billing "
    "payments payment orders order checkout search data analytics report reports metrics logs "
    "logging log trace tracing infra platform core edge job jobs cron batch pipeline sync import "
    "export deploy deployment rollout terraform ansible puppet chef salt argo flux spark airflow "
    "hadoop hive sample example demo your mine changeme foo bar baz the and for with from see"
)
_LONGEST = 60


def is_remembered(value: str) -> bool:
    """Whether two words or more and one number make a password that somebody remembers.

    Its words are of letters that begin large or are small; with small letters alone the number
    is no serial one such as `01`.
    """
    if len(value) > _LONGEST or _SHAPE.match(value) is None:
        return False
    found = _PART.findall(value)
    said = [part for part in found if part.isalpha()]
    figures = [part for part in found if part.isdigit()]
    if len(figures) != 1 or len(said) < 2 or len(said) + 1 != len(found) or len(figures[0]) > 4:
        return False
    if not all(map(_WORD.match, said)) or max(map(len, said)) < 4:
        return False
    small = [part.lower() for part in said]
    if not _THINGS.isdisjoint(small) or any(map(_DONE.match, small)):
        return False
    return not (value.islower() and figures[0].startswith("0")) and is_made_up(value)
