"""Pairs of Pattern-Keys, labelled by hand: one key written twice, or two keys.

The check was chosen on `TUNED` and judged on `PUT_ASIDE`: every second pair of each list. `LATER`
was written when the check was settled, and nothing was changed after it was scored.
"""

from __future__ import annotations

_ONE_KEY = """\
pool.exhausted pool.exhuasted
pool.exhausted pools.exhausted
connection.leak connection.leaks
connection.timeout conection.timeout
cert.renewal certs.renewal
automation_gap.cert_renewal automation_gap.cert_renewel
incident_pattern.connection_pool incident_pattern.conection_pool
incident_pattern.connection_pool incident_pattern.connection_pools
deploy.rollback deploy.roll_back
on_call.handoff oncall.handoff
on-call.hand-off on_call.handoff
disk.full full.disk
worker.stale_config worker.config_stale
worker.stale_config worker_stale_config
worker.stale_config worker.staleConfig
memory.leak memmory.leak
kubernetes.eviction kuberentes.eviction
kubernetes.eviction kubernetes.evictions
dns.resolution_failure dns.resolution_failures
dns.resolution dns.resoluton
queue.backlog backlog.queue
queue.backlog queue/backlog
alert.fatigue alerts.fatigue
alert.fatigue alert.fatique
retry.storm retries.storm
terraform.drift teraform.drift
terraform.state_lock terraform.state-locks
capacity.threshold capacity.treshold
capacity.threshold capacity.thresholds
backup.restore_untested backups.restore_untested
certificate.expired certifcate.expired
certificate.expired certificates.expired
authentication.token_refresh authentification.token_refresh
permission.denied permissions.denied
permission.denied permision.denied
database.migration_lock database.migraton_lock
database.migration databse.migration
lock.contention lock.contentions
rate_limit.exceeded ratelimit.exceeded
rate_limit.exceeded rate_limits.exceeded
health_check.missing healthcheck.missing
environment.variable_missing enviroment.variable_missing
environment.variable_missing environment.variables_missing
dependency.outdated dependancy.outdated
dependency.pinning dependencies.pinning
monitoring.blind_spot monitoring.blindspot
monitoring.blind_spot monitorng.blind_spot
scheduler.missed_run scheduler.missed_runs
toil.manual_restart toil.restart_manual
pipeline.flaky_test pipeline.flaky_tests
pipeline.flaky_test pipleine.flaky_test
secret.rotation secrets.rotation
"""
_TWO_KEYS = """\
api.v1 api.v2
cpu.saturation gpu.saturation
tls.1_2 tls.1_3
tls.v1.2 tls.v12
node.http node.https
import.failed export.failed
upload.failed unload.failed
network.inbound network.outbound
latency.increase latency.decrease
link.internal link.external
pool.min pool.max
pool.exhausted disk.exhausted
deploy.failed redeploy.failed
service.start service.stop
service.restart service.restore
worker.polling worker.pooling
job.remote job.remove
db.read db.write
db.primary db.replica
cache.hit cache.miss
cache.stale cache.scale
node.drain node.train
job.parser_error job.parsed_error
traffic.client_to_server traffic.server_to_client
shard.1 shard.2
region.us_east region.us_west
region.eu-west-1 region.eu-west-2
p1.response p2.response
token.encode token.decode
volume.mount volume.unmount
config.valid config.invalid
config.enabled config.disabled
queue.consumer queue.consumed
data.validation data.variation
data.migration data.mitigation
event.deletion event.depletion
http.connection http.correction
db.transaction db.translation
ci.production ci.protection
search.testing search.texting
env.staging env.production
alert.warning alert.warming
db.sharding db.sharing
log.rotation log.notation
db.mysql db.mssql
queue.kafka queue.kafta_lag
queue.lag queue.log
cert.tls cert.ssl
disk.sda disk.sdb
host.web01 host.web10
oom.kill oom.killer
user.admin user.audit
metrics.loading metrics.leading
backup.daily backup.weekly
"""

_ONE_KEY_LATER = """\
recieve.timeout receive.timeout
seperate.queues separate.queues
threshhold.missing threshold.missing
maintainance.window maintenance.window
snapshot.retention snapshots.retention
log.volume_spike logs.volume_spikes
lambda.cold_start lambda.coldstart
noisy.neighbour noisy.neighbor
cron.overlap cron_overlap
lets_encrypt.renewal letsencrypt.renewal
paging.escalation paging.esclation
ingress.misconfig ingress.missconfig
grafana.dashbord grafana.dashboard
schema.migration migration.schema
artifact.missing artefact.missing
quota.exceded quota.exceeded
cluster.autoscaler cluster.auto_scaler
dead_letter.growth deadletter.growth
helm.upgrade_fail helm.upgrade_failure
timeout.gateway gateway.timeout
dns.ttl dns.TTL
pod.evicted pods.evicted
pod.eviction pod.evicted
config.typo config.typos
"""
_TWO_KEYS_LATER = """\
vm.resize vm.reset
s3.list s3.lost
queue.depth queue.death
backup.restore backup.restart
node.notready node.ready
session.created session.crated
cache.warmup cache.warmer
alert.muted alert.mutex
shard.merge shard.purge
ingress.timeout egress.timeout
kafka.broker kafka.broken
host.reboot host.robot
token.signing token.singing
packet.loss pocket.loss
mail.bounced mail.bounded
deploy.canary deploy.canal
proxy.upstream proxy.downstream
tier.hot tier.hop
user.login user.logout
pod.crash pod.crush
release.train release.trail
sla.response sla.responder
service.mesh service.mess
metric.counter metric.country
job.paused job.parsed
vpn.tunnel vpn.funnel
edge.filter edge.falter
log.parsing log.passing
db.column db.volume
lock.acquire lock.require
"""


def _pairs(text: str) -> list[tuple[str, str]]:
    return [(line.split()[0], line.split()[1]) for line in text.splitlines()]


ONE_KEY, TWO_KEYS = _pairs(_ONE_KEY), _pairs(_TWO_KEYS)
TUNED = ONE_KEY[::2], TWO_KEYS[::2]
PUT_ASIDE = ONE_KEY[1::2], TWO_KEYS[1::2]
LATER = _pairs(_ONE_KEY_LATER), _pairs(_TWO_KEYS_LATER)
