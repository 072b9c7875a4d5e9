"""Numbers and names of accounts at AWS, Azure and Google Cloud."""

from __future__ import annotations

import re

from ...lazy import regex
from ..detector import Detector
from ..spot import either, finder, lead, loose, words

_NUMBER = r"(?P<value>[0-9]{12})(?![0-9A-Za-z_])"
# Where AWS itself writes the number.
_PLACED = (
    r"arn:aws[a-z-]{0,12}:[a-z0-9-]{0,40}:[a-z0-9-]{0,25}:" + _NUMBER + r"(?=:|\b)",
    r"(?<![0-9A-Za-z_])(?P<value>[0-9]{12})(?=\.(?:dkr[.-]ecr|signin\.aws|ddb|eks)|@amazonaws)",
    r"(?:sqs|queue)[.a-z0-9-]{0,30}\.amazonaws\.com/" + _NUMBER,
    r"s3[a-z0-9-]{0,20}(?:://|[.][a-z0-9.-]{0,40}/)[a-z0-9.-]{0,60}?(?<![0-9])" + _NUMBER,
    r"(?:(?:cdk-[a-z0-9]{6,12}|elasticbeanstalk|aws-[a-z]{2,20}|cf-templates)-[a-z0-9-]{0,50}"
    r"|[a-z0-9-]{0,60}-)(?<=-)"
    + _NUMBER
    + r"(?=(?:-[a-z]{2}-[a-z]{4,9}-[0-9])?\.s3[.-]|-[a-z]{2}-[a-z]{4,9}-[0-9]\b)",
    r"AWS[\"':= ]{1,5}" + _NUMBER,
)
_TOLD = (
    r"(?:accounts?|acct|owner|registry)[_ -]?(?:id|ids|number|no|alias)?s?[^0-9A-Za-z\n]{0,12}"
    r"(?:(?:is|was|in|of|to|named|called|[a-z]+-[a-z]+|prod|dev|staging|production|root|aws)"
    r"[^0-9A-Za-z\n]{1,6}){0,3}(?P<value>[0-9]{12}|[0-9]{4}-[0-9]{4}-[0-9]{4})(?![0-9A-Za-z_-])"
)
_SAID_AFTER = r"(?<![\w.-])(?P<value>[0-9]{12})[\"'`)*]{0,2} (?:aws )?account\b"
# Documented samples, and accounts from which AWS, Canonical and others serve everybody.
_SAMPLES = frozenset(
    (
        *("12345{}6789012", "01234{}5678901", "21098{}7654321", "10987{}6543210"),
        *("09876{}5432109", "12341{}2341234", "98765{}4321098", "11223{}3445566"),
        *("60240{}1143452", "76310{}4351884", "13711{}2412989", "09972{}0109477"),
        *("67959{}3333241", "12731{}1923021", "80140{}8100217", "87708{}5696533"),
    )
)
_COUNTED = frozenset(("012345678", "123456789", "234567890", "987654321"))
_BLOCKS = re.compile(r"([0-9])\1{3}([0-9])\2{3}([0-9])\3{3}")
_BANK = regex(r"\b(?:bank|iban|routing|sort code|savings|checking)\b", re.IGNORECASE)


def _is_account(found: re.Match[str]) -> bool:
    number = found["value"].replace("-", "")
    is_sample = f"{number[:5]}{{}}{number[5:]}" in _SAMPLES or number[:9] in _COUNTED
    return not is_sample and not _BLOCKS.fullmatch(number) and not _BANK.search(lead(found, 60))


_AWS = Detector(
    name="aws-account",
    least="accounted",
    check="account-id",
    kind="account",
    title="number of an AWS account",
    gates=(
        r"(arn:aws|sqs|queue|s3|aws|account|acct|owner|registry).*([0-9]{12}|[0-9]{4}-[0-9]{4}-)",
        r"[0-9]{12}(\.|@amazonaws|-[a-z]{2}-[a-z]{4})",
        r"[0-9]{12}[\"'`)*]{0,2} (aws )?account",
    ),
    find=either(
        *(loose(pattern, _is_account) for pattern in _PLACED),
        loose(_TOLD, _is_account),
        loose(_SAID_AFTER, _is_account),
    ),
    source="docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
    recipes=(
        "arn:aws:iam::4{}{d*11}:role/deploy",
        "pull 5{}{d*11}.dkr.ecr.eu-west-1.amazonaws.com/web:1",
        "in AWS account 6{}{d*11} the quota was hit",
        "account_id = 7{}{d*11}",
        "https://4{}{d*11}.signin.aws.amazon.com/console",
        "https://sqs.eu-west-1.amazonaws.com/8{}{d*11}/jobs",
        "s3://acme-logs-3{}{d*11}/AWSLogs",
        "account 46{d*2}-{}{d*4}-{d*4}",
    ),
    decoys=(
        "arn:aws:iam::123456{}789012:role/x and account 111122{}223333",
        "arn:aws:s3:::my-bucket/key",
        "at 20260301{}1200 the request 4{d*11} came",
    ),
)

_GUID = r"(?P<value>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![\w-])"
_ENTRA = (
    r"(?:subscriptions?/|(?:tenants?|subscriptions?|director(?:y|ies)|(?<![a-z])(?:entra|aad|tid)|management.?groups?)"
    r"(?:[_ -]?(?:id|guid))?[^0-9A-Za-z\n]{0,10}(?:(?:id|is|was|of|azure|guid)"
    r"[^0-9A-Za-z\n]{1,6}){0,2}"
    r"|login\.microsoftonline\.(?:com|us)/|sts\.windows\.net/)" + _GUID
)


def _is_tenant(found: re.Match[str]) -> bool:
    digits = found["value"].lower().replace("-", "")
    # Microsoft's own tenant, and what stands for any.
    before = found.string[max(0, found.start("value") - 120) : found.start("value")]
    # Others have subscriptions as well: Amazon names them behind `arn:`.
    if "arn:" in before[before.rfind(" ") + 1 :]:
        return False
    return len(set(digits)) > 3 and not digits.startswith(("72f988bf86f1", "12345678", "01234567"))


_AZURE = Detector(
    name="azure-account",
    check="account-id",
    kind="account",
    title="subscription or tenant at Azure",
    gates=(
        r"(subscription|tenant|director(y|ies)|entra|aad|tid|management.?group|microsoftonline"
        r"|windows\.net).*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-",
    ),
    find=loose(_ENTRA, _is_tenant),
    source="learn.microsoft.com/azure/azure-resource-manager",
    recipes=(
        "/subscriptions/{x*8}-{x*4}-4{x*3}-a{x*3}-{x*12}/resourceGroups/rg",
        "tenant {x*8}-{x*4}-4{x*3}-a{x*3}-{x*12}",
        "AZURE_TENANT_ID={x*8}-{x*4}-4{x*3}-a{x*3}-{x*12}",
        "Directory ID: {x*8}-{x*4}-4{x*3}-a{x*3}-{x*12}",
    ),
    decoys=(
        "request {x*8}-{x*4}-4{x*3}-a{x*3}-{x*12} failed",
        "tenant 00000000-0000-0000-0000-000000000000",
        "arn:aws:x:eu-west-1:1:/definition/subscriptions/{x*8}-{x*4}-4{x*3}-a{x*3}-{x*12}",
    ),
)

_ID = r"(?P<value>[a-z][a-z0-9-]{4,28}[a-z0-9])"
_COLLECTIONS = (
    "locations|zones|regions|global|topics|subscriptions|serviceAccounts|secrets|datasets|instances"
    "|keyRings|repositories|timeSeries|databases|snapshots|notificationChannels|alertPolicies"
    "|managedZones|triggers|logs|roles|metricDescriptors|services|builds|networks|policies"
)
_PROJECT = (
    r"googleapis\.com/[\w/.-]{0,60}?projects/(?P<value>[a-z][a-z0-9-]{4,28}[a-z0-9]|[0-9]{10,13})\b",
    rf"(?<![\w/.~-])projects/(?P<value>[a-z][a-z0-9-]{{4,28}}[a-z0-9]|[0-9]{{10,13}})/(?:{_COLLECTIONS})\b",
    r"(?<![\w/.~-])projects/(?P<value>[a-z][a-z0-9-]{4,24}-[0-9]{3,6}|[0-9]{10,13})(?![\w-])",
    rf"\b(?:[a-z]{{2}}\.)?gcr\.io/{_ID}(?=/)",
    rf"\b[a-z0-9-]{{2,25}}-docker\.pkg\.dev/{_ID}(?=/)",
    rf"console\.cloud\.google\.com/[^\s?]{{0,120}}\?(?:[^\s]{{0,80}}&)?project={_ID}(?![\w-])",
    rf"(?:GOOGLE_CLOUD_PROJECT|GCP_PROJECT|GCLOUD_PROJECT|CLOUDSDK_CORE_PROJECT)(?:_ID"
    rf")?[\"']?[=:] ?[\"']?{_ID}(?![\w-])",
    rf"\bgcloud\b[^\n]{{0,120}}?(?:--project[= ]|set project )[\"']?{_ID}(?![\w-])",
    r"(?<![\w-])--project[= ][\"']?(?P<value>[a-z][a-z0-9-]{4,23}-[0-9]{3,6})(?![\w-])",
    r"(?<![\w-])gs://(?P<value>[a-z][a-z0-9-]{4,23}-[0-9]{3,6})(?![0-9])",
    r"\b(?:gcp|google cloud) project(?: id)?[ :=`\"'*]{1,5}(?:is )?[`\"'*]{0,2}(?P<value"
    r">[a-z][a-z0-9]{0,20}-[a-z0-9-]{1,20}[a-z0-9])(?![\w-])",
)
_SAID_AFTER_IT = (
    r"\bproject[ :=`\"'*]{1,5}(?P<value>[a-z][a-z0-9]{0,20}-[a-z0-9-]{1,20}[a-z0-9])[`\"'*]{0,2}"
    r" (?:in|on) (?:gcp|google cloud)\b"
)
_PUBLIC = words(
    "debian-cloud cos-cloud ubuntu-os-cloud rocky-linux-cloud centos-cloud "
    "windows-cloud rhel-cloud "
    "google-containers google-samples gke-release distroless kaniko-project knative-releases "
    "tekton-releases cadvisor kubebuilder k8s-minikube k8s-staging k8s-artifacts-prod "
    "cloudsql-docker "
    "cloud-builders google.com istio-release istio-testing spinnaker-marketplace kubeflow "
    "ml-pipeline linkerd-io heptio-images etcd-development cloud-sql-connectors "
    "google-appengine cloud-marketplace deeplearning-platform-release project"
)
_MADE_UP = re.compile(
    r"(?:my|your|some|test|sample|example|demo|the|foo)(?:-|$).*|.*project-?id.*|.*-example"
)


def _is_project(found: re.Match[str]) -> bool:
    name = found["value"].lower()
    return (
        name not in _PUBLIC and not _MADE_UP.fullmatch(name) and not name.startswith("k8s-staging")
    )


def _is_robot(found: re.Match[str]) -> bool:
    name = found["project"] or ""
    return not _MADE_UP.fullmatch(name) and "project" not in name.split("-")


_ROBOT = (
    r"(?<![\w.@-])(?P<value>[a-z0-9][a-z0-9-]{0,62}@(?:(?P<project>[a-z][a-z0-9-]{4,40})\.iam"
    r"|developer|appspot|cloudbuild|cloudservices)\.gserviceaccount\.com)\b"
)

_GOOGLE = Detector(
    name="gcp-project",
    check="account-id",
    kind="account",
    title="project at Google Cloud",
    gates=(
        r"projects/[a-z0-9]",
        r"gcr\.io/",
        r"docker\.pkg\.dev/",
        r"cloud\.google\.com/.*project=",
        r"(google_cloud|gcp|gcloud|cloudsdk_core)_project",
        r"gcloud .*project",
        r"--project[= ].{0,30}[0-9]",
        r"gs://[^ ]{1,30}[0-9]",
        r"(gcp|google cloud) project",
        r"project.{1,60} (in|on) (gcp|google cloud)",
    ),
    find=either(
        *(finder(pattern, _is_project) for pattern in _PROJECT[:9]),
        *(loose(pattern, _is_project) for pattern in (*_PROJECT[9:], _SAID_AFTER_IT)),
    ),
    source="cloud.google.com/resource-manager/docs/creating-managing-projects",
    recipes=(
        "projects/acme-{}prod-{d*4}/locations/europe-west1",
        "eu.gcr.io/acme-{}prod-{d*4}/web:1",
        "gcloud compute ssh x --project=acme-{}prod-{d*4}",
        "GOOGLE_CLOUD_PROJECT=acme-{}data-{d*3}",
        "GCP project acme-{}data-{d*3} has no quota",
        "bq ls --project=acme-{}data-4{d*3}",
        "gs://acme-{}data-4{d*3}-backups/db",
    ),
    decoys=(
        "~/projects/my-app/src and github.com/acme/projects/12",
        "gcr.io/distroless/static and projects/my-project/locations/x",
        "gcr.io/google-containers/pause",
    ),
)

_SERVICE_ACCOUNT = Detector(
    name="gcp-service-account",
    check="account-id",
    kind="account",
    title="service account at Google Cloud",
    gates=(r"\.gserviceaccount\.com",),
    find=finder(_ROBOT, _is_robot),
    source="cloud.google.com/iam/docs/service-account-types",
    recipes=(
        "deployer@acme-{}prod-{d*4}.iam.gserviceaccount.com lacks a role",
        "{d*12}-compute@{}developer.gserviceaccount.com",
    ),
    decoys=("name@my-project.iam.gserviceaccount.com", "sa@project-id.iam.gserviceaccount.com"),
)

CLOUDS = (_AWS, _AZURE, _SERVICE_ACCOUNT, _GOOGLE)
