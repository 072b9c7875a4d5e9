"""IDs of accounts, organisations and workspaces at other vendors."""

from __future__ import annotations

import re

from ..detector import Detector
from ..spot import Find, finder, loose

_NO_NAME = re.compile(
    r"(?:your|my|example|acct|account|company|org|tenant|docs?|www|app|login|help|support|status"
    r"|trust|developer|community|cdn|static|api|sso|xy12345|abc123|ok\d*static)"
    r"(?:[-_]?(?:account|org|domain|company|name|identifier|id|example))*(?:[.-].*)?",
    re.IGNORECASE,
)
_BETWEEN = r"(?:[_ -]?id)?[^0-9A-Za-z\n]{0,8}(?:(?:is|was) [`\"'*]{0,3})?"


def _is_given(found: re.Match[str]) -> bool:
    return not _NO_NAME.fullmatch(found["name"])


def _is_made(found: re.Match[str]) -> bool:
    digits = found["value"].rpartition("_")[2]
    return len(set(digits)) > 3 and any(char.isdigit() for char in digits)


def _account(
    name: str,
    title: str,
    gate: str,
    find: Find,
    source: str,
    recipes: tuple[str, ...],
    decoys: tuple[str, ...],
) -> Detector:
    return Detector(name, "account-id", "account", title, (gate,), find, source, recipes, decoys)


VENDORS = (
    _account(
        "cloudflare-account",
        "account or zone at Cloudflare",
        r"(cloudflare|zone|account|r2).*[0-9a-f]{32}|[0-9a-f]{32}\.r2\.",
        loose(
            r"(?:dash\.cloudflare\.com/|cloudflare\.com/client/v4/(?:zones|accounts)/"
            rf"|(?:cloudflare|cf)[ _-](?:account|zone){_BETWEEN}|\bzone[_ -]?id{_BETWEEN}"
            rf"|\baccount[_ -]id[^0-9A-Za-z\n]{{0,8}}|(?P<r2>//(?=[0-9a-f]{{32}}\.r2\.)))"
            r"(?P<value>[0-9a-f]{32})(?![0-9A-Za-z])",
            _is_made,
        ),
        "developers.cloudflare.com/fundamentals/account/find-account-and-zone-ids",
        ("Cloudflare zone {x*32}", "https://dash.cloudflare.com/{x*32}/dns", "zone_id: {x*32}"),
        ("md5 {x*32}", "zone_id: 00000000000000000000000000000000"),
    ),
    _account(
        "stripe-account",
        "account at Stripe",
        r"acct_[a-z0-9]{14}",
        finder(r"(?<![A-Za-z0-9])(?P<value>acct_[A-Za-z0-9]{14,24})(?![A-Za-z0-9])", _is_made),
        "docs.stripe.com/api/accounts",
        ("payouts of ac{}ct_1{w*15} stopped",),
        ("acct_id and acct_xxxxxxxxxxxxxxxx",),
    ),
    _account(
        "slack-workspace",
        "workspace or user at Slack",
        r"slack\.com/.*[tcdegwub][0-9a-z]{8}|slack.*[tcuw]0[0-9a-z]{7}",
        finder(
            r"slack\.com/(?:client|team|files|messages|app_redirect)"
            r"(?P<value>(?:/[TEWU][0-9A-Z]{8,11}){1,2}(?:/[CDGB][0-9A-Z]{8,11})?)(?![0-9A-Za-z])"
        ),
        "api.slack.com/types",
        ("https://app.slack.com/client/T0{}{U*8}/C0{}{U*8}", "acme.slack.com/team/U0{}{U*8}"),
        (
            "https://slack.com/help/articles/TEAM",
            "app.slack.com/client",
            "acme.slack.com/archives/C0{}{U*9}/p17{d*14}",
        ),
    ),
    _account(
        "okta-organisation",
        "organisation at Okta",
        r"\.okta(preview|-emea)?\.com",
        loose(
            r"(?<![\w.@-])(?P<value>(?P<name>[a-z0-9][a-z0-9-]{1,60})\.okta(?:preview|-emea)?\.com)\b",
            _is_given,
        ),
        "developer.okta.com/docs/concepts/okta-organizations",
        ("https://acme{}corp.okta.com/app", "dev-{d*8}.{}okta.com"),
        ("https://developer.okta.com/docs, your-domain.okta.com, login.okta.com",),
    ),
    _account(
        "snowflake-account",
        "account at Snowflake",
        r"\.snowflakecomputing\.com",
        loose(
            r"(?<![\w.@-])(?P<value>(?P<name>[a-z0-9][a-z0-9_-]{1,60})(?:\.[a-z0-9-]{2,30}){0,3}"
            r"\.snowflakecomputing\.com)\b",
            _is_given,
        ),
        "docs.snowflake.com/user-guide/admin-account-identifier",
        ("{l*2}{d*5}.{}eu-west-1.snowflakecomputing.com", "acme-{}prod.snowflakecomputing.com"),
        ("account.snowflakecomputing.com, docs.snowflakecomputing.com",),
    ),
    _account(
        "datadog-organisation",
        "organisation at Datadog",
        r"(datadog|dd)[ _-]org",
        loose(
            rf"\b(?:datadog|dd)[ _-]org(?:anization|anisation)?{_BETWEEN}"
            r"(?P<value>[0-9]{5,12}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![\w-])"
        ),
        "docs.datadoghq.com/account_management",
        ("Datadog org {d*7} is full", "dd_org_id={d*8}"),
        ("datadog org chart of 2026",),
    ),
    _account(
        "newrelic-account",
        "account at New Relic",
        r"(new[ _-]?relic).*account.*[0-9]{6}",
        loose(rf"\bnew[ _-]?relic[ _-]account{_BETWEEN}(?P<value>[0-9]{{6,8}})(?![\w-])"),
        "docs.newrelic.com/docs/accounts",
        ("NEW_RELIC_ACCOUNT_ID=3{d*6}", "New Relic account 2{d*6}"),
        ("New Relic account page",),
    ),
    _account(
        "oracle-tenancy",
        "resource at Oracle Cloud",
        r"ocid1\.[a-z]",
        loose(
            r"(?<![\w.])(?P<value>ocid1\.[a-z]{3,30}\.oc[0-9]{1,2}\.[a-z0-9-]{0,20}\.(?:[a-z0-9]{1,20}\.)?"
            r"[a-z0-9]{40,80})\b"
        ),
        "docs.oracle.com/iaas/Content/General/Concepts/identifiers.htm",
        ("ocid1.{}tenancy.oc1..aaaaaaaa{L*52}",),
        ("ocid1.tenancy.oc1..example",),
    ),
    _account(
        "alibaba-account",
        "account at Alibaba Cloud",
        r"acs:[a-z]+:.*[0-9]{16}",
        loose(r"\bacs:[a-z]{2,20}:[a-z0-9*-]{0,25}:(?P<value>[0-9]{16}):"),
        "alibabacloud.com/help/en/ram",
        ("acs:ram::1{}{d*15}:role/x",),
        ("acs:ram::*:role/x",),
    ),
    _account(
        "aws-organisation",
        "organisation or organisational unit at AWS",
        r"(^|[^a-hjl-rt-z0-9])(o-[a-z0-9]{10}|ou-[a-z0-9]{4,32}-[a-z0-9]{8})",
        finder(
            r"(?:(?:organi[sz]ation|[Oo]rg(?:[Ii][Dd])?)[\"'`:/ =*a-zA-Z]{1,16}(?<![a-z0-9-]))"
            r"(?P<value>(?!ou-exampl)o-(?=[a-z]*[0-9])[a-z0-9]{10,32}|ou-[a-z0-9]{4,32}-[a-z0-9]{8,32})(?![\w-])"
        ),
        "docs.aws.amazon.com/organizations/latest/APIReference",
        ("organization o-{}a1{L*8}", "aws:PrincipalOrgID: o-{}b2{L*8}"),
        ("organization o-example", "ratio o-{l*10}"),
    ),
)
