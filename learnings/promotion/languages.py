"""Words for sources and for trust in the other languages that the vocabulary knows.

What may mean outside material as well is in neither of the first two lists: a `команда` is a team
and a command, a `revue` is a review and a magazine.
"""

from __future__ import annotations

import functools
import unicodedata

from ..lazy import regex
from ..vocabulary import fold

_FIRST_HAND = {
    "de": "Vorfall, Vorfälle, Zwischenfall, Störung, Ausfall, Panne, Fehler, Fehlschlag, "
          "Absturz, Regression, Alarm, Überwachung, Metriken, Ingenieur, Ingenieurin, "
          "Techniker, Technikerin, Kollege, Kollegin, Mensch, Mannschaft, Benutzer, Benutzerin, "
          "Nutzer, Nutzerin, Anwender, Anwenderin, Nutzerfeedback, Benutzerfeedback, "
          "Rückmeldung, Nutzerrückmeldung, Nutzer-Rückmeldung, Gespräch, Unterhaltung, "
          "Diskussion, Korrektur, Besprechung, Sitzung, Bereitschaft, Rufbereitschaft, "
          "Übergabe, Schichtübergabe, Beinaheunfall, Nachbetrachtung, Nachbesprechung, "
          "Rückblick, Retrospektive, Prüfung, Sicherheitsprüfung, Übung, Notfallübung, Versuch, "
          "Beobachtung, Erfahrung, Untersuchung, Fehlersuche, Messung, Wartung, Planung, "
          "selbst, eigen, intern",
    "es": "incidente, incidentes, incidencia, incidencias, caída, interrupción, fallo, fallos, "
          "falla, error, errores, regresión, alerta, alertas, monitorización, monitoreo, "
          "métricas, ingeniero, ingeniera, ingenieros, equipo, colega, compañero, compañera, "
          "persona, humano, usuario, usuaria, usuarios, operador, operadora, retroalimentación, "
          "retroalimentación de usuarios, retroalimentación del usuario, opinión del usuario, "
          "conversación, discusión, corrección, reunión, guardia, cambio de turno, traspaso, "
          "post mortem, análisis post mortem, retrospectiva, revisión, revisión de código, "
          "revisión de seguridad, auditoría, simulacro, prueba, pruebas, experimento, "
          "observación, experiencia, depuración, despliegue, migración, mantenimiento, "
          "planificación, propio, interno",
    "fr": "incident, incidents, panne, interruption, coupure, erreur, erreurs, échec, "
          "défaillance, bogue, régression, alerte, alertes, surveillance, supervision, "
          "métriques, ingénieur, ingénieure, ingénieurs, équipe, collègue, personne, humain, "
          "utilisateur, utilisatrice, utilisateurs, opérateur, opératrice, retour utilisateur, "
          "retours utilisateurs, retour d'expérience, retour d’expérience, conversation, "
          "discussion, correction, réunion, astreinte, changement d'équipe, relève, "
          "post mortem, analyse post mortem, rétrospective, revue de code, revue de sécurité, "
          "revue d'incident, audit, exercice, essai, essais, expérimentation, observation, "
          "expérience, débogage, déploiement, maintenance, planification, interne",
    "zh": "事故, 事件, 故障, 宕机, 停机, 错误, 錯誤, 失败, 失敗, 告警, 警报, 警報, 监控, 監控, "
          "指标, 指標, 工程师, 工程師, 团队, 團隊, 同事, 用户, 用戶, 使用者, 运维, 運維, "
          "用户反馈, 用戶反饋, 使用者回饋, 反馈, 反饋, 回饋, 对话, 對話, 讨论, 討論, 纠正, "
          "糾正, 更正, 会议, 會議, 值班, 交接, 交接班, 值班交接, 复盘, 復盤, 事故复盘, "
          "事故復盤, 事后分析, 事後分析, 回顾, 回顧, 代码审查, 代碼審查, 评审, 評審, 安全评审, "
          "审计, 審計, 演练, 演練, 测试, 測試, 实验, 實驗, 观察, 觀察, 经验, 經驗, 实践, 排查, "
          "调试, 調試, 部署, 回滚, 回滾, 迁移, 遷移, 维护, 維護, 自己, 本人, 内部, 內部",
    "ja": "障害, 事故, インシデント, 停止, エラー, 失敗, 不具合, バグ, アラート, 監視, "
          "エンジニア, チーム, 同僚, 人間, ユーザー, 利用者, ユーザーフィードバック, "
          "フィードバック, 会話, 議論, 訂正, 修正, 会議, 打ち合わせ, オンコール, 当番, "
          "引き継ぎ, 引継ぎ, ヒヤリハット, ポストモーテム, 事後分析, 障害報告会, 振り返り, "
          "ふりかえり, レトロスペクティブ, コードレビュー, レビュー, 監査, 訓練, テスト, 試験, "
          "実験, 観察, 経験, デバッグ, デプロイ, 移行, 保守, 自分, 社内",
    "ko": "장애, 사고, 인시던트, 중단, 오류, 에러, 실패, 버그, 경보, 모니터링, 지표, 엔지니어, "
          "팀, 동료, 사람, 사용자, 운영자, 사용자 피드백, 피드백, 대화, 토론, 논의, 수정, 정정, "
          "회의, 온콜, 당직, 인수인계, 포스트모템, 사후 분석, 사후분석, 회고, 코드 리뷰, "
          "코드리뷰, 감사, 훈련, 테스트, 실험, 관찰, 경험, 디버깅, 배포, 마이그레이션, "
          "유지보수, 내부",
    "ru": "инцидент, инциденты, сбой, авария, отказ, ошибка, ошибки, баг, регрессия, тревога, "
          "мониторинг, метрики, инженер, коллега, человек, пользователь, пользователи, "
          "обратная связь, обратная связь пользователей, разговор, беседа, обсуждение, "
          "исправление, совещание, встреча, дежурство, дежурный, передача смены, постмортем, "
          "разбор инцидента, ретроспектива, аудит, проверка кода, проверка безопасности, "
          "учения, тест, тестирование, эксперимент, наблюдение, опыт, отладка, расследование, "
          "развертывание, развёртывание, деплой, откат, миграция, обслуживание",
}  # fmt: skip
_TRUSTED = {
    "de": "vertrauenswürdig, hoch, voll, geprüft, überprüft, bestätigt, freigegeben, bekannt",
    "es": "confiable, fiable, alto, alta, plena, verificado, verificada, confirmado, "
          "confirmada, revisado, revisada, aprobado, aprobada",
    "fr": "fiable, haut, haute, élevé, élevée, totale, vérifié, vérifiée, confirmé, confirmée, "
          "relu, relue, approuvé, approuvée",
    "zh": "可信, 可信任, 受信任, 高, 已验证, 已驗證, 已确认, 已確認, 已审核, 已審核, 已批准",
    "ja": "信頼できる, 信頼済み, 高, 高い, 検証済み, 確認済み, レビュー済み, 承認済み",
    "ko": "신뢰, 신뢰함, 신뢰할 수 있음, 높음, 검증됨, 확인됨, 검토됨, 승인됨",
    "ru": "доверенный, доверенная, надежный, надёжный, высокий, высокая, проверено, "
          "подтверждено, одобрено",
}  # fmt: skip
# In these a word may follow: `página web`, `E-Mail eines Kunden`.
OUTSIDE = (
    "ausgabe", "befehlsausgabe", "werkzeug", "werkzeugausgabe", "dokument", "dokumente", "anhang",
    "seite", "webseiten", "netz", "kommentar", "kommentare", "artikel", "anbieter", "hersteller",
    "extern", "kopiert", "zitat", "salida", "herramienta", "documento", "adjunto", "página",
    "pagina", "sitio", "enlace", "correo", "comentario", "artículo", "articulo", "foro",
    "proveedor", "externo", "externa", "copiado", "copiada", "sortie", "outil", "pièce jointe",
    "fichier joint", "lien", "courriel", "commentaire", "fournisseur", "externe", "copié",
    "copiée", "сайт", "сайта", "страница", "страницы", "письмо", "письма", "почта", "документ",
    "документа", "вложение", "ссылка", "инструмент", "вывод", "статья", "статьи", "форум",
    "форума", "внешний",
)  # fmt: skip
# Scripts that write no spaces between words have them anywhere.
OUTSIDE_ANYWHERE = (
    "网页", "網頁", "网站", "網站", "邮件", "郵件", "文档", "文檔", "附件", "链接", "鏈接",
    "論壇", "论坛", "博客", "文章", "工具", "输出", "輸出", "外部", "供应商", "複製", "复制",
    "ウェブ", "サイト", "メール", "文書", "添付", "リンク", "ツール", "出力", "記事", "ベンダー",
    "コピー", "웹", "사이트", "메일", "문서", "첨부", "링크", "도구", "출력", "외부", "기사",
    "블로그", "복사",
)  # fmt: skip
FROM = (
    "aus",
    "von",
    "vom",
    "de",
    "del",
    "desde",
    "du",
    "des",
    "d",
    "depuis",
    "из",
    "от",
    "с",
    "со",
)


_NUMBERS = regex(r"(?:\s[(\[]?#?(?:[A-Z]{2,9}-)?\d[\d-]{0,20}[)\]]?){1,3}\s*$")


def first_hand(words: str) -> bool:
    """True of a word of another language for what a team saw or did itself, with nothing after it
    but numbers: `Vorfall INC-42`."""
    return _plain(words) in _known("first hand")


def trusted(words: str) -> bool:
    """True of a word of another language, and nothing more, for praise."""
    return _plain(words) in _known("trusted")


@functools.cache
def _known(which: str) -> frozenset[str]:
    rows = _FIRST_HAND if which == "first hand" else _TRUSTED
    return frozenset(_plain(word) for words in rows.values() for word in words.split(", "))


def _plain(words: str) -> str:
    """Folded and without accents, which people leave out; marks of kana count."""
    bare = _NUMBERS.sub("", words).strip(" `*\"'")
    folded = unicodedata.normalize("NFD", fold(unicodedata.normalize("NFC", bare)))
    bare = "".join(one for one in folded if not "\u0300" <= one <= "\u036f")
    return unicodedata.normalize("NFC", bare)
