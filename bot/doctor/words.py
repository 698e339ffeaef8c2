"""Every sentence of `tousu doctor`: mark, what is found, what to do."""

from collections.abc import Mapping
from typing import Final

Saying = tuple[str, str] | tuple[str, str, str]

SAYINGS: Final[Mapping[str, Saying]] = {
    # Telegram
    "token_missing": ("✗", "{problem}。", "只想檢查本機的話，請加 --offline。"),
    "token_unknown": ("✗", "Telegram 不認得這個 token。", "請向 @BotFather 取得目前的 token，放進 TOUSU_TOKEN。"),
    "telegram_unreachable": ("✗", "連不上 Telegram（{error}）。", "請檢查網路、代理與 telegram.base_url 後再執行一次。"),
    "token_known": ("✓", "Telegram 認得 token，機器人是 @{username}。"),
    "sees_all": ("✓", "隱私模式已關閉，看得到群組裡的投訴；若剛關閉，請把機器人移出群組再加回來才生效。"),
    "sees_as_administrator": ("✓", "機器人是群組管理員，看得到群組裡的投訴。"),
    "blind": (
        "✗",
        "隱私模式開著，機器人也不是管理員，群組裡的投訴它看不到。",
        "請向 @BotFather 執行 /setprivacy 選 Disable，再把機器人移出群組後加回來；或把它設為群組管理員。",
    ),
    "in_group": ("✓", "機器人在群組「{title}」（{group}）裡，可以發言。"),
    "group_silent": ("✗", "機器人在群組「{title}」裡，但被禁止發言。", "請在群組的成員權限裡允許它發送訊息。"),
    "group_left": ("✗", "機器人不在群組 {group} 裡。", "請由群組管理員把 @{username} 加入群組。"),
    "group_unknown": (
        "✗",
        "找不到群組 {group}（{error}）。",
        "請把 @{username} 加入群組並在群組裡發一則訊息，再執行一次，這裡會列出它所在的群組。",
    ),
    "group_seen": (
        "✗",
        "找不到群組 {group}，但機器人收到過這些群組的訊息：{seen}。",
        "請把 telegram.group_id 改成其中一個的編號。",
    ),
    "group_moved": (
        "⚠",
        "群組 {group} 已升級為超級群組，新編號是 {moved}。",
        "運行中的機器人會自己跟過去；還沒有啟動過的話，請把 telegram.group_id 改成新編號。",
    ),
    "group_differs": (
        "⚠",
        "設定檔的群組是 {configured}，資料庫記的是 {kept}，以資料庫為準。",
        "如果群組只是升級過，請把 telegram.group_id 改成 {kept}；要換成另一個群組，請另用一個資料庫。",
    ),
    "topics_off": (
        "⚠",
        "設定檔要用話題，但群組「{title}」沒有開啟話題，訊息都發在群組裡。",
        "請在群組設定裡開啟話題；不用的話，請刪去 telegram.topic 與 telegram.topic_per_case。",
    ),
    "topics_denied": (
        "⚠",
        "機器人沒有管理話題的權限，無法為每件投訴開設話題，訊息發在一般話題或 telegram.topic。",
        "請把 @{username} 設為群組管理員並允許「管理話題」；不用的話，請把 telegram.topic_per_case 設為 false。",
    ),
    "topics_own": ("✓", "機器人可以為每件投訴開設話題。"),
    "webhook": (
        "✗",
        "這個 token 設了 webhook（{url}），收不到訊息。",
        "請停掉用它的程式，並以 Bot API 的 deleteWebhook 取消。",
    ),
    "clock_right": ("✓", "本機時鐘與 Telegram 一致。"),
    "clock_fast": (
        "⚠",
        "本機時鐘比 Telegram 快 {seconds:.0f} 秒。",
        "機器人會自行校正到期時刻，但請開啟這台機器的自動校時（NTP）。",
    ),
    "clock_slow": (
        "⚠",
        "本機時鐘比 Telegram 慢 {seconds:.0f} 秒。",
        "機器人會自行校正到期時刻，但請開啟這台機器的自動校時（NTP）。",
    ),
    # People
    "unreachable": (
        "⚠",
        "這些同仁還收不到私訊，提醒只能發到群組裡：{names}。",
        "請他們打開與機器人的私訊，按「開始」。",
    ),
    "all_reachable": ("✓", "每位同仁都收得到私訊。"),
    "unbound": ("⚠", "這些同仁沒有 telegram_id，不能操作：{names}。", "啟動後請他們打開與機器人的私訊，按「開始」登記；人力資源部收到申請，按本人姓名的按鈕就認得了。已經知道編號的，第一次啟動前也可以直接填進設定檔的 people。"),
    "all_bound": ("✓", "每位同仁都有 telegram_id。"),
    "role_vacant": ("✗", "{told}。", "請在設定檔給部門這項職責，該部門至少要有一位同仁：第一次啟動前寫進設定檔的 people，啟動後由本人私訊機器人登記。"),
    "judges_vacant": ("✗", "{told}。", "這兩項至少要有一項有人，有一項就夠：請在設定檔給部門這項職責，該部門至少要有一位同仁，第一次啟動前寫進 people，啟動後由本人私訊機器人登記。"),
    "duty_vacant": ("⚠", "{told}。", "需要這一步的話，請在設定檔給部門這項職責，該部門至少要有一位同仁；不需要可不理。"),
    "post_vacant": ("⚠", "{told}。", "空缺期間由上一級代理，相關罰款暫緩。第一次啟動前可以補進設定檔的 people，啟動後由本人私訊機器人登記。"),
    "all_held": ("✓", "制度要求的職責與職位都有人。"),
    "differs": ("⚠", "{told}。", "不影響運行；要讓兩邊一致，請把設定檔改成與資料庫相同。"),
    "agrees": ("✓", "設定檔的人員與資料庫一致。"),
    # Calendar
    "year_missing": (
        "✗",
        "沒有 {year} 年的法定節假日與調休資料，今年的時限都會標記為未確定，罰款暫緩。",
        "請更新 chinesecalendar 後重新啟動；或把 calendar.holidays 設為 none，自行填寫 closed 與 open。",
    ),
    "next_year_missing": (
        "⚠",
        "還沒有 {year} 年的法定節假日與調休資料。",
        "國務院通常在十一月公布，請在年底前更新 chinesecalendar 並重新啟動。",
    ),
    "calendar_known": ("✓", "已有 {years} 年的法定節假日與調休資料。"),
    "calendar_own": ("✓", "不使用法定節假日，時限只依設定檔的工作時間。"),
    # Machine
    "type_missing": ("✗", "缺少中文字型（{error}），圖表與表單畫不出來。", "請執行 make setup 重新安裝。"),
    "type_present": ("✓", "中文字型齊全。"),
    "disk_full": ("✗", "磁碟只剩 {free} MB，資料庫隨時可能寫不進去。", "請清出空間，或把 storage.path 移到較大的磁碟。"),
    "disk_tight": ("⚠", "磁碟只剩 {free} MB。", "請清出空間；每天的備份需要與資料庫一樣大的空間。"),
    "disk_fine": ("✓", "磁碟還有 {free} MB。"),
    # Database
    "database_none": ("⚠", "還沒有資料庫 {path}。", "第一次 tousu run 會建立；如果應該已經有，請檢查 storage.path。"),
    "database_damaged": ("✗", "資料庫 {path} 損壞：{damage}。", "請停掉機器人，用 tousu restore 還原最近的備份。"),
    "journal_broken": (
        "✗",
        "紀錄自第 {row} 筆起與寫入時不同，有人改過。",
        "請停掉機器人、保留這個檔案查證，再用 tousu restore 還原被改之前的備份。",
    ),
    "schema_old": ("⚠", "資料庫是版本 {version}，程式需要版本 {wanted}。", "請先 tousu backup，再啟動機器人，它會自行升級。"),
    "schema_new": ("✗", "資料庫是版本 {version}，比程式（{wanted}）新。", "請改用較新的程式，或還原升級前的備份。"),
    "database_empty": ("✗", "{path} 不是機器人的資料庫。", "請檢查 storage.path；確定沒有用的話，刪除後啟動會重新建立。"),
    "database_sound": ("✓", "資料庫完整，紀錄 {events} 筆都與寫入時相同，版本 {version}。"),
    "database_open": ("⚠", "資料庫檔案 {path} 別的使用者也讀得到。", "請執行 chmod 600 {path}。"),
    "backup_none": ("⚠", "還沒有備份。", "機器人每天自動備份一次；現在可執行 tousu backup。"),
    "backup_old": ("⚠", "最近的備份是 {days} 天前的 {name}。", "請執行 tousu backup；機器人有在運行的話，請查看它的運行記錄。"),
    "backup_fresh": ("✓", "最近的備份是 {name}。"),
}  # fmt: skip
