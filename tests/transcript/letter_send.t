Letters on their way: post, e-mail, SMS; what comes back; how they were served.

  $ nhi demo --people 300 --months 2026-01..2026-01 --db sqlite:demo.db > demo.txt
  $ send() { nhi letter make notice --division 1 --set matter=投保資料核對 --set text=請核對後回復。 --out one.pdf --now 2026-04-10T10:00:00+08:00 --db sqlite:demo.db "$@"; }; nhi letter wish '#5' --way email --address five@example.org --from 2026-04-01 --now 2026-04-01T10:00:00+08:00 --db sqlite:demo.db; nhi letter wish '#6' --way sms --address 0912345678 --from 2026-04-01 --now 2026-04-01T10:00:00+08:00 --db sqlite:demo.db; nhi letter wish '#7' --way email --address again@example.org --from 2026-04-01 --now 2026-04-01T10:00:00+08:00 --db sqlite:demo.db; nhi letter wish '#8' --way email --address nobody@example.org --from 2026-04-01 --now 2026-04-01T10:00:00+08:00 --db sqlite:demo.db; send --to 100000001; send --to '#5'; send --to '#6'; send --to '#7'; send --to '#8'; send --to 某人
  已登記通知方式。
  已登記通知方式。
  已登記通知方式。
  已登記通知方式。
  健保北字第1150000001號：已寫入 one.pdf，1 頁
  健保北字第1150000002號：已寫入 one.pdf，1 頁
  健保北字第1150000003號：已寫入 one.pdf，1 頁
  健保北字第1150000004號：已寫入 one.pdf，1 頁
  健保北字第1150000005號：已寫入 one.pdf，1 頁
  健保北字第1150000006號：已寫入 one.pdf，1 頁
  $ nhi letter wish '#5' --way email --address 0912345678 --db sqlite:demo.db
  ! nhi: address的值「0912345678」不在 name@host, 09… 的範圍
  [2]
  $ nhi letter outbox --db sqlite:demo.db
  發文字號                方式   狀態  次數  收件人                  說明
  ----------------------  -----  ----  ----  ----------------------  ----------
  健保北字第1150000006號  post   held     0  某人                    no address
  健保北字第1150000005號  email  due      0  陳均軒
  健保北字第1150000004號  email  due      0  陳義利
  健保北字第1150000003號  sms    due      0  張潔郁
  健保北字第1150000002號  email  due      0  游欣鳳
  健保北字第1150000001號  post   due      0  基隆市海昇貿易有限公司

Without a mail server nothing is sent, and nothing says that it was.

  $ nhi letter mail --db sqlite:demo.db
  ! nhi: 沒有設定SMTP，一件也沒有寄出（NHI_SMTP, NHI_SMTP_FROM, --smtp, --from）
  [4]
  $ nhi letter mail --smtp smtp://127.0.0.1:1 --from notice@example.org --now 2026-04-10T11:00:00+08:00 --db sqlite:demo.db
  寄出 0 件，稍後再試 3 件，失敗 0 件
  [1]
  $ nhi letter outbox --state due --db sqlite:demo.db
  發文字號                方式   狀態  次數  收件人                  說明
  ----------------------  -----  ----  ----  ----------------------  [..]
  健保北字第1150000005號  email  due      1  陳均軒                  [..]
  健保北字第1150000004號  email  due      1  陳義利                  [..]
  健保北字第1150000003號  sms    due      0  張潔郁
  健保北字第1150000002號  email  due      1  游欣鳳                  [..]
  健保北字第1150000001號  post   due      0  基隆市海昇貿易有限公司

With one, each message is taken, tried again later, or refused.

  $ mkdir mail; (python3 $SOURCE/tests/lib/smtp_server.py mail > server.txt 2>&1 &); for i in 1 2 3 4 5 6 7 8 9; do [ -e mail/port ] || sleep 0.3; done; nhi letter mail --smtp smtp://127.0.0.1:$(cat mail/port) --from notice@example.org --now 2026-04-10T12:00:00+08:00 --db sqlite:demo.db
  寄出 1 件，稍後再試 1 件，失敗 1 件
  [1]
  $ ls mail; grep -E '^(To|From|Message-ID|Date|Content-Type: [ta]|Content-Disposition)' mail/message-1.eml | tr -d '\r'
  message-1.eml
  port
  To: <five@example.org>
  From: <notice@example.org>
  Message-ID: <letter-257@opennhi>
  Date: Fri, 10 Apr 2026 12:00:00 +0800
  Content-Type: text/plain; charset=utf-8
  Content-Disposition: attachment; filename="letter-257.pdf"
  Content-Type: application/pdf
  $ nhi letter mail --smtp smtp://127.0.0.1:$(cat mail/port) --from notice@example.org --now 2026-04-10T12:01:00+08:00 --db sqlite:demo.db
  寄出 0 件，稍後再試 0 件，失敗 0 件
  $ nhi letter mail --smtp smtp://127.0.0.1:$(cat mail/port) --from notice@example.org --now 2026-04-10T13:00:00+08:00 --db sqlite:demo.db
  寄出 0 件，稍後再試 1 件，失敗 0 件
  [1]
  $ nhi letter outbox --db sqlite:demo.db
  發文字號                方式   狀態    次數  收件人                  說明
  ----------------------  -----  ------  ----  ----------------------  --------------------
  健保北字第1150000006號  post   held       0  某人                    no address
  健保北字第1150000005號  email  failed     2  陳均軒                  550 RCPT failed: 550
  健保北字第1150000004號  email  due        3  陳義利                  450 RCPT failed: 450
  健保北字第1150000003號  sms    due        0  張潔郁
  健保北字第1150000002號  email  sent       2  游欣鳳
  健保北字第1150000001號  post   due        0  基隆市海昇貿易有限公司

The post gets one list and one document, once; SMS a list.

  $ mkdir box; nhi letter dispatch --out box --now 2026-04-10T14:00:00+08:00 --db sqlite:demo.db
  郵寄第 1 批：1 件；清冊 letters-post-1.csv，文件 letters-post-1.pdf，1 頁
  簡訊第 1 批：1 件；清冊 letters-sms-1.csv
  檔案已寫好，等待交付。
  $ nhi letter dispatch --out box --now 2026-04-10T14:00:00+08:00 --db sqlite:demo.db
  郵寄：沒有待交付的
  簡訊：沒有待交付的
  $ cat box/letters-post-1.csv box/letters-sms-1.csv
  piece,number,way,name,address,first_page
  1,健保北字第1150000001號,post,基隆市海昇貿易有限公司,基隆市信義區成功路290號,1
  piece,number,name,telephone,text
  1,健保北字第1150000003號,張潔郁,0912345678,健保署通知（健保北字第1150000003號）：有關投保資料核對，請查照。

Mail that comes back is noted once, sent again, served by deposit; a public notice takes effect later.

  $ nhi letter returned 健保北字第1150000001號 --on 2026-04-20 --reason rain --db sqlite:demo.db
  ! nhi: --reason的值「rain」不在 absent, address, closed, deceased, refused, unknown 的範圍
  [2]
  $ nhi letter returned 健保北字第1150000001號 --on 2026-04-20 --reason unknown --now 2026-04-21T09:00:00+08:00 --db sqlite:demo.db
  已登記退件。
  $ nhi letter returned 健保北字第1150000001號 --on 2026-04-20 --reason unknown --now 2026-04-21T09:00:00+08:00 --db sqlite:demo.db
  ! nhi: 健保北字第1150000001號 的退件已經登記
  [5]
  $ nhi letter outbox --state returned --db sqlite:demo.db
  發文字號                方式  狀態      次數  收件人                  說明
  ----------------------  ----  --------  ----  ----------------------  -------
  健保北字第1150000001號  post  returned     2  基隆市海昇貿易有限公司  unknown
  $ nhi letter resend 健保北字第1150000001號 --way registered --now 2026-04-22T09:00:00+08:00 --db sqlite:demo.db
  已排入待寄。
  $ nhi letter dispatch --out box --now 2026-04-22T10:00:00+08:00 --db sqlite:demo.db
  郵寄第 2 批：1 件；清冊 letters-post-2.csv，文件 letters-post-2.pdf，1 頁
  簡訊：沒有待交付的
  檔案已寫好，等待交付。
  $ nhi letter serve 健保北字第1150000001號 --way deposit --on 2026-04-25 --place 基隆郵局 --now 2026-04-26T09:00:00+08:00 --db sqlite:demo.db
  已登記送達，2026-04-25 生效；寄存至 2026-07-25
  $ nhi letter serve 健保北字第1150000002號 --way public --on 2026-05-01 --place 公告欄 --now 2026-05-01T09:00:00+08:00 --db sqlite:demo.db
  已登記送達，2026-05-21 生效；寄存至 -
  $ nhi letter serve 健保北字第1150000002號 --way public --on 2026-06-01 --place 公告欄 --now 2026-06-01T09:00:00+08:00 --db sqlite:demo.db
  已登記送達，2026-06-02 生效；寄存至 -
  $ nhi letter serve 健保北字第1150000002號 --way person --on 2020-01-01 --db sqlite:demo.db
  ! nhi: on的值「2020-01-01」不在 2026-04-10 … 的範圍
  [2]
  $ nhi letter way 健保北字第1150000001號 --db sqlite:demo.db
  發文字號                方式        狀態      次數  收件人                  說明
  ----------------------  ----------  --------  ----  ----------------------  -------
  健保北字第1150000001號  registered  handed       1  基隆市海昇貿易有限公司
  健保北字第1150000001號  post        returned     2  基隆市海昇貿易有限公司  unknown
  2026-04-10  post  handed  
  2026-04-20  post  returned  unknown
  2026-04-22  registered  handed  
  送達 deposit  2026-04-25  生效 2026-04-25  保存至 2026-07-25   
  $ nhi letter way 健保北字第1150000009號 --db sqlite:demo.db
  ! nhi: 找不到健保北字第1150000009號
  [1]
