"""Values that the name of a vendor of an API announces, without a word for a credential."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...diagnostic import Confidence
from ...lazy import regex
from ..detector import Detector, Organisation
from ..finding import Hit, Piece
from .value import value_at
from .worth import classes, entropy, is_hex, is_placeholder, is_uuid, is_worded, letter_score

_VENDORS = (
    "abuseipdb|adafruit|adobe|adyen|aftership|airbrake|airship|aiven|algolia|alibaba|alienvault|amplitude"
    "|anthropic|apify|appcues|appdynamics|appsflyer|artifactory|asana|assemblyai|auth0|axiom|beamer"
    "|bitbucket|bitly|bitrise|blynk|brandfetch|braze|browserstack|bugsnag|buildkite|bybit|calendly|censys"
    "|circleci|clearbit|clickup|cloudflare|cloudinary|cloudsmith|codacy|codecov|codeclimate|cohere|coinbase"
    "|confluent|contentful|coveralls|customerio|datadog|deepgram|deepseek|detectify|digitalocean|discord"
    "|dnsimple|docusign|doppler|droneci|dropbox|dynatrace|elevenlabs|etherscan|etsy|exoscale|facebook|fastly"
    "|finicity|finnhub|firebase|flickr|flightstats|freshbooks|freshdesk|gandi|geoapify|getresponse|gitea"
    "|gitter|godaddy|gocardless|grafana|greynoise|gumroad|helpscout|heroku|hetzner|honeybadger|honeycomb"
    "|hubspot|huggingface|hunterio|hypertrack|infracost|infura|instana|intercom|ipinfo|ipstack|jumpcloud"
    "|kickbox|klaviyo|kraken|kucoin|lacework|lastfm|launchdarkly|linear|linkedin|linode|lob|loggly|logdna"
    "|logentries|logzio|looker|mailchimp|mailerlite|mailgun|mailjet|mandrill|mapbox|mattermost|meraki"
    "|messagebird|mistral|mixpanel|moesif|moralis|nasa|netlify|newrelic|new relic|nexmo|ngrok"
    "|notion|nytimes|okta|onesignal|openai|openweather(?:map)?|opsgenie|optimizely|pagerduty|papertrail"
    "|pastebin|paypal|paystack|percy|pinecone|pingdom|plaid|plivo|postmark|prismic|prowlapp|pushbullet|pusher"
    "|qualys|rapidapi|razorpay|recaptcha|rollbar|runscope|saucelabs|scalyr|scrapingbee|securitytrails|segment"
    "|semaphore|sendbird|sendgrid|sendinblue|sentry|shodan|shopify|sidekiq|signalfx|smartsheet|snyk"
    "|sonarcloud|sparkpost|splunk|spotify|squarespace|stackhawk|statuspage|statuscake|strava|sumologic"
    "|sumo ?logic|surge|tatum|telegram|testrail|thousandeyes|tinypng|todoist|travis(?:ci)?|trello"
    "|twilio|twitch|twitter|typeform|uptimerobot|urlscan|vercel|victorops|virustotal|vonage|vultr|wakatime"
    "|weatherstack|webex|wepay|xero|yandex|zapier|zendesk|zeplin|zoom|zuora"
)
_NAME = regex(
    rf"(?<![a-z0-9])(?:{_VENDORS})(?:[ _.-]?(?:api|app|prod|production|live|staging|dev|test|rest"
    rf"|org|v\d))?"
    r"[\"'`*_\])]{0,4}\s{0,3}(?:[:=|]|:=|=>|->|：|\s(?:is|was)\s)\s{0,3}[*_]{0,2}\s?"
)


def vendors(_: Organisation) -> Sequence[Detector]:
    """The detector of values that the name of a vendor announces."""
    return [
        Detector(
            name="vendor-key",
            least="key",
            check="secret",
            kind="key",
            title="Value after the name of a vendor of an API",
            gates=(rf"(?:{_VENDORS})",),
            find=_hits,
            recipes=("datadog: {x*32}", "ALGOLIA={x*32}", "| pagerduty | `{w*32}7a` |"),
            decoys=(
                "datadog: https://app.datadoghq.eu",
                "sentry: {x*40}",
                "grafana: dashboards-for-the-payments-team-1",
                "snyk: {x*8}-{x*4}-{x*4}-{x*4}-{x*12}",
            ),
            confidence=Confidence.MEDIUM,
        )
    ]


def _hits(piece: Piece) -> Iterator[Hit]:
    for found in _NAME.finditer(piece.text.lower()):
        if found.end() > len(piece.text):
            return
        value = value_at(piece.text, found.end())
        if value is not None and _is_key(value.text):
            yield Hit(value.start, value.end)


def _is_key(value: str) -> bool:
    """Whether it is as long and as random as keys are; 40 hexadecimal digits may be a commit."""
    if is_placeholder(value) or not value.replace("-", "").replace("_", "").isalnum():
        return False
    if is_hex(value):
        return len(value) in (32, 48, 64)
    if is_uuid(value):
        return False
    if not 24 <= len(value) <= 128 or classes(value) < 3 or entropy(value) < 3.6:
        return False
    score = letter_score(value)
    return (score is None or score < -5.0) and not is_worded(value)
