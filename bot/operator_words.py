"""What the command line says to whoever runs the bot; `docs/` and the tests quote these."""

from typing import Final

UNKNOWN_TOKEN: Final = "Telegram 不認得這個 token。請向 @BotFather 取得目前的 token，放進 TOUSU_TOKEN。"  # noqa: S105  a sentence
CONFLICT: Final = (
    "另一個程式正在用同一個 token 收訊息。請先停掉它；找不到的話，請向 @BotFather 換一個新的 token。"
)
HOW_TO_TRY: Final = "只想試用的話不需要 token：make demo。"
ALREADY_RUNNING: Final = "這個資料庫已有機器人在使用（行程 {pid}）。請先停掉它，或改用另一個 storage.path。"
REMOTE_CLOCK: Final = "TOUSU_TEST_CLOCK 只能搭配本機的沙盒使用，但 telegram.base_url 是 {base_url}。"
NO_SANDBOX: Final = "設定了 TOUSU_TEST_CLOCK，但 {base_url} 沒有沙盒在回應。"
CONFIG_FINE: Final = "{path} 沒有錯誤。"
CONFIG_BROKEN: Final = "{path} 有 {count} 個錯誤："
NOT_IN_DATABASE: Final = (
    "{name}：設定檔有，資料庫沒有（people 只在第一次啟動時讀入，之後以資料庫為準；請本人私訊機器人登記）"
)
DIFFERS_IN_DATABASE: Final = "{name}：設定檔與資料庫不同（以資料庫為準）"
NO_DATABASE: Final = "找不到資料庫 {path}。"
WRONG_SCHEMA: Final = "資料庫 {path} 的版本不合：{reason}"
JOURNAL_INTACT: Final = "紀錄完整，共 {count} 筆，最後的雜湊是 {hash}"
JOURNAL_BROKEN: Final = "紀錄自第 {row} 筆起與寫入時不同。"
REBUILT: Final = "已由紀錄重建 {count} 件投訴。"
COPIED: Final = "已備份到 {copy}"
NO_FILE: Final = "讀不到 {path}。"
NOT_A_MOMENT: Final = "{text} 不是時間；要像 2026-11-23T10:05:00+08:00 這樣，帶有時差。"
DAMAGED: Final = (
    "資料庫 {path} 損壞，或不是資料庫（{reason}）。請停掉機器人，用 tousu restore 還原最近的備份。"
)
NOT_WRITTEN: Final = (
    "{path} 寫不進去（{reason}）。請看磁碟是否已滿（df -h）、資料夾是否可寫、是否有別的程式佔用，再試一次。"
)
NO_CASE: Final = "沒有編號 {case} 的投訴。"
REPLAYED: Final = "紀錄共 {count} 筆，雜湊相連；由紀錄重演的結果與資料表一致。"
TABLES_DIFFER: Final = (
    "紀錄完整，但資料表與由紀錄重演的結果不同：{tables}。請停掉機器人，執行 tousu rebuild 由紀錄重建。"
)
NOT_A_PERIOD: Final = "{text} 不是這樣一段期間；日寫 2026-11-23，週寫 2026-W47，月寫 2026-11。"
NOT_YET: Final = "{text} 還沒有開始。"
WRONG_SUFFIX: Final = "{path} 的副檔名不行；可用 {suffixes}"
FILE_EXISTS: Final = "{path} 已經存在，沒有覆蓋。請換一個檔名。"
EXPORTED: Final = "已匯出 {count} 列到 {path}，並記入紀錄。"
WRITTEN_TO: Final = "已寫入 {path}"
BAD_COPY: Final = "這份備份不能用，資料庫沒有改動：{reason}"
RESTORED: Final = "已由 {copy} 還原 {path}。備份之後發生的事不在其中，請執行 tousu doctor 再啟動機器人。"
SET_ASIDE: Final = "原來的資料庫保留在 {replaced}"
LEFT_ALONE: Final = "沒有改動 {path}。"
WRITTEN: Final = (
    "已寫好 {path}。接著請把 token 放進 TOUSU_TOKEN 或 .env，再執行 tousu doctor --config {path}。"
)
WRITTEN_WITH_MISTAKES: Final = (
    "已寫好 {path}，但還有 {count} 處要改，改完請執行 tousu check --config {path}："
)
PORT_TAKEN: Final = "health.port {port} 不能用（{reason}）。請換一個埠號，或停掉佔用它的程式。"
NO_FOLDER: Final = "沒有資料夾 {path}。"
TEXTS_BROKEN: Final = "{path} 沒有錯誤，但 texts.folder {folder} 有 {count} 個錯誤："
TEXT_PROBLEMS: Final = {
    "missing": "{file}：沒有這個資料夾",
    "unreadable": "{file}：讀不懂，要像內建的 labels.yaml 那樣分組寫「名稱: 文字」（{detail}）",
    "unknown_template": "{file}：沒有這個訊息，檔名要與內建的相同（見 docs/texts.md）",
    "syntax": "{file}：範本寫錯了（{detail}），會改用內建的",
    "unknown_fact": "{file}：這個訊息沒有 {detail} 可用（見 docs/texts.md），會改用內建的",
    "unknown_label": "{file}：沒有 {detail} 這個名稱（見內建的 labels.yaml）",
}
FORM_STANDINGS: Final = {
    "current": "這是 {number} {document}目前的版本，與紀錄完全一致（{at} 起）。",
    "older": "這是 {number} {document}較舊的版本（{at} 起的內容），之後已有變動；目前的版本請私訊機器人 /status 取得。",
    "sent_current": (
        "這是 {number} {document}目前的內容：{at} 由本系統送出的原檔，當時的程式版本或設定與現在不同，所以版面可能與現在印製的不同。"
    ),
    "sent_older": (
        "這是 {number} {document}：{at} 由本系統送出的原檔，紀錄在案，由較早的程式版本或設定印製；"
        "之後內容已有變動，目前的版本請私訊機器人 /status 取得。"
    ),
    "altered": (
        "{number} {document}的紀錄從來不是這份檔案的樣子：檔案被改過，或由另一版程式、另一份設定印製。"
        "請私訊機器人 /status 重新取得一份。"
    ),
    "unknown": "紀錄裡沒有 {number} 這個編號；請確認用的是原來那份設定與資料庫。",
    "foreign": "這份檔案不是本系統印製的流程表或支出證明，或已由別的程式另存過；請使用機器人傳送的原檔。",
}
