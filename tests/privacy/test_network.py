"""Addresses, hosts and accounts: what is found, exactly, and what is not."""

from __future__ import annotations

import pytest

from learnings.privacy.detector import Organisation
from tests.privacy.values import WORLD, plain, values

ACME = Organisation(hosts=("acme.net", "*.acme-dc.io"))

SILENT = [
    pytest.param("private-address", "127.0.0.1 and 0.0.0.0", id="loopback and any address"),
    pytest.param("private-address", "192.0.2.10, 198.51.100.7", id="documentation ranges"),
    pytest.param("private-address", "allow 10.0.0.0/8 from all", id="a private block as such"),
    pytest.param("private-address", "10.0.0.0 255.0.0.0", id="a block written with its mask"),
    pytest.param("private-address", "mask 255.255.255.0", id="a mask"),
    pytest.param("private-address", "v10.{}1.2.3 is out", id="a version"),
    pytest.param("private-address", "linux-image-10.{}1.2.3-generic", id="a kernel"),
    pytest.param("private-address", "Chrome/10.{}0.64.2 Safari", id="a browser"),
    pytest.param("private-address", "see section 10.{}1.2.3", id="a section"),
    pytest.param("private-address", "1.3.10.{}1.2.3", id="the middle of an object identifier"),
    pytest.param("private-address", "1.10.{}0.0.5", id="five numbers"),
    pytest.param("private-address", "10.{}0.0.5.8", id="five numbers, the other way"),
    pytest.param("private-address", "010.{}000.000.005 and 0x0a.0.0.5", id="octal and hexadecimal"),
    pytest.param("private-address", "172.15.0.1, 172.32.0.1, 100.128.0.1", id="beside the blocks"),
    pytest.param("private-address", "backup-10-{}11-12-13", id="a dashed date"),
    pytest.param("private-address", "2001:db8::17 and ::1", id="IPv6 of documents"),
    pytest.param("private-address", "169.254.169.254", id="the metadata service of all clouds"),
    pytest.param("public-address", "52.{}18.44.77", id="public addresses, unless they are wanted"),
    *(
        pytest.param("private-address", text, id=f"a version: {text}".replace("{}", ""))
        for text in (
            "upgraded to 10.{}2.3.4",
            "downgraded the agent to 10.{}2.3.4 again",
            "the schema 10.{}2.3.4",
            "Elastic agent 10.{}1.2.3",
            "aspnet 10.{}0.1.2",
            "FortiOS 10.{}2.1.5; PAN-OS 10.{}1.6.2",
            "Confluence 10.{}0.1.2",
            "agent 10.{}11.0.7 → 10.{}11.1.2 fixed it",
            "Upgrade from 10.{}2.3.4 of the Oracle client to 10.{}2.3.5.",
            "Upgrade the Oracle client from 10.{}2.3.4 to 10.{}2.3.5",
            "Upgraded from 10.{}2.3.4 of the schema to 10.{}2.3.5",
            "Oracle client 10.{}2.3.4 broke",
            "with Oracle instant client `10.{}2.0.4` it works",
        )
    ),
    *(
        pytest.param("internal-host", text, id=f"no host: {text}")
        for text in (
            "hotfix-prod-3 was merged",
            "git tag deploy-prod-42",
            "the kafka-prod-1 topic",
            "branch `web-prod-07`",
            "app.internal.foo()",
            "session.local, session.remote",
        )
    ),
    pytest.param("internal-host", "@app.local, '@acme.internal/ui'", id="a decorator and a scope"),
    pytest.param("internal-host", "write to user@domain.local", id="a stand-in for a domain"),
    pytest.param("account-id", "acme.slack.com/archives/C0{U*9}/p1{d*15}", id="a channel"),
    pytest.param("hardware-address", "HMAC {x*12}, commit {x*12}", id="twelve digits in base 16"),
    pytest.param("internal-host", "settings.local and .env.local", id="names of files"),
    pytest.param("internal-host", "rm -r ~/.local/share", id="a folder"),
    pytest.param("internal-host", "x = threading.local()", id="an attribute"),
    pytest.param("internal-host", "this.internal.method()", id="a method"),
    pytest.param("internal-host", "import com.acme.internal", id="a package"),
    pytest.param("internal-host", "foo.internal(1)", id="a call"),
    pytest.param("internal-host", "db.example, db.test, db.invalid", id="names kept for tests"),
    pytest.param("internal-host", "app.acme.com", id="a public name"),
    pytest.param("internal-host", "git clone git@github.com:a/b", id="git at a forge"),
    pytest.param("internal-host", "ssh user@host", id="a stand-in after ssh"),
    pytest.param("internal-host", "host.docker.internal:80", id="a name that all containers know"),
    pytest.param("account-id", "arn:aws:iam::123456{}789012:root", id="the sample account"),
    pytest.param("account-id", "in 4{}83920174652 ms", id="twelve digits"),
    pytest.param("account-id", "trace {x*8}-{x*4}-4{x*3}-a{x*3}-{x*12}", id="a bare UUID"),
    pytest.param("account-id", "~/projects/web/instances", id="a folder of projects"),
    pytest.param("account-id", "https://docs.snowflakecomputing.com", id="a site for everybody"),
    pytest.param("hardware-address", "ff:ff:ff:ff:ff:ff", id="broadcast"),
    pytest.param("hardware-address", "{x*2}:" * 15 + "{x*2}", id="a fingerprint"),
    pytest.param("hardware-address", "2026-03-01-09-00-00", id="a dashed time"),
]

FOUND = [
    *(
        pytest.param(
            "private-address", text, ["10.{}2.3.4"], id=f"a host: {text}".replace("{}", "")
        )
        for text in (
            "upgraded the host to 10.{}2.3.4",
            "upgraded to 10.{}2.3.4:8080",
            "moved to 10.{}2.3.4",
            "the agent at 10.{}2.3.4",
            "Elastic agent 10.{}2.3.4 is unreachable",
            "Confluence host 10.{}2.3.4",
            "agent 10.{}2.3.4 → db-01",
            "client 10.{}2.3.4 connected",
            "the Oracle client at 10.{}2.3.4",
            "the Oracle client 10.{}2.3.4 was refused",
            "Oracle client on host 10.{}2.3.4",
            "copied from 10.{}2.3.4 of the office to web",
        )
    ),
    pytest.param("internal-host", "clone from git.{}corp", ["git.{}corp"], id="git in an office"),
    pytest.param("internal-host", "kafka-{}prod-1 is down", ["kafka-{}prod-1"], id="by stage, one"),
    pytest.param("hardware-address", "MAC 3c{}22fb1a1e07", ["3c{}22fb1a1e07"], id="bare, by word"),
    pytest.param(
        "account-id", "bq --project=acme-{}prod-4821", ["acme-{}prod-4821"], id="an option"
    ),
    pytest.param(
        "account-id", "gs://acme-{}prod-4821-backups", ["acme-{}prod-4821"], id="a bucket"
    ),
    pytest.param("private-address", "at 10.{}20.30.40.", ["10.{}20.30.40"], id="in a sentence"),
    pytest.param(
        "private-address", "10.{}0.0.5:8080/x", ["10.{}0.0.5"], id="the port is not part of it"
    ),
    pytest.param("private-address", "10.{}0.0.5/24", ["10.{}0.0.5"], id="nor is the prefix"),
    pytest.param("private-address", "10.{}2.0.0/16", ["10.{}2.0.0"], id="a network inside"),
    pytest.param(
        "private-address",
        "10.{}0.0.5-10.{}0.0.9",
        ["10.{}0.0.5", "10.{}0.0.9"],
        id="both ends of a range",
    ),
    pytest.param("private-address", "10.{}0.0.5-20", ["10.{}0.0.5"], id="a range in short"),
    pytest.param("private-address", "[192.{}168.4.9]", ["192.{}168.4.9"], id="in brackets"),
    pytest.param("private-address", "src=172.{}16.9.1,", ["172.{}16.9.1"], id="in a log"),
    pytest.param(
        "private-address", "ip-10-{}0-1-23 down", ["10-{}0-1-23"], id="dashed, inside of a name"
    ),
    pytest.param(
        "private-address", "db/10.{}4.5.6:5432", ["10.{}4.5.6"], id="after the name of its host"
    ),
    pytest.param("private-address", r"up\n10.{}4.5.6", ["10.{}4.5.6"], id="after an escape"),
    pytest.param("private-address", "地址10.{}4.5.6。", ["10.{}4.5.6"], id="between characters"),
    pytest.param(
        "private-address", "fe{}80::1ff:fe23%eth0", ["fe{}80::1ff:fe23%eth0"], id="with its zone"
    ),
    pytest.param("private-address", "[fd{}12:3::1]:443", ["fd{}12:3::1"], id="unique local"),
    pytest.param(
        "private-address", "::ffff:10.{}1.1.9", ["::ffff:10.{}1.1.9"], id="mapped, as a whole"
    ),
    pytest.param("internal-host", "db01.pay.{}internal:5432", ["db01.pay.{}internal"], id="port"),
    pytest.param("internal-host", "http://wiki.{}corp/x", ["wiki.{}corp"], id="in a URL"),
    pytest.param(
        "internal-host", "a.shop.{}svc.cluster.local", ["a.shop.{}svc.cluster.local"], id="service"
    ),
    *(
        pytest.param(
            "internal-host",
            text,
            ["db01.pay.{}internal"],
            id=f"behind a user: {text}".replace("{}", ""),
        )
        for text in (
            "mysql://root:{w*9}7x@db01.pay.{}internal:3306/app",
            "mysql://root@db01.pay.{}internal/app",
            "postgres://${USER}@db01.pay.{}internal/app",
            "amqp://:{w*9}7x@db01.pay.{}internal",
            "ssh://git@db01.pay.{}internal/x.git",
            "git@db01.pay.{}internal:x.git",
            "root@db01.pay.{}internal is full",
        )
    ),
    pytest.param(
        "internal-host",
        "nats://app@nats.prod.{}svc.cluster.local:4222",
        ["nats.prod.{}svc.cluster.local"],
        id="a service behind a user",
    ),
    pytest.param(
        "internal-host", "ssh ops@{}db7.acme.io ls", ["ops@{}db7.acme.io"], id="after ssh"
    ),
    pytest.param("internal-host", "on web-{}prod-07 again", ["web-{}prod-07"], id="by stage"),
    pytest.param(
        "account-id", "arn:aws:iam::4{}83920174652:role/x", ["4{}83920174652"], id="in an ARN"
    ),
    pytest.param(
        "account-id", "AWS account `4{}83920174652`", ["4{}83920174652"], id="after its word"
    ),
    pytest.param(
        "account-id",
        "tenant: 3f2a{}91c0-1b2c-4d3e-a1b2-{}0f9e8d7c6b5a",
        ["3f2a{}91c0-1b2c-4d3e-a1b2-{}0f9e8d7c6b5a"],
        id="a tenant",
    ),
    pytest.param(
        "hardware-address", "ether 3c:{}22:fb:90:1e:07 up", ["3c:{}22:fb:90:1e:07"], id="a card"
    ),
]

CONFIGURED = [
    pytest.param(
        "public-address", "52.{}18.44.77 is up", ["52.{}18.44.77"], WORLD, id="wanted addresses"
    ),
    pytest.param("public-address", "1.2.3.4 or 8.8.8.8", [], WORLD, id="what everybody knows"),
    pytest.param("public-address", "release 4.2.1.7", [], WORLD, id="still no versions"),
    pytest.param("internal-host", "db.acme.net", ["db.acme.net"], ACME, id="its own suffix"),
    pytest.param("internal-host", "x.acme-dc.io.", ["x.acme-dc.io"], ACME, id="one with a star"),
    pytest.param(
        "internal-host", "https://ops@db.acme.net/x", ["db.acme.net"], ACME, id="behind a user"
    ),
    pytest.param("internal-host", "see acme.net", [], ACME, id="the suffix alone"),
    pytest.param("internal-host", "notacme.net", [], ACME, id="a name that ends like it"),
]


@pytest.mark.parametrize(("check", "recipe"), SILENT)
def test_not_found(check: str, recipe: str) -> None:
    assert values(check, recipe) == []


@pytest.mark.parametrize(("check", "recipe", "expected"), FOUND)
def test_found(check: str, recipe: str, expected: list[str]) -> None:
    assert values(check, recipe) == plain(*expected)


@pytest.mark.parametrize(("check", "recipe", "expected", "organisation"), CONFIGURED)
def test_configured(
    check: str, recipe: str, expected: list[str], organisation: Organisation
) -> None:
    assert values(check, recipe, organisation) == plain(*expected)
