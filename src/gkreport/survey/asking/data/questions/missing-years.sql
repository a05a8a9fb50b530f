-- 标题：哪些机关中间缺了年度
-- 怎样看：一行是一个机关。读到的最早一年到最后一年之间没有的，就是缺的；机关名称改过的，会像是两个机关。
-- 参数 until 整数：到这一年度为止也都应当有，如 2025；不写就只看中间
WITH have AS (
  SELECT DISTINCT owner, year FROM reports
  WHERE status IN ('read', 'doubtful') AND owner IS NOT NULL AND year IS NOT NULL
),
spans AS (
  SELECT
    owner, min(year) AS first, max(year) AS last,
    list(year ORDER BY year) AS years
  FROM have GROUP BY owner
),
gaps AS (
  SELECT
    owner, years,
    list_filter(range(first, greatest(last, coalesce($until, last)) + 1), lambda y: NOT list_contains(years, y)) AS lost
  FROM spans
)
SELECT
  owner AS 机关,
  list_aggregate(lost, 'string_agg', '、') AS 缺的年度,
  len(lost) AS 缺几年,
  list_aggregate(years, 'string_agg', '、') AS 有的年度
FROM gaps
WHERE len(lost) > 0
ORDER BY len(lost) DESC, owner
