"""How people state shares: how full a resource is, how many changes failed, how much is toil.

Each pattern takes the value with the words that make it one: *disk usage reached 97 %* and *95 %
of the pool was used*, but not *95 % of the disk reads*, of which the disk is no subject.
"""

from __future__ import annotations

import re

from learnings.lazy import regex

NUMBER = r"\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,4})?"
SHARE = rf"(?<![\d.,])(?P<value>{NUMBER})\s?(?:[%％]|percent\b|per cent\b|pct\b)"

_RESOURCE = (
    r"(?:(?:disk|volume|partition|inode|cpu|core|quota|file ?system|pvc|(?:connection |thread "
    r"|worker )?pool)s?"
    r"|storage|memory|ram|heap|swap|capacity)"
)
_USE = r"(?:usage|use|utili[sz]ation|consumption|load|saturation|pressure|space|occupancy)"
_THE = r"(?:the|our|its|their|a|an|this|that|each|every|one)"
# Which one is meant: `of the primary`, `on all ingest nodes`.
_WHICH = rf"(?:\s+(?:of|on|in|for)\s+(?:{_THE}\s+|all\s+)?[\w-]+(?:\s+[\w-]+){{0,2}}?)?"
_SUBJECT = (
    rf"(?<![\w-])(?:{_RESOURCE}(?:\s+{_USE}){{0,2}}"
    rf"|{_USE}\s+of\s+(?:{_THE}\s+)?(?:[\w-]+\s+){{0,2}}?{_RESOURCE}"
    rf"|(?:cluster|node|host|server|database)s?\s+{_USE}|utili[sz]ation){_WHICH}"
)
_ADVERB = (
    r"(?:had|has|have|been|then|now|already|quickly|slowly|suddenly|again|even|once|briefly"
    r"|almost|nearly|about|around|over|roughly|just|only|some|constantly|still|steadily|~|≈)"
)
_STANDS = (
    r"(?:(?:(?:is|are|was|were|been)\s+(?:\w+\s+)?)?at|is|are|was|were|reached|reaches|reaching"
    r"|hit|hits|hitting|to|exceeded|of"
    r"|(?:stood|stands|sat|sits|stayed|hovered|hovers|peaked|peaks|ran|runs|running|remained"
    r"|topped out)\s+at"
    r"|(?:rose|rises|went|grew|grows|climbed|climbs|jumped|spiked|shot|got|filled|filled up"
    r"|filling|came|dropped"
    r"|fell|up)(?:\s+up)?\s+to|[:=—–-])"
)
# What may stand behind a share of a resource, if anything does.
_END = (
    r"(?=\s*(?:$|[,;:!?)(\]|*_`—–/]|->|→|(?:full|used|utili[sz]ed|in use|consumed|occupied|gone"
    r"|taken|on|in|at|during"
    r"|while|under|when|after|before|for|since|with|within|by|this|last|yesterday|today"
    r"|overnight|and|as|twice"
    r"|again|all|most of|through(?:out)?|busy|allocated|exhausted|every|each|per|until|usage"
    r"|utili[sz]ation|of (?:the |its |our )?(?:capacity|limit"
    r"|quota|space"
    r"|pool|disk|memory|maximum))(?![\w-])))"
)
_FULL = (
    rf"{_SUBJECT}(?:\s+{_ADVERB}){{0,3}}\s*(?:{_STANDS}\s*)?(?:\b{_ADVERB}\s*){{0,2}}{SHARE}{_END}"
)
_FULL_BEFORE = (
    rf"{SHARE}\s*(?:full\b|(?:used|utili[sz]ed|in use)\b(?!\s+(?:the|an?|our|to|it|for)\b))"
)
_PART_OF = (
    r"(?:^|\b(?:at|is|was|were|are|use[sd]?|using|takes?|took|taking|consum\w+|occup\w+|fill\w*"
    r"|ate|reach\w*|hit|hits"
    rf"|exceeded|over|about|nearly"
    rf"|almost)\s+){SHARE}\s+(?:of\s+)?(?:{_THE}\s+)?{_RESOURCE}(?:\s+{_USE})?"
    r"(?=\s*(?:$|[,;:!?)(\]|]|(?:is|was|were|are)\s+(?:used|full|in use|taken|consumed|occupied"
    r"|gone|exhausted"
    r"|allocated)\b|(?:used|full|in use|taken|on|at|during|when|while|after)\b))"
)
_FREE = r"(?:free|left|remaining|available|spare)"
_FREE_BEFORE = (
    rf"(?<![\w-])(?:free\s+{_RESOURCE}(?:\s+{_USE})?|{_RESOURCE}\s+(?:{_USE}\s+)?{_FREE}"
    rf"|free\s+space)(?![\w-])"
    rf"{_WHICH}(?:\s+{_ADVERB}){{0,3}}\s*(?:(?:{_STANDS}|down to|as low as|under|below)\s*)?"
    rf"(?:\b{_ADVERB}\s*){{0,2}}{SHARE}(?=\s*(?:$|[,;:!?)(\]|]|on|in|at|during|when|while|after"
    rf"|before|this|last)(?!\w))"
)
_FREE_AFTER = (
    rf"{SHARE}\s+(?:of\s+(?:{_THE}\s+)?{_RESOURCE}(?:\s+{_USE})?\s+(?:(?:is|was|were"
    rf"|are)\s+)?{_FREE}"
    rf"|{_RESOURCE}(?:\s+{_USE})?\s+{_FREE}|(?:of\s+)?(?:free"
    rf"|spare)\s+{_RESOURCE}(?:\s+{_USE})?(?!\w))(?![\w-])"
)
_EAST = r"(?:CPU|磁盘|硬盘|内存|容量|分区|连接池|线程池|存储|配额)"
_FULL_EAST = (
    rf"(?:{_EAST}[^\d.;。；，,\n]{{0,6}}?(?:使用率|利用率|占用率|用量|占用)|{_EAST}(?:空间"
    rf"|容量)?|使用率|利用率)"
    r"\s*(?:已经?|曾|一度|仍|都|也)?\s*(?:达到|高达|超过|接近|升至|涨到|升到|达|为|是|到|在"
    r"|[:：=])?\s*(?:了|约|近)?\s*"
    rf"{SHARE}(?!\s*(?:的|空闲|可用|剩余))"
)
_FULL_EAST_BEFORE = rf"{SHARE}\s*(?:已用|占用)"
_FREE_EAST = rf"{_EAST}[^\d.;。；，,\n]{{0,6}}?(?:剩余|空闲|可用)[^\d.;。；，,\n]{{0,8}}?{SHARE}"

_CHANGES = (
    r"(?:(?:production|prod|code|config(?:uration)?)\s+)?"
    r"(?:deployments?|deploys?|releases?|changes|rollouts?)"
)
_FAILED = (
    r"(?:\s+(?:that week|last week|this week|this month|last month|of \w+|in \w+))?\s+"
    r"(?:failed|broke|(?:were|was|got|had to be|needed to be"
    r"|have been)\s+(?:\w+\s+)?(?:rolled\s*back|reverted"
    r"|hot-?fixed|undone)|(?:caused|led to|ended in|resulted in|triggered)\s+(?:\w+\s+)?"
    r"(?:incidents?|outages?|rollbacks?|failures?)|needed\s+(?:an?\s+)?(?:hot-?fix|rollback))"
)
_ALL = r"(?:(?:the|our|all|its|their|these|those)\s+){0,2}"
CHANGE_FAILURE = (
    regex(
        rf"(?:change[- ]fail(?:ure)?[- ]rate|\bCFR\b|变更失败率)[^\d.;。；\n]{{0,40}}?{SHARE}", re.I
    ),
    regex(rf"{SHARE}\s+of\s+{_ALL}{_CHANGES}{_FAILED}", re.I),
    regex(
        r"(?<![\d.,])(?P<value>\d{1,6})\s+(?:out\s+)?of\s+"
        rf"{_ALL}(?P<whole>\d{{2,6}})\s+(?:last\s+|recent\s+)?"
        rf"(?:last\s+|recent\s+)?"
        rf"{_CHANGES}{_FAILED}", re.I,
    ),
)  # fmt: skip
TOIL = (
    regex(rf"{SHARE}\s+(?:(?:was|is|were)\s+)?toil\b", re.I),
    regex(rf"toil[^\d.;。；\n]{{0,40}}?{SHARE}(?=\s*(?:of\b|$|on-?call))", re.I),
    regex(
        rf"{SHARE}\s+of\s+(?:(?:its|their|the|our|all|his|her|my|every|each|an?)\s+)?"
        r"(?:(?:on-?call|working|work|team)\s+)?(?:time|hours|work|shifts?|weeks?|days?|sprints?"
        r"|capacity|rota)"
        r"\b(?:(?!\b(?:not|projects?|instead|than)\b)[^.;。；\n]){0,30}?\btoil\b", re.I,
    ),
)  # fmt: skip
FULL = tuple(
    regex(each, re.I) for each in (_FULL, _FULL_BEFORE, _PART_OF, _FULL_EAST, _FULL_EAST_BEFORE)
)
FREE = tuple(regex(each, re.I) for each in (_FREE_BEFORE, _FREE_AFTER, _FREE_EAST))
