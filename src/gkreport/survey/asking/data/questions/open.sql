-- 标题：各种文件的数字读得怎样
-- 怎样看：一行是一种文件。没把握的是程序不肯猜、要人看的数；没有的是报告里没有读到的表。
SELECT
  coalesce(format, '没有认出来') AS 格式,
  count(DISTINCT report) AS 份数,
  count(*) FILTER (how <> 'missing') AS 表,
  count(*) FILTER (how = 'missing') AS 没有的表,
  coalesce(sum(figures), 0) AS 格,
  coalesce(sum(open), 0) AS 没把握,
  count(DISTINCT report) FILTER (open > 0) AS 有没把握的份数,
  round(100.0 * coalesce(sum(open), 0) / nullif(sum(figures), 0), 2) AS "没把握%"
FROM sources JOIN reports ON reports.id = sources.report
WHERE sort = 'table'
GROUP BY format
ORDER BY "没把握%" DESC NULLS LAST, 份数 DESC, 格式
