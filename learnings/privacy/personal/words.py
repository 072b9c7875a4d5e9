"""Words that are no people: behind an @, and where a name may stand."""

from __future__ import annotations

from ..spot import words

# Groups, robots, and what CSS, cron, templates and programming languages write with an @.
NO_HANDLES = words(
    """
    here channel everyone all team group oncall on-call sre ops devops platform security support
    admin admins engineering eng infra dba dbas helpdesk moderators maintainers owners reviewers
    dependabot renovate renovatebot github-actions copilot claude codex coderabbitai gemini chatgpt
    gpt cursor bot sonarcloud codecov snyk greenkeeper mergify imgbot allcontributors
    media import charset keyframes font-face supports layer container page namespace apply tailwind
    include mixin extend use forward function return if else elseif each for foreach while unless
    param params arg args returns throws exception raises type typedef property prop see link
    deprecated
    since author authors version todo example examples internal private public protected override
    overrides test tests before after beforeeach aftereach autowired component service bean entity
    id column nullable notnull nonnull suppresswarnings dataclass dataclasses staticmethod
    classmethod
    abstractmethod contextmanager pytest fixture app cached cache lru_cache wraps functools final
    overload injectable ngmodule input output state objc available main escaping autoclosure
    mainactor published end interface implementation selector class echo latest next beta alpha
    canary stable rc dev master head trunk develop tip yearly annually monthly weekly daily hourly
    midnight reboot localhost types angular vue react babel tf click task celery shared_task route
    get post put patch delete request requestmapping getmapping postmapping controller
    restcontroller
    repository configuration value data builder getter setter transactional async scheduled rollback
    profile conditional primary lazy order valid validated pathvariable requestbody requestparam
    json jsonproperty jsonignore table generatedvalue onetomany manytoone inject module singleton
    provides composable preview serializable parcelize jvmstatic keep binding observable viewbuilder
    inline discardableresult frozen unknown default csrf section yield extends stack push slot
    php endif endforeach error auth guest method vite livewire yields model property-read
    callback constant const constructor enum event file fires global ignore kind lends license
    listens member memberof mixes module name readonly requires static summary this tutorial
    variation virtual template ts-ignore ts-expect-error ts-nocheck flow jest preserve pure
    string number boolean object null undefined spec doc moduledoc derive cfg attr typing property
    keyword comment variable constant operator punctuation tag attribute label conditional repeat
    field parameter inputs outputs retry cachedmethod validate_call entry entries activate
    user username handle someone somebody name you yourname your-name me person people mention
    org owner repo sha256 sha512 digest commit branch rpath loader_path executable_path
    """
)

# Roles, teams, tools and beginnings of sentences, where two capitalised words are no name.
NO_NAMES = words(
    """
    a an the this that these those our their his her its my your all each every any some no none
    and or but if when while with without from for after before during since once then also
    team teams group squad crew guild tribe department division unit committee board council
    platform engineering engineer engineers operations ops security support infrastructure infra
    cloud data database databases network networking systems system site reliability service
    services server servers storage backend frontend mobile web product products project program
    quality assurance release build developer developers development devops customer customers
    client user users success sales marketing finance legal people human resources compliance
    incident commander manager management lead leads director head chief officer president vice
    senior junior principal staff architect analyst administrator admin administrators owner
    owners maintainer maintainers reviewer reviewers contributor contributors on call oncall duty
    shift primary secondary help desk service-desk first second third level tier internal external
    unknown pending unassigned nobody everyone anyone someone tbd todo not applicable
    bot bots action actions agent agents alert alerts alerting monitor monitoring pipeline
    pipelines job jobs cron scheduler worker workers api gateway proxy cluster node nodes
    google amazon aws azure microsoft apple facebook meta netflix github gitlab bitbucket atlassian
    jira confluence slack pagerduty opsgenie datadog grafana prometheus kubernetes docker redis
    postgres postgresql mysql mongodb kafka rabbitmq elasticsearch cloudflare fastly stripe okta
    sentry jenkins terraform ansible vault consul linux ubuntu debian windows hat red claude code
    copilot open source foundation inc ltd llc gmbh corp corporation company partners labs
    january february march april may june july august september october november december monday
    tuesday wednesday thursday friday saturday sunday north south east west europe asia america
    global regional new old last next production staging core payments payment billing checkout
    identity search analytics growth edge machine learning ml ai dashboard control plane visual
    studio health check error errors status page change advisory review reviews process policy
    end point load balancer root cause time out high low medium critical major minor
    memory stable kernel
    stack overflow hacker news reddit twitter wikipedia internet explorer chrome firefox
    """
)
