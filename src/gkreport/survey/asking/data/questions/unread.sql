-- 标题：哪些文件没有读清，为什么
-- 怎样看：一行是一种原因，原因里的数字和引号里的字省去了，好把同样的归在一起；一个文件有几种原因的，各行都算。“例如”是其中一个文件。
WITH told AS (
  SELECT
    path, format, status,
    unnest(
      CASE WHEN status IN ('doubtful', 'broken') THEN string_split(coalesce(reason, ''), '；')
      ELSE [coalesce(reason, '')] END
    ) AS reason
  FROM reports WHERE status <> 'read'
),
same AS (
  SELECT
    path, format, status,
    regexp_replace(regexp_replace(reason, '“[^”]*”(、“[^”]*”)*', '“…”', 'g'), '[0-9]+', '…', 'g') AS reason
  FROM told
)
SELECT
  CASE status
    WHEN 'doubtful' THEN '要核对' WHEN 'broken' THEN '写法有错' WHEN 'other' THEN '不是年度报告'
    WHEN 'refused' THEN '读不了' WHEN 'unreadable' THEN '打不开' WHEN 'failed' THEN '出了意外'
    ELSE status
  END AS 读得怎样,
  format AS 格式,
  nullif(reason, '') AS 原因,
  count(DISTINCT path) AS 文件,
  min(path) AS 例如
FROM same
GROUP BY status, format, reason
ORDER BY status = 'doubtful', 文件 DESC, status, format, reason
