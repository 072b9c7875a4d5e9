"""Actions of which nothing is left without general words; the lists are data."""

from __future__ import annotations

import re

from learnings.lazy import regex

_VERBS = """\
improve enhance optimize optimise better strengthen review revisit consider investigate
explore evaluate examine assess analyze analyse discuss increase ensure fix address update
more 加强 改进 优化 完善 提升 提高 增强 考虑 调查 研究 关注 改善 更新"""
_NOUNS = """\
monitoring alerting alerts alert observability logging logs documentation docs testing tests
test coverage process processes procedure procedures communication performance reliability
stability quality security resilience robustness scalability visibility awareness training
code setup system systems service services tooling tools automation issue issues problem problems
handling situation things everything stuff it this that 监控 告警 文档 测试 流程 沟通 性能
稳定性 可靠性 质量 安全 意识 培训 代码 系统 服务 问题 情况"""
_FILLERS = """\
the a an our its of for in on to and or with about around overall general generally current
existing further some any all whole future again next time properly carefully regularly better
good proper appropriate additional more error errors team teams into at up out as well please
should must need needs be will we us can possible if necessary needed 的 了 和 与 及 相关
进一步 整体 现有 更好"""
# Verbs that say something only by what they lead to: `make monitoring better`.
_LIGHT = "make get do have keep start give become"
_QUALITIES = """\
better more further reliable robust resilient stable secure scalable faster quicker safer easier
cleaner stronger clearer simpler visible proactive efficient improving enhancing optimizing
optimising strengthening reviewing"""
LIGHT, QUALITIES = tuple(_LIGHT.split()), tuple(_QUALITIES.split())
VERBS, NOUNS, FILLERS = tuple(_VERBS.split()), tuple(_NOUNS.split()), frozenset(_FILLERS.split())
LOOKS = (
    "look at",
    "look into",
    "look further into",
    "have a look at",
    "take a look at",
    "have a closer look at",
    "take a closer look at",
    "look closer at",
    "look deeper into",
    "dig into",
    "dig deeper into",
    "work on",
    "do something about",
)
PHRASES = (
    "be careful",
    "be more careful",
    "more careful",
    "pay attention",
    "pay more attention",
    "look into it",
    "look into this",
    "look at it",
    "keep an eye on",
    "be aware",
    "be more aware",
    "raise awareness",
    "try harder",
    "do better",
    "think about",
    "be more proactive",
    "be vigilant",
    "double check",
    "make sure it works",
    "make sure this does not happen again",
    "avoid this in the future",
    "do not do this again",
    "remember to",
    "follow best practices",
    "小心",
    "注意",
    "多加注意",
    "引起重视",
    "加强意识",
    "避免再次发生",
    "仔细检查",
)
_GROUP = regex(r"[(（\[【][^()（）\[\]【】]{0,80}[)）\]】]|\s[—–]\s.*$|(?<![\w.])@\w[\w-]*")
_LABEL = regex(r"^[^:：]{1,40}[:：]\s+")
_DEFINITE = regex(r"[0-9`%/<>=]|https?:|\w\.\w|\w_\w|[a-z][A-Z]|\b[A-Z]{3,}\b")
_HAN = regex(r"[\u4e00-\u9fff]+")
_WORD = regex(r"[^\W_]+(?:['’-][^\W_]+)*")
_KNOWN = frozenset((*NOUNS, *FILLERS, *QUALITIES))
_GENERAL = frozenset(VERBS)
_HAN_WORDS = sorted(
    (word for word in (*VERBS, *NOUNS, *FILLERS) if not word.isascii()), key=len, reverse=True
)
_HAN_VERBS = tuple(word for word in VERBS if not word.isascii())
# Behind a verb alone: `investigate further`.
_AGAIN = frozenset(("further", "more", "again", "later", "soon", "deeper", "properly", "carefully"))
_SHORT = 6
_LONGEST = 120


def is_vague(text: str) -> bool:
    """True for an action that says nothing definite, by the lists of this module."""
    if len(text) > 2 * _LONGEST:
        return False
    plain = _GROUP.sub(" ", text.replace("**", "").replace("~~", ""))
    plain = _LABEL.sub("", plain).strip(" .。!！;；*_")
    if not plain or len(plain) > _LONGEST or _DEFINITE.search(plain):
        return False
    if _HAN.search(plain):
        return _is_vague_chinese(plain)
    lowered = plain.casefold().replace("don't", "do not").replace("doesn't", "does not")
    words = _WORD.findall(lowered)
    return _is_general(words) or _is_phrase(" ".join(words), len(words))


def _is_general(words: list[str]) -> bool:
    """A general verb first, maybe behind fillers, and nothing but general words after it."""
    text = " ".join(words)
    for start in LOOKS:
        if text.startswith(f"{start} "):
            return all(map(_is_known, words[start.count(" ") + 1 :]))
    if words and words[0] in LIGHT:
        rest = words[1:]
        return any(word in QUALITIES for word in rest) and all(map(_is_known, rest))
    rest = [word for word in words if word not in FILLERS or word in _GENERAL]
    if not rest or rest[0] not in _GENERAL or not all(map(_is_known, rest[1:])):
        return False
    return len(rest) > 1 or (len(words) > 1 and words[-1] in _AGAIN)


def _is_known(word: str) -> bool:
    return word in _KNOWN or word in _GENERAL or word in _AGAIN


def _is_phrase(text: str, count: int) -> bool:
    """A stock phrase, with few other words."""
    return any(
        re.search(rf"\b{phrase}\b", text) and count - phrase.count(" ") - 1 <= _SHORT - 3
        for phrase in PHRASES
        if phrase.isascii()
    )


def _is_vague_chinese(text: str) -> bool:
    bare = text.replace(" ", "")
    if any(phrase in bare and len(bare) <= len(phrase) + 4 for phrase in PHRASES):
        return True
    rest = bare
    for word in _HAN_WORDS:
        rest = rest.replace(word, "")
    return not rest.strip("，,、") and bare.startswith(_HAN_VERBS)
