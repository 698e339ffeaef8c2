"""Every sentence `tousu check` says about config.yaml, in the manager's language.

`ACCEPTED` says for each key what may be written there, `SENTENCES` what is wrong; no other place has words.
"""

from collections.abc import Mapping

from workflow.directory import Post
from workflow.values import Position, Role

_ROLES = "、".join(Role)
_POSITIONS = "、".join(Position)

ACCEPTED: Mapping[str, str] = {
    "company": "公司名稱，例：輝煌",
    "timezone": "時區名稱，例：Asia/Shanghai",
    "language": "zh-Hant、zh-Hans 或 en",
    "telegram": "一組設定：group_id、admin_ids，可有 topic、topic_per_case",
    "telegram.group_id": "群組編號，負整數，例：-1001234567890",
    "telegram.admin_ids": "管理員的 Telegram 編號清單，至少一位，例：[1001]",
    "telegram.topic": "話題編號，正整數，例：15；不寫就是一般話題",
    "telegram.topic_per_case": "true（每件投訴一個話題）或 false",
    "telegram.base_url": "http 或 https 網址，例：https://api.telegram.org/bot",
    "telegram.base_file_url": "http 或 https 網址，例：https://api.telegram.org/file/bot",
    "storage": "一組設定：path",
    "storage.path": "檔案路徑，從 config.yaml 所在資料夾算起，例：var/tousu.db",
    "calendar": "一組設定：mode、hours、holidays、closed、open",
    "calendar.mode": "working（工作時間）或 always（全天候）",
    "calendar.hours": '星期與時段，例：mon-sat: ["08:30-12:00", "13:30-18:00"]；時段由早到晚、不重疊，一天只寫一行',
    "calendar.holidays": "CN（中國法定節假日與調休）或 none（不放）",
    "calendar.closed": "公司自訂的休息日清單，例：[2026-12-31]",
    "calendar.open": "公司自訂的上班日清單，例：[2026-12-27]",
    "departments": "部門清單，至少一個，每個有 id、name，可有 duties、superior",
    "departments.id": "英文代號，以小寫字母開頭，可含數字與底線，例：order_desk",
    "departments.name": "部門名稱，例：打單部",
    "departments.duties": f"職責清單，可用：{_ROLES}",
    "departments.superior": "上一級部門的 id；最高一級不寫",
    "people": "人員清單，每人有 name、department，可有 position、telegram_id",
    "people.name": "姓名，例：王五",
    "people.department": "部門的 id，例：order_desk",
    "people.position": f"職位，可用：{_POSITIONS}",
    "people.telegram_id": "本人的 Telegram 編號，正整數，例：1001",
    "rules": "一組設定：accept、publish、route、reply、notify、penalty、appeal_window",
    "rules.accept": "時限，例：5m、2h、3 working days",
    "rules.publish": "時限，例：30m、2h、3 working days",
    "rules.route": "時限，例：30m、2h、3 working days",
    "rules.reply": "時限，例：30m、2h、3 working days",
    "rules.notify": "時限，例：10m、2h、3 working days",
    "rules.penalty": "一組設定：amount、mode",
    "rules.penalty.amount": "每次罰款金額，正整數（元），例：50",
    "rules.penalty.mode": "auto（逾期即公布）或 confirm（人力資源部確認後公布）",
    "rules.appeal_window": "時限，例：3 working days、48h",
    "schedule": "一組設定：daily_summary、weekly_chart",
    "schedule.daily_summary": '時刻，例："18:00"',
    "schedule.weekly_chart": '星期與時刻，例："mon 09:00"',
    "texts": "一組設定：folder",
    "texts.folder": "資料夾路徑，從 config.yaml 所在資料夾算起，例：texts",
    "logging": "一組設定：level",
    "logging.level": "DEBUG、INFO、WARNING 或 ERROR",
    "evidence": "一組設定：keep_files",
    "evidence.keep_files": "true 或 false",
    "health": "一組設定：port",
    "health.port": "埠號，1 至 65535，例：8788",
}

SENTENCES: Mapping[str, str] = {
    # The file as a whole
    "missing_file": "找不到設定檔 {path}",
    "unreadable": "設定檔 {path} 無法讀取（請檢查是不是檔案、有沒有讀取權限）",
    "encoding": "設定檔不是 UTF-8 文字，請以 UTF-8 另存",
    "empty_file": "設定檔是空的，可由範例 config.yaml 複製一份再改",
    "not_a_mapping": "設定檔最外層應是「key: value」，例：company: 輝煌",
    "wide_colon": "「{text}」的冒號是全形，請改成半形冒號加一個空格",
    "tab": "「{text}」含有 Tab，請改用空格縮排",
    "malformed": "「{text}」附近的 YAML 寫法看不懂，請檢查縮排、冒號後的空格、引號與括號是否成對",
    "odd_key": "這裡的設定名稱不是文字",
    "key_twice": "同一個設定寫了兩次，請只留一個",
    "alias": "不支援「&」「*」引用，請把內容直接寫出來",
    # One key
    "missing": "未填；應填 {accepted}",
    "unknown_key": "沒有這個設定；可用：{choices}",
    "unknown_key_meant": "沒有這個設定，是不是 {meant}？",
    "not_accepted": "「{value}」不能用；應填 {accepted}",
    "not_accepted_meant": "「{value}」不能用，是不是 {meant}？應填 {accepted}",
    "wrong_shape": "寫法不對；應填 {accepted}",
    "overlap": "時段重疊或順序不對；應填 {accepted}",
    "day_twice": "同一個星期出現在兩行；應填 {accepted}",
    "no_hours": "mode 是 working 時要填工作時間；應填 {accepted}",
    # Between keys
    "token": "機器人的 token 不可寫在設定檔；請改放環境變數 TOUSU_TOKEN 或 .env，已寫進來的請向 @BotFather 換新",
    "repeated": "「{value}」重複了，每個只能出現一次",
    "unknown_department": "沒有 id 為「{value}」的部門；可用：{choices}",
    "unknown_department_meant": "沒有 id 為「{value}」的部門，是不是 {meant}？",
    "circle": "上一級部門繞成一圈：{way}",
    "closed_and_open": "「{value}」同時列為休息日與上班日，請只留一邊",
    "duty_of_nobody": "沒有部門負責 {role}（{role_name}），投訴無法進行；請在該部門的 duties 加上 {role}",
    "no_judge": "沒有部門負責 supervise（監察部）或 administer（行政部），罰款異議無人裁定；請至少加一個",
    "nobody_enrols": "人力資源部沒有任何人填了 telegram_id，無人能批准同仁登記；請至少填一位",
    # The secrets
    "no_token": "未設定；請把 @BotFather 給的 token 放進環境變數或 .env",
    "bad_secret": "內容不能用；應填 {accepted}",
    # Warnings
    "vacant_duty": "沒有人負責 {role}（{role_name}），相關步驟會停在那裡",
    "vacant_post": "沒有人擔任{post}",
    "vacant_in": "{department}沒有{post}",
    "unbound": "未填 telegram_id，還不能操作：{names}",
    "unknown_year": "{year} 年的法定節假日與調休資料尚未具備，該年到期的時限會標記為未確定，罰款暫緩；請更新 chinesecalendar",
}

SECRETS: Mapping[str, str] = {
    "TOUSU_TOKEN": "@BotFather 給的 token，數字、冒號、一串英數字",
    "TOUSU_TEST_CLOCK": "1 或 0",
}

ROLE_NAMES: Mapping[Role, str] = {
    Role.ACCEPT_PRODUCT: "受理產品質量投訴，如打單部",
    Role.EXECUTE: "執行王總審批意見，如打單部",
    Role.INVESTIGATE: "調查產品質量投訴，如生產部、採購部、物流部",
    Role.HR: "受理與分流服務質量投訴，如人力資源部",
    Role.PROXY_PRODUCT: "代發產品質量投訴，如客服部",
    Role.SUPERVISE: "監察，如監察部",
    Role.ADMINISTER: "行政，如行政部",
    Role.PAY: "付款與記帳，如財務部",
}

POST_NAMES: Mapping[Post, str] = {
    Post.HEAD: "負責人",
    Post.VICE_PRESIDENT: "副總",
    Post.GENERAL_MANAGER: "總經理",
    Post.GM_ASSISTANT: "總經理助理",
    Post.ORDER_FOLLOWER: "跟單員",
}

LINE = "第 {line} 行　{key}：{sentence}"
NO_LINE = "{key}：{sentence}"
WHOLE_FILE = "第 {line} 行　{sentence}"
HIDDEN = "（token，不顯示）"
"""What stands for a token in a sentence."""

ENTRY = "第{number}項"
"""An entry of a list that has no name."""

LIST_SEPARATOR = "、"
